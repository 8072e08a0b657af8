import { comparisonKey } from '../../reading/fold.ts';
import type { Field, Option } from '../field.ts';
import { HEADLINE, type Reading } from '../reading.ts';

/** What parts a headline from the name of a site. */
const PARTING = /\s+[|·•–—»:-]\s+|\s+[|»]\s*/gu;

/** The headline as the document shows it; else what it declares, the site's name cut off. */
export const title: Field<string> = {
  name: 'title',
  *options(reading) {
    const declared = reading.declared('title');
    const shown = declared.filter(({ source }) => source === HEADLINE);
    for (const { value, source, block } of [...shown, ...declared.filter(({ source }) => source !== HEADLINE)]) {
      const is = source === HEADLINE ? value : withoutSiteName(value, reading);
      yield { is, value: is, source, ...(block === undefined ? {} : { block }), text: value };
    }
  },
  fault({ is }: Option<string>, reading: Reading) {
    const key = comparisonKey(is);
    if (key === '') return 'holds no word';
    if (is.length > 400) return 'too long for a headline';
    if (reading.declared('publisher').some(({ value }) => comparisonKey(value) === key))
      return 'is the name of the outlet';
    return null;
  },
};

/** Cuts " | Site" and "Site - " where the part cut is a name the document gives its publisher, or its host. */
function withoutSiteName(value: string, reading: Reading): string {
  const names = reading.declared('publisher').map((declared) => comparisonKey(declared.value));
  const host = hostKey(reading.document.url);
  const isSite = (part: string) => {
    const key = comparisonKey(part);
    const run = key.replaceAll(' ', '');
    return (
      key !== '' &&
      (names.includes(key) ||
        (host !== '' && run.length > 2 && (run === host || host.includes(run) || run.startsWith(`www${host}`))))
    );
  };
  for (const match of [...value.matchAll(PARTING)].reverse()) {
    const after = value.slice(match.index + match[0].length);
    const before = value.slice(0, match.index);
    if (isSite(after) && before !== '') return before;
    if (isSite(before) && after !== '') return after;
  }
  return value;
}

/** The letters of the address's host, without "www" and the top-level domain. */
function hostKey(url: string | null): string {
  const host = /^https?:\/\/(?:www\.)?([^/:]+)/i.exec(url ?? '')?.[1] ?? '';
  return comparisonKey(host.replace(/\.[a-z]{2,}$/i, '')).replaceAll(' ', '');
}
