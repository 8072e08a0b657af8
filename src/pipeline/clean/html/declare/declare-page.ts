import type { Declaration, Image, Note } from '../../../documents.ts';
import { type Document, type Element, findElement } from '../parse/nodes.ts';
import { type Headline, shownHeadlines, zoneBits } from './headline-mark.ts';
import { homeName, leadsHome } from './home-name.ts';
import { readJsonLd } from './json-ld-text.ts';
import { metaDeclarations } from './meta-declarations.ts';
import { hint } from './page-hints.ts';
import { declaredImages, pageImages } from './page-images.ts';
import type { PageScan } from './page-scan.ts';
import { scanPage } from './scan-page.ts';
import { ownNodes, schemaDeclarations } from './schema-declarations.ts';
import { schemaGraph } from './schema-graph.ts';
import { scriptDates } from './script-dates.ts';
import { toldStory } from './told-story.ts';
import { dateInAddress } from './url-date.ts';
import { visibleDeclarations } from './visible-declarations.ts';

/** Everything a page says of itself, field by field, and the story where its data tells it; nothing is judged here. */
export function declarePage(
  document: Document,
  url: string | null,
): { declared: Declaration[]; images: Image[]; told: string | null; notes: Note[] } {
  const scan = scanPage(document);
  const declared: Declaration[] = metaDeclarations(scan.metas);
  const canonicals = canonicalLinks(scan, url);
  declared.push(...canonicals);
  const canonical = canonicals[0]?.value;
  if (scan.heading !== null) declared.push({ field: 'title', value: scan.heading, source: 'title' });
  const said = (field: string) => declared.filter((one) => one.field === field).map((one) => one.value);
  const values = readAll(scan.jsonLd);
  const unread = values.filter((value) => value === null).length;
  const notes: Note[] =
    unread > 0 ? [{ code: 'json-ld-unreadable', detail: `${unread} JSON-LD script(s) could not be read` }] : [];
  const graph = schemaGraph(values, scan.items);
  const own = ownNodes(graph, { addresses: [...said('canonical'), ...(url ? [url] : [])], titles: said('title') });
  declared.push(...schemaDeclarations(graph, own));
  const home = said('publisher').length === 0 ? homeName(scan) : null;
  if (home !== null) declared.push({ field: 'publisher', value: home, source: 'home-link:alt' });
  const types = new Set(graph.nodes.flatMap((node) => (node.syntax === 'json-ld' ? node.types : [])));
  for (const type of types) declared.push({ field: 'type', value: type, source: 'json-ld:@type' });
  const titles = declared.filter((one) => one.field === 'title' && one.source !== 'meta:title').map((one) => one.value);
  const headlines = shownHeadlines(scan, titles);
  for (const headline of headlines.slice(0, 6))
    declared.push({ field: 'title', value: headline.text, source: headlineSource(headline), line: headline.line });
  if (scan.language) declared.push({ field: 'language', value: scan.language, source: 'html:lang' });
  for (const link of scan.links) {
    if (/\bauthor\b/.test(link.rel) && link.href !== '')
      declared.push({ field: 'byline', value: link.href, source: 'link:author' });
    if (/\balternate\b/.test(link.rel) && link.hreflang !== '')
      declared.push({ field: 'alternate', value: link.href, source: `link:hreflang=${link.hreflang}` });
    if (/\bamphtml\b/.test(link.rel)) declared.push({ field: 'amp', value: link.href, source: 'link:amphtml' });
  }
  for (const address of [url, canonical, ...said('canonical')]) {
    const day = address ? dateInAddress(address) : null;
    if (day) declared.push({ field: 'publishedAt', value: day, source: 'address' });
  }
  declared.push(...visibleDeclarations(scan, headlines[0] ?? null, titles));
  if (!declared.some((one) => one.field === 'publishedAt' && !one.source.endsWith('-far')))
    declared.push(...scriptDates(scan.scripts));
  const images = pageImages(scan, headlines[0] ?? null, url);
  return { declared, images: images.length > 0 ? images : declaredImages(declared, url), told: toldStory(own), notes };
}

const mostCanonicals = 5;

/**
 * What rel=canonical says, made absolute where the page names a base: each thing once, for a page of two minds is believed in
 * neither. In a body it may be a quotation, and has a source of its own.
 */
function canonicalLinks({ links, base }: PageScan, url: string | null): Declaration[] {
  const from = base === null ? null : URL.parse(base, url ?? undefined);
  const said = links.filter(({ rel, href }) => /(?:^|\s)canonical(?:\s|$)/.test(rel) && href !== '');
  const told = new Map<string, Declaration>();
  for (const { href, inBody } of said.sort((a, b) => Number(a.inBody) - Number(b.inBody))) {
    const value = (from === null ? null : URL.parse(href, from.href)?.href) ?? href;
    const source = inBody ? 'link:canonical-in-body' : 'link:canonical';
    if (told.size < mostCanonicals && !told.has(value)) told.set(value, { field: 'canonical', value, source });
  }
  return [...told.values()];
}

/** "h1-away" is a first-level heading in what looks like a menu, a footer or a hidden part. */
function headlineSource({ mark }: Headline): string {
  if (linksHome(mark.element)) return 'home-link';
  if (mark.element.name !== 'h1') return 'title-element';
  return zoneBits(mark.zone, new Set()) & (hint.foreign | hint.hidden) ? 'h1-away' : 'h1';
}

/** A heading that links to the front page is the site's name. */
function linksHome(heading: Element): boolean {
  const link = heading.name === 'a' ? heading : findElement(heading, ({ name }) => name === 'a');
  return link !== null && leadsHome(link.attribute('href') ?? '');
}

/** All scripts together may hold this much. */
const MOST_JSON = 1_500_000;

function readAll(texts: readonly string[]): unknown[] {
  let left = MOST_JSON;
  return texts.map((text) => {
    left -= text.length;
    return left < 0 ? null : readJsonLd(text);
  });
}
