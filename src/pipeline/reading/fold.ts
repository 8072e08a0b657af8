/**
 * The text with white space folded: runs become one space, none at the ends. Characters that show nothing (null bytes,
 * zero-width spaces, byte order marks, soft hyphens, lone surrogates) are dropped or made visible as U+FFFD.
 */
export function foldSpace(text: string): string {
  const trimmed = text.trim();
  return UNFOLDED.test(trimmed) ? trimmed.toWellFormed().replace(INVISIBLE, '').replace(SPACE, ' ').trim() : trimmed;
}

/** What folding changes, or may change. Most texts hold none of it and are spared the dearer way. */
const UNFOLDED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: null bytes and their like stand in real dumps
  / {2}|[\u0000-\u001f\u007f\u00a0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\udfff\ufeff]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: null bytes and their like stand in real dumps
const INVISIBLE = /[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b\u2060\ufeff]+/g;
/** A single space stays as it is: most white space is that, and to replace it is dear. */
const SPACE = /\s{2,}|[^\S ]/g;

/**
 * What two lines have in common when they say the same: letters and digits alone, lower case, parted by single spaces.
 * Bullets, punctuation, case and width (NFKC) make no difference.
 */
export function comparisonKey(text: string): string {
  return PLAIN.test(text)
    ? text.toLowerCase().replace(NO_PLAIN_WORD, ' ').trim()
    : text.normalize('NFKC').toLowerCase().replace(NO_WORD, ' ').trim();
}

/** Texts in western letters and the usual marks, which NFKC leaves as they are, but for marks that are no word. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const PLAIN = /^[\u0000-\u007f\u00ab\u00b7\u00bb\u00c0-\u012f\u2010-\u2016\u2018-\u2027\u20ac]*$/;
// A single space stays as it is: most partings of words are that, and to replace it is dear.
const NO_PLAIN_WORD = /[^a-z0-9\u00df-\u00f6\u00f8-\u012f]{2,}|[^ a-z0-9\u00df-\u00f6\u00f8-\u012f]/g;
const NO_WORD = /[^\p{L}\p{M}\p{N}]{2,}|[^ \p{L}\p{M}\p{N}]/gu;

/** A text as phrases with their marks are compared: NFKC, lower case, one kind of apostrophe, single spaces. */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(SPACE, ' ')
    .trim();
}

/** The key with every number replaced by "#", so that "12 comments" and "3 comments" are one phrase. */
export function numberlessKey(key: string): string {
  return hasNumber(key) ? key.replace(NUMBERS, '#') : key;
}

/** Whether a key has a number; most have none. */
export const hasNumber = (key: string): boolean => DIGIT.test(key) || (WIDE.test(key) && NUMBER.test(key));

/** To look for any script's numbers in every sign is dear, and most keys hold none but these. */
const DIGIT = /[0-9]/;
const WIDE = /[^ a-z]/;
const NUMBER = /\p{N}/u;
const NUMBERS = /\p{N}+/gu;

/** The text with all decimal digits (Arabic-Indic, Devanagari, full width, …) as 0–9; its length does not change. */
export function asciiDigits(text: string): string {
  return text.replace(/[^\P{Nd}0-9]/gu, (digit) => {
    if (digit.length !== 1) return digit;
    let value = 0;
    // Unicode lays out decimal digits in runs of ten from 0 to 9.
    for (let code = digit.charCodeAt(0) - 1; value < 9 && /\p{Nd}/u.test(String.fromCharCode(code)); code--) value++;
    return String(value);
  });
}
