/** A text's letters, marks and digits alone, in lower case: what is left when spacing and punctuation do not count. */
export function squash(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}
