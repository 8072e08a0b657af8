import type { SiteNames } from './site-names.ts';

/** Marks that part a title from a site's name. */
const MARK =
  /\s+[-–—―]\s+|\s*[|｜»·•‹«]\s*|\s+[:~/\\]{1,2}\s+|\s+>\s+|(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])\s*[-–—_：:]\s*(?=\S)|:(?=\S+$)|:\s+/gu;
/** Marks that hardly ever stand inside a title. */
const STRONG = /[|｜»•‹«]/;
const LONGEST_NAME = 50;

/**
 * The title without the site's name at its end or beginning. A part goes when it is the site's name; after a bar also
 * when it is short, unless the page shows it so. A title's own dash stays.
 * @param declared whether the title is declared for machines rather than shown
 */
export function withoutSiteName(title: string, site: SiteNames, declared: boolean): string {
  let text = title.trim();
  for (let round = 0; round < 3; round++) {
    const marks = [...text.matchAll(MARK)];
    const last = marks.at(-1);
    const first = marks[0];
    if (!last || !first) break;
    const cut = marks.find(
      (mark) => text.length - mark.index <= LONGEST_NAME + 20 && site.isSite(text.slice(mark.index + mark[0].length)),
    );
    if (cut && cut.index > 0) {
      text = text.slice(0, cut.index).trim();
      continue;
    }
    const tail = text.slice(last.index + last[0].length);
    if (
      declared &&
      STRONG.test(last[0]) &&
      tail.length <= LONGEST_NAME &&
      tail.length < text.length * 0.6 &&
      last.index > 12
    ) {
      text = text.slice(0, last.index).trim();
      continue;
    }
    if (site.isSite(text.slice(0, first.index)) && text.length - first.index > 8) {
      text = text.slice(first.index + first[0].length).trim();
      continue;
    }
    break;
  }
  return text === '' ? title : text;
}
