import type { Declaration } from '../../../documents.ts';
import type { Meta } from './page-scan.ts';
import { plainText } from './plain-text.ts';

/** Which meta names speak of which field. The order within a field is the order of trust. */
const NAMES: Readonly<Record<string, string>> = {
  title:
    'og:title twitter:title parsely-title sailthru.title dc.title dcterms.title citation_title headline article:title cxenseparse:recs:title hdl title rnews:headline shareaholic:title articletitle',
  byline:
    'parsely-author sailthru.author author article:author article:author_name og:article:author dc.creator dcterms.creator dc.creator.name dc.contributor citation_author byl byline cxenseparse:author cxense-author cre:author authors authorname author_name creator shareaholic:article_author_name twitter:data1 lp.article:author content-author content_author article.author rnews:by sm-author blogger_name og:author twitter:creator web_author',
  publishedAt:
    'article:published_time og:article:published_time article:published parsely-pub-date sailthru.date datepublished date dc.date dc.date.issued dcterms.date dcterms.created dcterms.issued dc.date.created dcterms.available pubdate publishdate publish-date publish_date published published_date publication_date publication-date article_date_original article.published article.created created creation_date date.created originalpublicationdate og:published_time og:pubdate cxenseparse:publishtime cxenseparse:recs:publishtime cxense-published shareaholic:article_published_time ptime pdate displaydate dat citation_date citation_publication_date citation_online_date bt:pubdate iso-8601-publish-date lp.article:published_time last-published rnews:datepublished datecreated news_date vr:published_time video:release_date og:video:release_date release_date dateissued gentime content_publisheddate',
  modifiedAt:
    'article:modified_time og:article:modified_time og:updated_time datemodified dcterms.modified dc.date.modified last-modified lastmod modified utime updated_time article.updated date.modified revised lastmodified bt:moddate cxenseparse:modifiedtime article:modified revision_date rnews:datemodified',
  publisher:
    'og:site_name article:publisher dc.publisher dcterms.publisher publisher application-name apple-mobile-web-app-title copyright dc.source cre citation_journal_title twitter:site al:ios:app_name site_name sitename',
  dek: 'og:description description twitter:description dc.description dcterms.description dcterms.abstract sailthru.description parsely-description citation_abstract',
  section:
    'article:section parsely-section og:article:section section cxenseparse:category sailthru.section dcsext.section category cg channel article.section lp.article:section',
  tag: 'article:tag og:article:tag news_keywords parsely-tags sailthru.tags keywords dc.subject dcterms.subject',
  language: 'og:locale content-language dc.language dcterms.language language citation_language inlanguage',
  type: 'og:type',
  canonical: 'og:url twitter:url parsely-link al:web:url',
  free: 'isaccessibleforfree article:content_tier article:opinion cxenseparse:articlepaid',
  image:
    'og:image:secure_url og:image og:image:url twitter:image twitter:image:src parsely-image-url sailthru.image.full',
};

/** An article:tag holds one tag, which may have a comma in it, or all of them: "Rivers,Wildlife". */
const ONE_OF_MANY = /,(?=\S)/;

const fieldOf = new Map<string, { field: string; order: number }>();
for (const [field, names] of Object.entries(NAMES))
  for (const [order, name] of names.split(' ').entries()) fieldOf.set(name, { field, order });

/** What the meta elements declare, in the order of trust of their names. */
export function metaDeclarations(metas: readonly Meta[]): Declaration[] {
  const found: { declaration: Declaration; order: number }[] = [];
  for (const { name, content } of metas) {
    const known = fieldOf.get(name);
    if (!known) continue;
    const values = known.field === 'tag' ? content.split(/article:tag$/.test(name) ? ONE_OF_MANY : /[,;]/) : [content];
    for (const value of values) {
      const text = plainText(value);
      if (text !== '')
        found.push({ declaration: { field: known.field, value: text, source: `meta:${name}` }, order: known.order });
    }
  }
  found.push(...parselyPage(metas));
  return found.sort((a, b) => a.order - b.order).map(({ declaration }) => declaration);
}

/** Parsely's older form: one meta element with a JSON object. */
function parselyPage(metas: readonly Meta[]): { declaration: Declaration; order: number }[] {
  const content = metas.find((meta) => meta.name === 'parsely-page')?.content;
  if (!content || content.length > 20_000) return [];
  let page: unknown;
  try {
    page = JSON.parse(content);
  } catch {
    return [];
  }
  if (typeof page !== 'object' || page === null) return [];
  const out: { declaration: Declaration; order: number }[] = [];
  for (const [key, field] of [
    ['title', 'title'],
    ['author', 'byline'],
    ['authors', 'byline'],
    ['pub_date', 'publishedAt'],
    ['section', 'section'],
    ['link', 'canonical'],
    ['image_url', 'image'],
  ] as const) {
    const value = (page as Record<string, unknown>)[key];
    for (const one of Array.isArray(value) ? value.slice(0, 20) : [value])
      if (typeof one === 'string' && one !== '')
        out.push({ declaration: { field, value: plainText(one), source: `meta:parsely-page.${key}` }, order: 2 });
  }
  return out;
}
