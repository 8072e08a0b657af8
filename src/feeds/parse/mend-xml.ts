import type { FeedNote } from './feed.ts';

/** Deeper nesting than any feed has: a bomb for whatever walks the tree. */
const deepest = 200;
const entry = /^(?:[\w-]+:)?(?:item|entry|url|sitemap)$/i;
const markup =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<(\/?)([A-Za-z_][\w:.-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/g;

/** XML text that a strict parser can begin with: what stands before the prolog, control characters and DOCTYPE are gone. */
export function tidyXml(text: string, notes: FeedNote[]): string {
  const begin = text.search(/<(?:\?xml|!--|!DOCTYPE|[A-Za-z_])/i);
  const lead = text.slice(0, Math.max(begin, 0)).trim();
  if (lead !== '')
    notes.push({ code: 'leading-junk', detail: `text stands before the document: ${lead.slice(0, 60)}` });
  let xml = text.slice(Math.max(begin, 0));
  const clean = xml
    .replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '')
    .replace(/&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));/gi, '');
  if (clean.length !== xml.length)
    notes.push({ code: 'control-characters', detail: 'characters that XML forbids were dropped' });
  xml = clean;
  // Without its DOCTYPE a document has no entities of its own, and nothing to expand.
  const without = withoutDoctype(xml);
  if (without.declares)
    notes.push({ code: 'entities-dropped', detail: 'entities that the document declares are not expanded' });
  xml = without.xml;
  // A second prolog, or one that is not at the beginning, is a fault to strict parsers.
  return xml.replace(/<\?xml[^<>]{0,500}\?>/gi, '').trim();
}

function withoutDoctype(xml: string): { xml: string; declares: boolean } {
  const at = xml.slice(0, 50_000).search(/<!DOCTYPE[\s>[]/i);
  if (at < 0) return { xml, declares: false };
  const subset = xml.indexOf('[', at);
  const close = xml.indexOf('>', at);
  const isLong = subset >= 0 && subset < close;
  const end = isLong ? /\]\s*>/g : />/g;
  end.lastIndex = isLong ? subset : at;
  if (end.exec(xml) === null) return { xml, declares: false };
  return {
    xml: xml.slice(0, at) + xml.slice(end.lastIndex),
    declares: xml.slice(at, end.lastIndex).includes('<!ENTITY'),
  };
}

/** The name of the first element, without its prefix, in lower case; null when there is none. */
export function rootName(xml: string): string | null {
  const found = /<([A-Za-z_][\w.-]*)(?::([A-Za-z_][\w.-]*))?[\s/>]/.exec(
    xml.slice(0, 20_000).replace(/<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$)/g, ' '),
  );
  return (found?.[2] ?? found?.[1])?.toLowerCase() ?? null;
}

/** The elements that are open at the end of the text, and the deepest nesting on the way. */
export function openElements(xml: string): { open: string[]; depth: number } {
  const open: string[] = [];
  let depth = 0;
  for (const [, slash, name, rest] of xml.matchAll(markup)) {
    if (name === undefined || rest?.endsWith('/')) continue;
    if (slash !== '/') depth = Math.max(depth, open.push(name));
    else if (open.at(-1) === name) open.pop();
    else if (open.length < deepest && open.includes(name)) open.length = open.lastIndexOf(name);
    if (depth > deepest) break;
  }
  return { open, depth };
}

/** Whether the document nests deeper than any feed does. */
export const isTooDeep = (xml: string): boolean => openElements(xml).depth > deepest;

/** A document that breaks off is cut after its last whole entry and closed; null when it has none. */
export function closeTruncated(xml: string): string | null {
  let end = 0;
  for (const match of xml.matchAll(markup))
    if (match[1] === '/' && entry.test(match[2] ?? '')) end = match.index + match[0].length;
  return end === 0 ? null : closeOpen(xml.slice(0, end));
}

/** Closes what is open at the end of a document. */
export const closeOpen = (xml: string): string =>
  openElements(xml).open.reduceRight((closed, name) => `${closed}</${name}>`, xml);

/** How many entries begin in a document. */
export const countEntries = (xml: string): number =>
  xml.matchAll(markup).reduce((sum, [, slash, name = '']) => sum + (slash === '' && entry.test(name) ? 1 : 0), 0);

/** Closes each entry that is still open where the next one begins. */
export function closeEntries(xml: string): string {
  let open: string | null = null;
  return xml.replace(markup, (whole, slash?: string, name = '') => {
    if (!entry.test(name)) return whole;
    const close = slash === '' && open !== null ? `</${open}>` : '';
    open = slash === '' ? name : null;
    return close + whole;
  });
}

/** Where a feed's root element begins behind other text; null when there is none. */
export function feedBegin(text: string): number | null {
  const at = text.search(/<(?:\?xml[\s?]|(?:[\w-]+:)?(?:rss|rdf|feed|urlset|sitemapindex)[\s>])/i);
  return at < 0 ? null : at;
}

/** Begins a tag that ends before the next angle bracket, or a comment, section or instruction. */
const begins = /<(?!\/?[A-Za-z_][\w:.-]*(?:[^<>"']|"[^"<]*"|'[^'<]*')*>|[!?])/g;

/** Escapes an angle bracket or ampersand that begins no markup: "1 < 2", "a<b", "A & B". CDATA sections are left as they are. */
export function escapeStray(xml: string): string {
  return xml
    .split(/(<!\[CDATA\[[\s\S]*?(?:\]\]>|$))/)
    .map((part) =>
      part.startsWith('<![CDATA[')
        ? part
        : part.replace(begins, '&lt;').replace(/&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{0,30});)/gi, '&amp;'),
    )
    .join('');
}
