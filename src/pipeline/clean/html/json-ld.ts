import type { Declaration, Note } from '../../documents.ts';

/** Longer scripts and larger graphs are left unread, with a note. */
const LONGEST = 1_000_000;
const MOST_NODES = 20_000;

const ARTICLE = /(?:Article|Posting|NewsArticle|Report|Review|OpinionNewsArticle|LiveBlogPosting|ScholarlyArticle)$/;

type Json = { [key: string]: unknown };
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** What the page's JSON-LD says of its article: every script and @graph is searched, @id references are followed. */
export function declaredByJsonLd(scripts: readonly string[]): { declared: Declaration[]; notes: Note[] } {
  const notes: Note[] = [];
  const objects: Json[] = [];
  for (const script of scripts) {
    const parsed = parse(script);
    if (parsed === undefined)
      notes.push({
        code: 'json-ld-unreadable',
        detail: `a JSON-LD script of ${script.length} characters could not be read`,
      });
    else collect(parsed, objects);
  }
  const byId = new Map<string, Json>();
  for (const object of objects) {
    const id = object['@id'];
    if (typeof id === 'string' && Object.keys(object).length > 1) byId.set(id, object);
  }
  const resolve = (value: unknown): unknown => {
    if (!isObject(value) || Object.keys(value).length !== 1 || typeof value['@id'] !== 'string') return value;
    return byId.get(value['@id']) ?? value;
  };
  const declared: Declaration[] = [];
  const add = (field: string, value: unknown, property: string) => {
    if (typeof value === 'string' && value.trim() !== '')
      declared.push({ field, value: value.trim().slice(0, 2000), source: `json-ld:${property}` });
  };
  for (const object of objects) {
    const types = listOf(object['@type']).filter((type) => typeof type === 'string');
    if (!types.some((type) => ARTICLE.test(type))) continue;
    for (const type of types) add('type', type, '@type');
    add('title', object.headline, 'headline');
    add('title', object.name, 'name');
    add('publishedAt', object.datePublished ?? object.dateCreated, 'datePublished');
    add('modifiedAt', object.dateModified, 'dateModified');
    add('language', isObject(object.inLanguage) ? object.inLanguage.name : object.inLanguage, 'inLanguage');
    add('dek', object.description, 'description');
    add('section', listOf(object.articleSection)[0], 'articleSection');
    for (const author of [...listOf(object.author), ...listOf(object.creator)].map(resolve).slice(0, 20)) {
      if (typeof author === 'string') add('byline', author, 'author');
      else if (isObject(author))
        for (const name of listOf(author.name))
          add(organisation(author) ? 'byline-organisation' : 'byline', name, 'author');
    }
    for (const publisher of listOf(object.publisher).map(resolve).slice(0, 3)) {
      add('publisher', isObject(publisher) ? publisher.name : publisher, 'publisher');
    }
  }
  return { declared, notes };
}

const organisation = (object: Json): boolean =>
  listOf(object['@type']).some((type) => typeof type === 'string' && /Organi[sz]ation$/.test(type));

function parse(script: string): unknown {
  if (script.length > LONGEST) return undefined;
  const text = script.trim().replace(/^<!--|-->$|^\/\*.{0,40}?\*\/|;$/g, '');
  // Line breaks and tabs inside strings are the commonest fault; between tokens a space does the same.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what breaks the JSON
  for (const attempt of [text, text.replace(/[\u0000-\u001f]+/g, ' ')]) {
    try {
      return JSON.parse(attempt);
    } catch {
      // The second attempt may do; a script that neither reads is noted by the caller.
    }
  }
  return undefined;
}

/** All objects of a tree, breadth first and without recursion. */
function collect(tree: unknown, into: Json[]): void {
  const queue: unknown[] = [tree];
  for (let at = 0; at < queue.length && at < MOST_NODES; at++) {
    const value = queue[at];
    if (Array.isArray(value)) for (const item of value.slice(0, MOST_NODES)) queue.push(item);
    else if (isObject(value)) {
      into.push(value);
      for (const child of Object.values(value)) if (typeof child === 'object' && child !== null) queue.push(child);
    }
  }
}
