import type { Declaration, Hints } from './documents.ts';

/**
 * What a feed said of a document, as declarations of the lowest rank: `source` names the feed by its address. They stand
 * behind all that the page says, see extract/feed-hints.ts.
 */
export function hintDeclarations(hints: Hints | undefined): Declaration[] {
  if (hints === undefined) return [];
  const source = `feed hint:${hints.from}`;
  const declared: [string, string | null][] = [
    ['title', hints.title],
    ['publishedAt', hints.publishedAt],
  ];
  return declared.flatMap(([field, value]) => (value === null ? [] : [{ field, value, source }]));
}
