import { hint } from './page-hints.ts';

/** Words, and pairs of words, of class names and the like. "post-date", "postDate" and "post_date" are all two words. */
const SAID: readonly (readonly [number, string])[] = [
  [
    hint.comment | hint.foreign,
    'comment comments commentlist respond replies reply disqus kommentar kommentare comentario comentarios commentaire commentaires',
  ],
  [
    hint.foreign,
    'related recommend recommended recommendation recommendations sidebar nav navbar navigation menu footer popular trending teaser teasers promo promos newsletter latest carousel breadcrumb breadcrumbs advert advertisement cookie upnext outbrain taboola ticker tagcloud blogroll siblings listing river widget-area most-read most-viewed more-news more-stories more-posts more-from read-more read-next read-also readmore social-feed archive-list archives-list recent-posts recent-entries recent-post previous-post prev-post next-post',
  ],
  [
    hint.byline,
    'byline bylines by-line by-lines author authors writer writers written-by contributor contributors autor autoren autores auteur auteurs autore verfasser redakteur reporter journalist journaliste periodista creator posted-by published-by byauthor by-author vcard autoria firma signature fn',
  ],
  [
    hint.date,
    'date dates time timestamp dateline datetime published pubdate publishdate publish-date pub-date posted-on datum fecha veroeffentlicht publication created submitted postdate dtstamp data hora zeit stamp release-date',
  ],
  [hint.published, 'published publish pubdate posted datepublished publication'],
  [
    hint.updated,
    'update updated modified lastmod last-mod last-modified datemodified aktualisiert actualizado revised',
  ],
  [
    hint.dek,
    'dek standfirst subtitle subheadline subheading subhead sub-title sub-headline sub-heading sub-head deck article-summary article-intro article-lead article-lede article-description article-excerpt entry-summary intro lead lede chapeau vorspann bajada entradilla sommaire sumario excerpt abstract strapline sottotitolo occhiello ingress',
  ],
  [hint.caption, 'caption figcaption bildunterschrift legende legend cutline pie-foto'],
  [hint.credit, 'credit credits copyright photographer source fotocredit bildnachweis'],
  [hint.title, 'headline title hed titre titulo titular titolo titel'],
  [hint.biography, 'bio biography about-author author-description author-desc author-about tooltip popup modal'],
];

/** A story's own footer holds its byline and its date. */
const OWN_FOOTER = ['post-footer', 'entry-footer', 'article-footer', 'story-footer', 'content-footer', 'card-footer'];

/** What one word of a name hints at: as the first of its name, after certain words, and anywhere else. */
export type HintWord = { first: number; readonly after: Map<string, number>; bits: number };

/** All words that hint at something, by themselves or in a pair. */
export const hintWords: ReadonlyMap<string, HintWord> = readHints();

function readHints(): Map<string, HintWord> {
  const words = new Map<string, HintWord>();
  const wordOf = (word: string): HintWord => {
    const known = words.get(word) ?? { first: 0, after: new Map<string, number>(), bits: 0 };
    words.set(word, known);
    return known;
  };
  const said = SAID.flatMap(([bits, all]) => all.split(' ').map((word) => [bits, word.split('-')] as const));
  for (const [bits, [word = '', second]] of said) if (second === undefined) wordOf(word).bits |= bits;
  for (const [bits, [word = '', second]] of said) {
    if (second === undefined) continue;
    wordOf(word);
    const { after, bits: alone } = wordOf(second);
    after.set(word, (after.get(word) ?? alone) | bits);
  }
  for (const [word = '', second = ''] of OWN_FOOTER.map((pair) => pair.split('-'))) {
    wordOf(word);
    wordOf(second).after.set(word, 0);
  }
  for (const word of words.values()) word.first = word.bits;
  // "widget" opens a name of its own, or else builds any part of a page.
  wordOf('widget').first = hint.foreign;
  return words;
}
