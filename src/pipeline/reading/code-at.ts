const { charCodeAt } = String.prototype;

/**
 * The code of the sign at a place, as `text.charCodeAt(at)` gives it, for loops over texts. Texts are of many kinds inside
 * V8 (slices, joined pieces, wide ones); by its name the method is looked up again for each sign, which takes most of the time.
 */
export const codeAt = (text: string, at: number): number => charCodeAt.call(text, at);
