import { evenEncoding } from './percent-encoding.ts';
import { isTracking } from './tracking-parameters.ts';

/**
 * The query without tracking, each part once, in the order of the names: servers read parameters by name. Parts of one name
 * keep their order, for there it may count; a part without a name is its own name.
 */
export function keyQuery(search: string): string {
  const parts = search
    .replace(/^\?/, '')
    .split('&')
    // An address copied out of HTML source: ?a=1&amp;b=2
    .map((part) => evenEncoding(part.replace(/^(?:amp;)+/, '').replaceAll('+', '%20'), 'query'))
    .filter((part) => part !== '' && !isTracking(nameOf(part), decoded(part.slice(nameOf(part).length + 1))));
  const sorted = [...new Set(parts)].sort((a, b) => compare(nameOf(a), nameOf(b)));
  return sorted.length === 0 ? '' : `?${sorted.join('&')}`;
}

const nameOf = (part: string): string => part.split('=', 1)[0] ?? '';

// By code units and not by a language's rules: the order must be the same on every machine.
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
