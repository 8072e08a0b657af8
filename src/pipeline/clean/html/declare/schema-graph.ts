import type { Item } from './page-scan.ts';

/** A schema.org node of JSON-LD, microdata or RDFa. `top` is false inside lists of other things. */
export type SchemaNode = {
  types: string[];
  values: Readonly<Record<string, unknown>>;
  syntax: 'json-ld' | 'microdata' | 'rdfa';
  top: boolean;
  at: number | null;
};

/** The nodes of a page and the index that resolves references among them. */
export type SchemaGraph = { nodes: SchemaNode[]; byId: ReadonlyMap<string, Readonly<Record<string, unknown>>> };

const MOST_NODES = 5_000;
/** What stands under these is another thing than the page. */
const ELSEWHERE = new Set([
  'itemListElement',
  'hasPart',
  'relatedLink',
  'mentions',
  'comment',
  'review',
  'citation',
  'isBasedOn',
  'subjectOf',
  'workExample',
  'blogPost',
  'blogPosts',
  'significantLink',
  'video',
  'associatedMedia',
  'potentialAction',
  'about',
  'isRelatedTo',
  'liveBlogUpdate',
]);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const asList = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** Collects every typed node, breadth first, so that the outer ones come first and a bomb is cut at its rim. */
export function schemaGraph(values: readonly unknown[], items: readonly Item[]): SchemaGraph {
  const nodes: SchemaNode[] = [];
  const byId = new Map<string, Record<string, unknown>>();
  type Waiting = { value: unknown; top: boolean };
  const queue: Waiting[] = values.map((value) => ({ value, top: true }));
  for (let at = 0; at < queue.length && queue.length < MOST_NODES * 8 && nodes.length < MOST_NODES; at++) {
    const { value, top } = queue[at] ?? { value: null, top: false };
    if (Array.isArray(value)) {
      for (const one of value.slice(0, MOST_NODES)) queue.push({ value: one, top });
      continue;
    }
    if (!isObject(value)) continue;
    const types = asList(value['@type'])
      .filter((type) => typeof type === 'string')
      .map((type) => type.replace(/^.*[:/#]/, ''));
    if (types.length > 0) nodes.push({ types, values: value, syntax: 'json-ld', top, at: null });
    const id = value['@id'];
    if (typeof id === 'string' && Object.keys(value).length > 1) byId.set(id, { ...byId.get(id), ...value });
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === 'object' && inner !== null) queue.push({ value: inner, top: top && !ELSEWHERE.has(name) });
    }
  }
  for (const item of items) for (const node of itemNodes(item)) if (nodes.length < MOST_NODES) nodes.push(node);
  return { nodes, byId };
}

/** An item and the items inside it, as nodes of the same shape as JSON-LD's. */
function itemNodes(root: Item): SchemaNode[] {
  const made = new Map<Item, Record<string, unknown>>();
  const nodes: SchemaNode[] = [];
  const queue: { item: Item; top: boolean }[] = [{ item: root, top: true }];
  const shape = (item: Item): Record<string, unknown> => {
    const old = made.get(item);
    if (old) return old;
    const fresh: Record<string, unknown> = { '@type': item.types };
    made.set(item, fresh);
    return fresh;
  };
  for (let at = 0; at < queue.length && at < MOST_NODES; at++) {
    const { item, top } = queue[at] ?? { item: root, top: false };
    const values = shape(item);
    for (const [name, list] of item.properties) {
      values[name] = list.map((value) => {
        if (typeof value === 'string') return value;
        if (!made.has(value)) queue.push({ item: value, top: top && !ELSEWHERE.has(name) });
        return shape(value);
      });
    }
    nodes.push({ types: item.types, values, syntax: item.syntax, top, at: item.at });
  }
  return nodes;
}

/** The node that a reference means; the value itself when it refers to nothing known. */
export function resolved(value: unknown, graph: SchemaGraph): unknown {
  if (!isObject(value)) return value;
  const id = value['@id'];
  const known = typeof id === 'string' ? graph.byId.get(id) : undefined;
  return known ? { ...known, ...value } : value;
}

/** The texts of a property: plain strings, or the names of what it refers to. */
export function textsOf(value: unknown, graph: SchemaGraph): string[] {
  const texts: string[] = [];
  for (const one of asList(value).slice(0, 60)) {
    const node = resolved(one, graph);
    if (typeof node === 'string') texts.push(node);
    else if (typeof node === 'number' || typeof node === 'boolean') texts.push(String(node));
    else if (isObject(node))
      for (const name of asList(node.name ?? node['@value'] ?? node.headline))
        if (typeof name === 'string') texts.push(name);
  }
  return texts;
}

const ARTICLE = /(?:Article|Posting|Report|NewsStory|CreativeWork|Review|Recipe|Liveblog|Blog(?:Post)?)$/i;
export const isArticleType = (types: readonly string[]): boolean =>
  types.some((type) => ARTICLE.test(type) && !/^(?:Claim|Employer)/.test(type));
