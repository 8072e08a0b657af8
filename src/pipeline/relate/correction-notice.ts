import { plainText } from '../reading/fold.ts';
import type { CorrectionWords } from '../vocabulary.ts';

/** A note stands in a few lines; a longer paragraph that speaks of corrections is a story about them. */
const longest = 1_200;
/** How far into a paragraph a sentence of the list is looked for. */
const near = 120;

/**
 * Whether a paragraph is a note of the newsroom that its text was put right: "Correction:", "An earlier version of this
 * article …". A label counts only with what sets it off (a mark, a bracket, a date and a colon, or the end of the line):
 * "Correction officers said" is a story.
 */
export function isCorrectionNotice(paragraph: string, { labels, sentences }: CorrectionWords): boolean {
  if (paragraph.length > longest) return false;
  const text = plainText(paragraph).replace(/^[^\p{L}\p{N}]+/u, '');
  if (sentences.some((sentence) => text.slice(0, near + sentence.length).includes(sentence))) return true;
  return labels.some((label) => text.startsWith(label) && setOff.test(text.slice(label.length)));
}

const setOff =
  /^\s*(?:$|[:：;|•>)\]】」』〕.。!]|[-–—]\s?|[,(（[]?[^:：]{0,40}\d[^:：]{0,20}[:：]|[(（[][^)）\]]{0,40}[)）\]]\s*[:：–—-]?)/u;
