import { load } from 'cheerio/slim';

const entity = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/gi;
/** Markup that titles carry. Other words in angle brackets may be part of the title: "The <generic> type". */
const markup =
  /<\/?(?:a|abbr|acronym|b|big|br|cite|code|del|dfn|div|em|font|h[1-6]|i|img|ins|kbd|li|mark|p|q|s|small|span|strike|strong|sub|sup|tt|u|ul|wbr)(?:\s[^<>]*)?\/?>/gi;
const breaking = /<(?:br|p|div|li|h[1-6])\b[^<>]*>/gi;

/**
 * A title as readers see it, from the text of its element with the XML's own escapes resolved. Titles are escaped once
 * or twice, as publishers' systems disagree on whether they hold text or HTML; `literal` says that the feed declares
 * text, and that what looks like markup is meant.
 */
export function titleText(raw: string | null | undefined, literal = false): string | null {
  if (raw === null || raw === undefined) return null;
  let text = raw.slice(0, 10_000);
  if (!literal) {
    text = withoutMarkup(text);
    // Twice: "&amp;amp;" in the file is "&amp;" here, and "&amp;lt;b&amp;gt;" is markup escaped once more.
    if (/&(?:#|\w)/.test(text)) text = withoutMarkup(decode(text));
  }
  const folded = text.replace(/[\s\u200b\ufeff]+/g, ' ').trim();
  return folded === '' ? null : folded;
}

const withoutMarkup = (text: string): string => text.replace(breaking, ' ').replace(markup, '');

function decode(text: string): string {
  return text.replace(entity, (one) => load(one, { xml: { decodeEntities: true, xmlMode: false } }, false).text());
}
