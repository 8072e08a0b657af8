/**
 * The text with white space folded: runs become one space, none at the ends. Characters that show nothing (null bytes,
 * zero-width spaces, byte order marks, soft hyphens, lone surrogates) are dropped or made visible as U+FFFD.
 */
export function foldSpace(text: string): string {
  return text.toWellFormed().replace(INVISIBLE, '').replace(SPACE, ' ').trim();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: null bytes and their like stand in real dumps
const INVISIBLE = /[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b\u2060\ufeff]+/g;
const SPACE = /\s+/g;

/**
 * What two lines have in common when they say the same: letters and digits alone, lower case, parted by single spaces.
 * Bullets, punctuation, case and width (NFKC) make no difference.
 */
export function comparisonKey(text: string): string {
  return (text.normalize('NFKC').toLowerCase().match(WORD) ?? []).join(' ');
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

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
  return key.replace(/\p{N}+/gu, '#');
}

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
