import type { Declaration, Note } from '../../documents.ts';
import { foldSpace } from '../../reading/fold.ts';
import type { DomElement } from './dom.ts';
import { declaredByJsonLd } from './json-ld.ts';

/** The meta tags that are read, by name or property, in lower case, and the field each declares. */
const metas: Readonly<Record<string, string>> = {
  'og:title': 'title',
  'twitter:title': 'title',
  'dc.title': 'title',
  'dcterms.title': 'title',
  'parsely-title': 'title',
  'sailthru.title': 'title',
  headline: 'title',
  'og:site_name': 'publisher',
  'application-name': 'publisher',
  'dc.publisher': 'publisher',
  author: 'byline',
  'article:author': 'byline',
  'article:author_name': 'byline',
  'parsely-author': 'byline',
  'sailthru.author': 'byline',
  'dc.creator': 'byline',
  'dcterms.creator': 'byline',
  byl: 'byline',
  'article:published_time': 'publishedAt',
  'og:article:published_time': 'publishedAt',
  'article:published': 'publishedAt',
  datepublished: 'publishedAt',
  'parsely-pub-date': 'publishedAt',
  'sailthru.date': 'publishedAt',
  publishdate: 'publishedAt',
  'publish-date': 'publishedAt',
  publication_date: 'publishedAt',
  'dc.date.issued': 'publishedAt',
  'dcterms.date': 'publishedAt',
  'dc.date': 'publishedAt',
  pubdate: 'publishedAt',
  date: 'publishedAt',
  'article:modified_time': 'modifiedAt',
  'og:updated_time': 'modifiedAt',
  'og:locale': 'language',
  'content-language': 'language',
  'article:section': 'section',
  'og:description': 'dek',
  description: 'dek',
  'og:type': 'type',
  'og:url': 'canonical',
};

const MOST = 200;

/** Gathers what a page declares of itself, as a walk passes its elements. JSON-LD stands before the meta tags. */
export class DeclarationReader {
  private readonly metas: Declaration[] = [];
  private readonly scripts: string[] = [];
  private readonly elements: Declaration[] = [];

  read(element: DomElement): void {
    const { name, attribs } = element;
    if (name === 'meta') this.readMeta(attribs);
    else if (name === 'script') {
      if (/^application\/(?:ld\+json|json\+ld)/i.test(attribs.type ?? '')) this.scripts.push(textOf(element));
    } else if (name === 'title') this.add(this.elements, 'title', textOf(element), 'title');
    else if (name === 'html') this.add(this.metas, 'language', attribs.lang ?? attribs['xml:lang'] ?? '', 'html:lang');
    else if (name === 'link' && /\bcanonical\b/i.test(attribs.rel ?? ''))
      this.add(this.metas, 'canonical', attribs.href ?? '', 'link:canonical');
    else if (name === 'time')
      this.add(
        this.elements,
        'publishedAt',
        attribs.datetime ?? '',
        /published/i.test(attribs.itemprop ?? '') || 'pubdate' in attribs ? 'time:published' : 'time',
      );
    else if (attribs.itemprop !== undefined) this.readItem(attribs.itemprop, element);
  }

  private readMeta(attribs: DomElement['attribs']): void {
    const content = attribs.content ?? '';
    const name = (attribs.property ?? attribs.name ?? attribs['http-equiv'] ?? attribs.itemprop ?? '')
      .trim()
      .toLowerCase();
    const field = metas[name];
    if (field)
      this.add(
        this.metas,
        field,
        content,
        attribs.itemprop ? `microdata:${name}` : name.startsWith('og:') ? name : `meta:${name}`,
      );
  }

  private readItem(itemprop: string, element: DomElement): void {
    if (/\bdatePublished\b/.test(itemprop))
      this.add(
        this.metas,
        'publishedAt',
        element.attribs.content ?? element.attribs.datetime ?? '',
        'microdata:datePublished',
      );
  }

  private add(to: Declaration[], field: string, value: string, source: string): void {
    const folded = foldSpace(value);
    if (folded !== '' && to.length < MOST) to.push({ field, value: folded.slice(0, 2000), source });
  }

  result(): { declared: Declaration[]; notes: Note[] } {
    const jsonLd = declaredByJsonLd(this.scripts);
    return { declared: [...jsonLd.declared, ...this.metas, ...this.elements], notes: jsonLd.notes };
  }
}

/** The text that stands directly in an element. */
function textOf(element: DomElement): string {
  return element.children.map((child) => (child.type === 'text' ? child.data : '')).join('');
}
