import { foldSpace } from '../../../reading/fold.ts';
import type { Element } from '../parse/nodes.ts';
import type { PageScan } from './page-scan.ts';
import { textOf } from './text-of.ts';

const MOST_METAS = 3_000;
const MOST_JSON_LD = 60;
const MOST_SCRIPTS = 200;
const LONGEST_JSON_LD = 2_000_000;

/** Collects what elements without text of their own declare: meta, link, title, base, html. */
export function readHeadElement(scan: PageScan, element: Element): void {
  switch (element.name) {
    case 'meta':
      readMeta(scan, element);
      break;
    case 'link': {
      const rel = element.attribute('rel');
      if (rel && scan.links.length < MOST_METAS)
        scan.links.push({
          rel: rel.toLowerCase(),
          href: element.attribute('href') ?? '',
          hreflang: element.attribute('hreflang') ?? '',
          type: element.attribute('type') ?? '',
          inBody: isInBody(element),
        });
      break;
    }
    case 'title':
      scan.heading ??= foldSpace(textOf(element, 2_000)) || null;
      break;
    case 'base':
      scan.base ??= element.attribute('href') ?? null;
      break;
    case 'html':
      scan.language ??= element.attribute('lang') ?? element.attribute('xml:lang') ?? null;
      break;
  }
}

function isInBody(element: Element): boolean {
  let outer = element.parent;
  while (outer.type === 'tag' && outer.name !== 'body') outer = outer.parent;
  return outer.type === 'tag';
}

/** Keeps a script that holds JSON-LD, or may hold the page's data. */
export function readScript(scan: PageScan, script: Element): void {
  if (/ld\+json/i.test(script.attribute('type') ?? '') && scan.jsonLd.length < MOST_JSON_LD)
    scan.jsonLd.push(textOf(script, LONGEST_JSON_LD));
  else if (script.firstChild && scan.scripts.length < MOST_SCRIPTS) scan.scripts.push(script);
}

function readMeta(scan: PageScan, meta: Element): void {
  const name =
    meta.attribute('property') || meta.attribute('name') || meta.attribute('http-equiv') || meta.attribute('itemprop');
  const content = meta.attribute('content') ?? meta.attribute('value');
  if (!name || content === undefined || scan.metas.length >= MOST_METAS) return;
  if (name.includes('ld+json') && scan.jsonLd.length < MOST_JSON_LD) {
    scan.jsonLd.push(content);
    return;
  }
  const value = foldSpace(content.slice(0, 5_000));
  if (value !== '') for (const one of name.split(/\s+/)) scan.metas.push({ name: one.toLowerCase(), content: value });
}
