/**
 * What a text says, without its dress: letters and digits in lower case, and the signs that change a number (minus, per
 * cent, a currency). Punctuation, spaces and paragraphs are left out; numbers stay apart from each other.
 */
export function factsOf(text: string): string {
  const parts = text.normalize('NFKC').toLowerCase().match(PART) ?? [];
  let out = '';
  for (const part of parts) out += `${/\p{N}$/u.test(out) && /^\p{N}/u.test(part) ? ' ' : ''}${part}`;
  return out.replaceAll('−', '-');
}

const PART = /[\p{L}\p{M}\p{N}]+|[%‰°\p{Sc}]|(?<![\p{L}\p{N}]\s?)[-−](?=\p{N})/gu;
