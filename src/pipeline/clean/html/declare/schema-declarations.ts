import type { Declaration } from '../../../documents.ts';
import { comparisonKey } from '../../../reading/fold.ts';
import { plainText } from './plain-text.ts';
import { asList, isArticleType, resolved, type SchemaGraph, type SchemaNode, textsOf } from './schema-graph.ts';

/** What tells the page's own node among those of related stories. */
export type OwnPage = { addresses: readonly string[]; titles: readonly string[] };

/** What the page's own nodes (`ownNodes`) say, and who publishes it. */
export function schemaDeclarations(graph: SchemaGraph, nodes: readonly SchemaNode[]): Declaration[] {
  const out: Declaration[] = [];
  for (const node of nodes) {
    const article = isArticleType(node.types);
    const prefix = article ? node.syntax : `${node.syntax}:${node.types[0] ?? 'none'}`;
    const say = (field: string, property: string, values: readonly string[]): void => {
      for (const value of values) {
        const text = plainText(value);
        if (text !== '') out.push({ field, value: text, source: `${prefix}:${property}` });
      }
    };
    const { values } = node;
    const texts = (property: string) => textsOf(values[property], graph);
    say('title', 'headline', texts('headline'));
    if (article || /Page$/.test(node.types[0] ?? '')) say('title', 'name', texts('name'));
    say('title', 'alternativeHeadline', texts('alternativeHeadline'));
    for (const property of ['author', 'creator']) {
      for (const one of asList(values[property]).slice(0, 40)) {
        const person = resolved(one, graph);
        const types =
          typeof person === 'object' && person !== null
            ? asList((person as Record<string, unknown>)['@type']).map(String)
            : [];
        const organization = types.some((type) => /Organization|Corporation|WebSite|Brand|Company/i.test(type));
        say('byline', organization ? `${property}-organization` : property, textsOf(person, graph));
      }
    }
    say('publishedAt', 'datePublished', texts('datePublished'));
    say('publishedAt', 'dateCreated', texts('dateCreated'));
    say('publishedAt', 'uploadDate', texts('uploadDate'));
    say('modifiedAt', 'dateModified', texts('dateModified'));
    say('publisher', 'publisher', texts('publisher'));
    say('publisher', 'sourceOrganization', texts('sourceOrganization'));
    if (article) {
      say('dek', 'description', texts('description'));
      say('section', 'articleSection', texts('articleSection'));
      say(
        'tag',
        'keywords',
        texts('keywords').flatMap((words) => words.split(/[,;]/)),
      );
      say('language', 'inLanguage', texts('inLanguage'));
      say('free', 'isAccessibleForFree', texts('isAccessibleForFree'));
      for (const image of asList(values.image).slice(0, 20)) {
        const node = resolved(image, graph);
        const address =
          typeof node === 'string'
            ? node
            : asList(
                (node as Record<string, unknown> | null)?.url ?? (node as Record<string, unknown> | null)?.contentUrl,
              )[0];
        if (typeof address === 'string') say('image', 'image', [address]);
      }
    }
    for (const property of ['mainEntityOfPage', 'url']) {
      for (const one of asList(values[property])) {
        const address =
          typeof one === 'string'
            ? one
            : ((one as Record<string, unknown> | null)?.['@id'] ?? (one as Record<string, unknown> | null)?.url);
        if (article && typeof address === 'string') say('canonical', property, [address]);
      }
    }
  }
  for (const node of graph.nodes) {
    if (!node.types.some((type) => /^(?:WebSite|NewsMediaOrganization|Organization)$/.test(type)) || !node.top)
      continue;
    for (const name of textsOf(node.values.name, graph))
      out.push({ field: 'publisher', value: plainText(name), source: `${node.syntax}:${node.types[0]}:name` });
  }
  return out;
}

/** Things that have dates and names of their own. */
const OTHER_THING =
  /Person|Organization|Comment|Review|Rating|ImageObject|Offer|Product|ListItem|List$|Thing|Place|Event$|Answer|Question|Action|Brand|SoftwareApplication/;

/** The nodes of the page itself, best first: the article, then the page; JSON-LD before microdata before RDFa. */
export function ownNodes(graph: SchemaGraph, own: OwnPage): SchemaNode[] {
  const addresses = new Set(own.addresses.map(addressKey));
  const titles = own.titles.map(comparisonKey).filter((key) => key !== '');
  const scored: { node: SchemaNode; score: number }[] = [];
  for (const node of graph.nodes) {
    const article = isArticleType(node.types);
    if (
      !article &&
      node.types.length > 0 &&
      !/^(?:WebPage|ItemPage|VideoObject|CollectionPage)$/.test(node.types[0] ?? '') &&
      (OTHER_THING.test(node.types[0] ?? '') || !('datePublished' in node.values || 'headline' in node.values))
    )
      continue;
    if (node.types.length === 0 && node.syntax === 'json-ld') continue;
    let score = article ? 4 : node.types.length === 0 ? -2 : 0;
    if (/NewsArticle|BlogPosting|ReportageNewsArticle|OpinionNewsArticle/.test(node.types.join(' '))) score += 1;
    if (node.types.includes('CreativeWork') || node.types.includes('Blog')) score -= 1;
    if (node.top) score += 3;
    if (node.syntax === 'json-ld') score += 1;
    const { values } = node;
    if (values.datePublished !== undefined) score += 1;
    const said = ['url', '@id', 'mainEntityOfPage']
      .flatMap((name) => asList(values[name]))
      .map((one) =>
        typeof one === 'string'
          ? one
          : String(
              (one as Record<string, unknown> | null)?.['@id'] ?? (one as Record<string, unknown> | null)?.url ?? '',
            ),
      );
    if (said.some((address) => addresses.has(addressKey(address)))) score += 4;
    const key = comparisonKey(textsOf(values.headline ?? values.name, graph)[0] ?? '');
    if (key !== '' && key.length > 8)
      score += titles.some((title) => title === key || title.includes(key) || key.includes(title)) ? 4 : -3;
    scored.push({ node, score });
  }
  scored.sort((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  return scored
    .filter(({ node, score }) => (score >= 3 && score > best - 7) || (node.types.length === 0 && node.top))
    .slice(0, 12)
    .map(({ node }) => node);
}

export const addressKey = (address: string): string =>
  address
    .replace(/^https?:\/\/(?:www\.|m\.|amp\.)?/i, '')
    .replace(/[#?].*$/, '')
    .replace(/\/(?:amp\/?)?$/, '')
    .toLowerCase();
