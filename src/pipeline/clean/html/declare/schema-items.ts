import { foldSpace } from '../../../reading/fold.ts';
import type { Element } from '../parse/nodes.ts';
import { hint } from './page-hints.ts';
import type { Item, PageScan } from './page-scan.ts';
import { textOf } from './text-of.ts';

const MOST_ITEMS = 3_000;
const MOST_VALUES = 50;

/** What an element's microdata or RDFa brings: the item that holds what stands inside it, and hints at fields. */
export type Described = { item: Item | null; bits: number };

/**
 * Reads microdata and RDFa into the scan's items, element by element.
 * @returns the reader of one element that has such attributes, given the item it stands in
 */
export function itemReader(scan: PageScan): (element: Element, owner: Item | null) => Described {
  let items = 0;
  return (element, owner) => {
    const scoped = element.attribute('itemscope') !== undefined;
    const typeOf = element.attribute('typeof');
    const syntax = !element.attribute('itemprop') && !scoped ? 'rdfa' : 'microdata';
    const names = bareNames(element.attribute('itemprop') ?? element.attribute('property'));
    let value: string | Item | null = null;
    if ((scoped || typeOf !== undefined) && items < MOST_ITEMS) {
      items++;
      value = {
        types: bareNames(element.attribute('itemtype') ?? typeOf),
        id: element.attribute('itemid') ?? element.attribute('resource') ?? null,
        properties: new Map(),
        at: scan.lines.length,
        syntax,
      };
      if (names.length === 0 || owner === null) scan.items.push(value);
    } else if (names.length > 0) value = propertyText(element);
    // A property that belongs to no item still says what it is: give it one.
    if (typeof value === 'string' && owner === null && element.name !== 'meta') {
      const properties = new Map(names.map((name) => [name, [value]] as [string, string[]]));
      scan.items.push({ types: [], id: null, properties, at: scan.lines.length, syntax });
    }
    if (owner !== null && value !== null) {
      for (const name of names) {
        const values = owner.properties.get(name);
        if (values === undefined) owner.properties.set(name, [value]);
        else if (values.length < MOST_VALUES) values.push(value);
      }
    }
    return { item: typeof value === 'object' && value !== null ? value : owner, bits: hintsOfProperties(names) };
  };
}

/** The names of a list, each without what stands before its last ":", "/" or "#". */
const bareNames = (list: string | undefined): string[] =>
  (list ?? '')
    .split(/\s+/)
    .filter((name) => name !== '')
    .map((name) => name.replace(/^.*[:/#]/, ''));

function hintsOfProperties(names: readonly string[]): number {
  let bits = 0;
  for (const name of names) {
    if (name === 'author' || name === 'creator') bits |= hint.byline;
    else if (name === 'datePublished' || name === 'dateCreated') bits |= hint.date;
    else if (name === 'dateModified') bits |= hint.updated | hint.date;
    else if (name === 'headline') bits |= hint.title;
    else if (name === 'comment') bits |= hint.comment | hint.foreign;
  }
  return bits;
}

/** What a property says: to programs in an attribute, else in its text. */
function propertyText(element: Element): string | null {
  const { name } = element;
  const value =
    element.attribute('content') ??
    (name === 'time' ? element.attribute('datetime') : undefined) ??
    (name === 'abbr' ? element.attribute('title') : undefined) ??
    (/^(?:a|link|area)$/.test(name) && !element.firstChild ? element.attribute('href') : undefined) ??
    (name === 'img' ? element.attribute('src') : undefined);
  const text = foldSpace((value ?? textOf(element, 1_000)).slice(0, 1_000));
  return text === '' ? null : text;
}
