import { type Reason, rejected } from '../../documents.ts';

/** More elements than any readable page has; the largest news pages seen have some 30,000. */
const MOST_TAGS = 500_000;
/** Deeper than any page that a browser lays out. */
const DEEPEST = 1_500;

/** Elements that close their like when they open again, or never hold content: unclosed, they add no depth. */
const FLAT = new Set(
  'p li dt dd td th tr tbody thead tfoot option optgroup colgroup col br hr img input meta link area base embed param source track wbr rb rt rp'.split(
    ' ',
  ),
);
const TAG = /<(\/?)([a-z][a-z0-9]*)([^<>]*)>?|<!--/giu;
const RAW = new Set(['script', 'style', 'textarea', 'title']);

/**
 * Why a page is not to be parsed, or null. Counts tags and nesting in one pass over the text, before a tree is built:
 * the parser takes time quadratic in the depth, six minutes for a million nested elements.
 */
export function tooMuch(html: string): { rejected: Reason } | null {
  const open = new Map<string, number>();
  let depth = 0;
  let tags = 0;
  TAG.lastIndex = 0;
  for (let match = TAG.exec(html); match !== null; match = TAG.exec(html)) {
    if (match[0] === '<!--') {
      const end = html.indexOf('-->', match.index);
      if (end === -1) break;
      TAG.lastIndex = end + 3;
      continue;
    }
    if (++tags > MOST_TAGS) return rejected('too-many-nodes', `the page has more than ${MOST_TAGS} tags`);
    const name = (match[2] ?? '').toLowerCase();
    if (FLAT.has(name)) continue;
    const count = open.get(name) ?? 0;
    if (match[1] === '/') {
      if (count > 0) {
        open.set(name, count - 1);
        depth--;
      }
      continue;
    }
    if (RAW.has(name)) {
      const end = closing(html, name, TAG.lastIndex);
      if (end === -1) break;
      TAG.lastIndex = end;
      continue;
    }
    const inDrawing = (open.get('svg') ?? 0) + (open.get('math') ?? 0) > 0;
    if (inDrawing && match[3]?.endsWith('/')) continue;
    open.set(name, count + 1);
    if (++depth > DEEPEST) return rejected('too-deep', `the page nests more than ${DEEPEST} elements`);
  }
  return null;
}

/** Where the closing tag of a raw text element ends. */
function closing(html: string, name: string, from: number): number {
  const pattern = new RegExp(`</${name}`, 'gi');
  pattern.lastIndex = from;
  const match = pattern.exec(html);
  return match === null ? -1 : pattern.lastIndex;
}
