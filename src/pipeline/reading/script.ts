/** The scripts that are told apart; the ones of Chinese and Japanese are one, since their texts mix them. */
const scripts = [
  ['Latin', /\p{Script=Latin}/gu],
  ['Cyrillic', /\p{Script=Cyrillic}/gu],
  ['Han', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['Hangul', /\p{Script=Hangul}/gu],
  ['Arabic', /\p{Script=Arabic}/gu],
  ['Hebrew', /\p{Script=Hebrew}/gu],
  ['Greek', /\p{Script=Greek}/gu],
  ['Devanagari', /\p{Script=Devanagari}/gu],
  ['Bengali', /\p{Script=Bengali}/gu],
  ['Tamil', /\p{Script=Tamil}/gu],
  ['Thai', /\p{Script=Thai}/gu],
  ['Georgian', /\p{Script=Georgian}/gu],
  ['Armenian', /\p{Script=Armenian}/gu],
] as const;

export type Script = (typeof scripts)[number][0];

/** How many characters are looked at; the main script of a text shows in its beginning. */
const SAMPLE = 600;

/** The script most letters of the text are written in; null for a text without letters. */
export function mainScript(text: string): Script | null {
  const sample = text.slice(0, SAMPLE);
  let best: Script | null = null;
  let most = 0;
  for (const [name, pattern] of scripts) {
    const count = sample.match(pattern)?.length ?? 0;
    if (count > most) [best, most] = [name, count];
  }
  return best;
}

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Where the scripts without spaces lie, marks and signs left out; this spares most texts the dearer look. */
const HIGH = /[\u0e00-\u1fff\u2e80-\uffff]/;

/** Whether the text has letters of a script that puts no spaces between words. */
export const hasUnspacedScript = (text: string): boolean => HIGH.test(text) && UNSPACED.test(text);
