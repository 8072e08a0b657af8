import type { Declaration, Hints } from './documents.ts';

/**
 * What a feed said of a document, as declarations of the lowest rank: `source` names the feed, so that the evidence of a
 * field can list them after all that the page says. They never stand in for what the page itself says.
 */
export function hintDeclarations(hints: Hints | undefined): Declaration[] {
  if (hints === undefined) return [];
  const source = `hint:${hints.from}`;
  const declared: [string, string | null][] = [
    ['title', hints.title],
    ['publishedAt', hints.publishedAt],
  ];
  return declared.flatMap(([field, value]) => (value === null ? [] : [{ field, value, source }]));
}
