import { codeAt } from '../../../reading/code-at.ts';
import { hashed, WordTable } from '../word-table.ts';
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

const bitsOf = new Map<string, number>();
/** The second words of pairs: only before these is the word in front looked at. */
const seconds = new Set<string>();
/** A story's own footer holds its byline and its date. */
const OWN_FOOTER = new Set([
  'post-footer',
  'entry-footer',
  'article-footer',
  'story-footer',
  'content-footer',
  'card-footer',
]);
for (const [bits, words] of [...SAID, [0, 'footer widget'] as const]) {
  for (const word of words.split(' ')) {
    bitsOf.set(word, (bitsOf.get(word) ?? 0) | bits);
    const second = word.split('-')[1];
    if (second !== undefined) seconds.add(second);
  }
}
seconds.add('footer');
/** What a word says, by itself and as the end of a pair. */
type Said = { word: string; bits: number; ends: boolean };
const words = new WordTable<Said>(
  new Map(
    [...bitsOf.keys(), ...seconds]
      .filter((word) => !word.includes('-'))
      .map((word) => [word, { word, bits: bitsOf.get(word) ?? 0, ends: seconds.has(word) }]),
  ),
);

const LONGEST = 400;

/** The hints of a class, id or similar attribute; linear in its length, without memory. */
export function hintsOfNames(names: string): number {
  const end = Math.min(names.length, LONGEST);
  let bits = 0;
  let start = -1;
  let beforeStart = -1;
  let beforeEnd = -1;
  let hash = 0;
  let before = 0;
  for (let at = 0; at <= end; at++) {
    const code = at < end ? codeAt(names, at) : 32;
    const capital = code >= 65 && code <= 90;
    const letter = capital || (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
    if (start !== -1 && (!letter || (capital && !isCapital(before)))) {
      const said = words.find(names, start, at, hash);
      if (said !== undefined) bits |= bitsOfWord(said, beforeStart === -1 ? null : names.slice(beforeStart, beforeEnd));
      beforeStart = start;
      beforeEnd = at;
      start = -1;
    }
    if (letter) {
      if (start === -1) {
        start = at;
        hash = 0;
      }
      hash = hashed(hash, code);
    }
    if (code <= 32) beforeStart = -1;
    before = code;
  }
  return bits;
}

const isCapital = (code: number): boolean => code >= 65 && code <= 90;

/** @param before the word in front in the same name; null at its beginning */
function bitsOfWord({ word, bits, ends }: Said, before: string | null): number {
  if (before !== null && ends) {
    const pair = `${before.toLowerCase()}-${word}`;
    return OWN_FOOTER.has(pair) ? 0 : bits | (bitsOf.get(pair) ?? 0);
  }
  // "widget" opens a name of its own, or else builds any part of a page.
  return word === 'widget' && before === null ? hint.foreign : bits;
}
