import leven from 'leven';

/** ` (did you mean near?)` for a word that is close to a known one, else nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const near = known
    .map((name) => ({ name, cost: leven(word.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.cost - b.cost)[0];
  return near && near.cost <= Math.max(2, word.length / 4) ? ` (did you mean ${near.name}?)` : '';
}
