import { titleText } from './title-text.ts';

const entry = /<(?:[\w-]+:)?(?:item|entry)[\s>][\s\S]*?<\/(?:[\w-]+:)?(?:item|entry)\s*>/gi;
const original = /<[\w-]+:origLink\s*>([\s\S]*?)<\/[\w-]+:origLink\s*>/i;
const shown = /<link\s*>([\s\S]*?)<\/link\s*>|<link\b[^>]*?href\s*=\s*["']([^"']+)["'][^>]*>/gi;

/**
 * The publisher's own address of each item whose link leads through a counting service: `feedburner:origLink` and its
 * like, by the link that stands beside it. Feedsmith does not read these.
 */
export function originalLinks(xml: string): Map<string, string> {
  const found = new Map<string, string>();
  if (!/:origLink/i.test(xml)) return found;
  for (const [text] of xml.matchAll(entry)) {
    const target = plain(original.exec(text)?.[1]);
    if (target === null) continue;
    for (const [, inner, href] of text.matchAll(shown)) {
      const link = plain(inner ?? href);
      if (link !== null) found.set(link, target);
    }
  }
  return found;
}

const plain = (text: string | undefined): string | null =>
  titleText(text?.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1'));
