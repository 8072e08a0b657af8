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
/** By the hash of a word's signs: whether a word of the lists could be meant. This alone dismisses most names. */
const possible = new Uint8Array(1 << 15);
const hashed = (hash: number, code: number): number => (Math.imul(hash, 31) + (code | 32)) | 0;
const slot = (hash: number): number => (hash ^ (hash >>> 15)) & 0x7fff;

for (const [bits, words] of [...SAID, [0, 'footer widget'] as const]) {
  for (const word of words.split(' ')) {
    bitsOf.set(word, (bitsOf.get(word) ?? 0) | bits);
    const second = word.split('-')[1];
    if (second !== undefined) seconds.add(second);
    const last = second ?? word;
    possible[slot([...last].reduce((hash, sign) => hashed(hash, sign.charCodeAt(0)), 0))] = 1;
  }
}
seconds.add('footer');

const LONGEST = 400;

/** The hints of a class, id or similar attribute; linear in its length, without memory. */
export function hintsOfNames(names: string): number {
  const end = Math.min(names.length, LONGEST);
  let bits = 0;
  let start = -1;
  let beforeStart = -1;
  let beforeEnd = -1;
  let hash = 0;
  for (let at = 0; at <= end; at++) {
    const code = at < end ? names.charCodeAt(at) : 32;
    const capital = code >= 65 && code <= 90;
    const letter = capital || (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
    if (start !== -1 && (!letter || (capital && !isCapital(names.charCodeAt(at - 1))))) {
      if (possible[slot(hash)] === 1) bits |= bitsOfWord(names, start, at, beforeStart, beforeEnd);
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
  }
  return bits;
}

const isCapital = (code: number): boolean => code >= 65 && code <= 90;

function bitsOfWord(names: string, start: number, end: number, beforeStart: number, beforeEnd: number): number {
  const word = names.slice(start, end).toLowerCase();
  const bits = bitsOf.get(word);
  const first = beforeStart === -1;
  if (!first && seconds.has(word)) {
    const pair = `${names.slice(beforeStart, beforeEnd).toLowerCase()}-${word}`;
    return OWN_FOOTER.has(pair) ? 0 : (bits ?? 0) | (bitsOf.get(pair) ?? 0);
  }
  // "widget" opens a name of its own, or else builds any part of a page.
  return word === 'widget' && first ? hint.foreign : (bits ?? 0);
}
