/** The words before or after a count of time that make it a moment in the past, in the languages of the vocabulary. */
const BEFORE = 'vor|il y a|hace|há|f[öo]r|przed|منذ|قبل|לפני|cách đây|před|πριν';
const AFTER = 'ago|atrás|fa|geleden|temu|назад|тому|sedan|siden|sitten|önce|पहले|trước|lalu|yang lalu|în urmă';
const COUNTED = new RegExp(
  `^\\P{L}*(?:\\p{L}+ ){0,2}(?:(?:${BEFORE}) .{0,10}?\\d{1,2} ?\\p{L}+|\\d{1,2} ?\\p{L}+ (?:${AFTER}))\\P{L}*$`,
  'iu',
);
const UNSPACED = /^\P{L}*\d{1,2}\s?\p{L}{1,2}\s?(?:前|전)\P{L}*$/u;
const LONGEST = 40;

/** Whether a short text says how long ago something was, "3 hours ago", and nothing else. */
export const isAgo = (text: string): boolean => text.length <= LONGEST && (COUNTED.test(text) || UNSPACED.test(text));
