/** Whether a sign lies where all white space does; few others lie there, so most texts are spared a pattern's look at it. */
export const mayBeSpace = (code: number): boolean =>
  code <= 32 || code === 0xa0 || (code >= 0x1680 && code <= 0x3000) || code === 0xfeff;
