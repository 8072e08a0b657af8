const [TAB, LINE, PAGE, RETURN, SPACE] = [9, 10, 12, 13, 32];

/** White space as markup knows it. */
export const isSpace = (code: number): boolean =>
  code === SPACE || code === LINE || code === TAB || code === RETURN || code === PAGE;
export const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;

const SIGN = /\S/;
/** Whether a text is white space alone, of any kind. */
export const isBlank = (text: string): boolean => !SIGN.test(text);

/** The place of the first sign after `from` that is no white space. */
export function skipSpace(html: string, from: number): number {
  let at = from;
  do at++;
  while (isSpace(html.charCodeAt(at)));
  return at;
}
