import { generateOpml, parseOpml } from 'feedsmith';
import { UsageError } from '../errors.ts';
import type { FeedRow } from '../store/feed-store.ts';
import { closeOpen, escapeStray, rootName, tidyXml } from './parse/mend-xml.ts';
import { titleText } from './parse/title-text.ts';

/** One feed of an OPML list; nested folders are its category, parted by slashes. */
export type ListedFeed = { address: string; title: string | null; category: string | null };

type Outline = { text?: string; title?: string; xmlUrl?: string; category?: string | string[]; outlines?: Outline[] };

const deepest = 20;

/**
 * Reads the feeds of an OPML list, each address once. Of a list that breaks off what is whole is read, and `isCut` says so.
 * @throws UsageError when it is no OPML; it calls the list by its `name`.
 */
export function readOpml(text: string, name: string): { feeds: ListedFeed[]; isCut: boolean } {
  let outlines: Outline[];
  const xml = escapeStray(tidyXml(text, []));
  const hint = 'copydesk feeds import takes what feed readers export as OPML';
  if (text.trim() === '') throw new UsageError(`${name} holds nothing`, hint);
  const root = rootName(xml);
  if (root !== 'opml')
    throw new UsageError(`${name} is no OPML list of feeds: ${root ? `it is <${root}>` : 'it is no XML'}`, hint);
  const isCut = !/<\/opml\s*>\s*$|^<[^>]*\/>$/i.test(xml);
  try {
    outlines = (parseOpml(isCut ? closeOpen(xml) : xml).body?.outlines ?? []) as Outline[];
  } catch (error) {
    throw new UsageError(`${name} is no OPML list of feeds: ${(error as Error).message}`, hint);
  }
  const found = new Map<string, ListedFeed>();
  const walk = (nested: Outline[], folders: string[]): void => {
    for (const outline of nested) {
      const name = titleText(outline.title ?? outline.text);
      const address = outline.xmlUrl?.trim();
      if (address && !found.has(address)) {
        const listed = folders.length > 0 ? folders.join('/') : categoryOf(outline.category);
        found.set(address, { address, title: name, category: listed });
      }
      const inner = outline.outlines ?? [];
      if (inner.length > 0 && folders.length < deepest) {
        walk(inner, address || name === null ? folders : [...folders, name.replaceAll('/', '-')]);
      }
    }
  };
  walk(outlines, []);
  return { feeds: [...found.values()], isCut };
}

/** The first of an outline's categories, which OPML 2.0 writes with a leading slash: "/World/Europe,/Tags". */
function categoryOf(categories: Outline['category']): string | null {
  const first = [categories ?? []].flat()[0]?.split(',')[0] ?? '';
  return first.replace(/^\s*\/|\/?\s*$/g, '').trim() || null;
}

/** Writes the feeds as OPML 2.0, those of a category in nested folders. Sitemaps under an index are not written. */
export function writeOpml(rows: readonly FeedRow[], now: Date): string {
  const root: Outline[] = [];
  for (const row of rows) {
    if (row.parent !== null) continue;
    const folder = (row.category?.split('/') ?? []).reduce((outlines, name) => folderIn(outlines, name), root);
    const name = row.title ?? row.address;
    folder.push(
      Object.assign(
        { type: 'rss', text: name, title: name, xmlUrl: row.address },
        row.site === null ? {} : { htmlUrl: row.site },
      ),
    );
  }
  return generateOpml({ head: { title: 'Feeds of Copydesk', dateCreated: now }, body: { outlines: root as never } });
}

function folderIn(outlines: Outline[], name: string): Outline[] {
  const known = outlines.find((one) => one.xmlUrl === undefined && one.text === name);
  if (known?.outlines) return known.outlines;
  const folder = { text: name, title: name, outlines: [] };
  outlines.push(folder);
  return folder.outlines;
}
