/**
 * SQLite's unicode61 tokenizer cuts at spaces and marks, and so takes a Chinese sentence for one word. Scripts that
 * are written without spaces, and Korean with its particles, are therefore indexed sign by sign, and a word of the
 * query in them is looked for as a phrase of signs. U+200B parts the signs: a separator to the tokenizer, unseen in a
 * snippet.
 */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** The text as it is given to the full-text index. */
export const indexText = (text: string): string => text.replace(unspaced, '\u200b$&\u200b');

/** A snippet of indexed text, as it was written; marks of a phrase that were parted sign by sign are joined. */
export const shownText = (text: string): string => text.replaceAll('\u200b', '').replaceAll('\u0003\u0002', '');

/** A query in FTS5's syntax: what must match, and what must not; null where the query says nothing of it. */
export type MatchQuery = { must: string | null; mustNot: string | null };

/**
 * Reads what a person types: words (all must occur), "phrases", OR, -not, prefix*. Everything reaches FTS5 quoted, so
 * no input is a syntax error. Null when nothing in it can be searched for.
 */
export function parseQuery(text: string): MatchQuery | null {
  const must: string[][] = [];
  const mustNot: string[] = [];
  let or = false;
  for (const { groups } of text.matchAll(/(?<not>-)?(?:"(?<phrase>[^"]*)"?|(?<word>[^\s"]+))/gu)) {
    const { not, phrase, word } = groups ?? {};
    if (word === 'OR' && !not) {
      or = must.length > 0;
      continue;
    }
    const term = quoted(phrase ?? word ?? '', phrase === undefined && (word ?? '').endsWith('*'));
    if (term === null) continue;
    const last = must.at(-1);
    if (not) mustNot.push(term);
    else if (or && last) last.push(term);
    else must.push([term]);
    or = false;
  }
  if (must.length === 0 && mustNot.length === 0) return null;
  return {
    must: must.length > 0 ? must.map((terms) => `(${terms.join(' OR ')})`).join(' AND ') : null,
    mustNot: mustNot.length > 0 ? mustNot.join(' OR ') : null,
  };
}

function quoted(text: string, prefix: boolean): string | null {
  // NUL would end the query for SQLite; U+200B comes in by indexText alone.
  const words = indexText(text.replace(/["\0\u200b]/g, ' ')).trim();
  if (!/[\p{L}\p{N}]/u.test(words)) return null;
  return `"${words}"${prefix ? ' *' : ''}`;
}
