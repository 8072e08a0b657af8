import type { Declaration } from '../../documents.ts';
import { comparisonKey } from '../../reading/fold.ts';
import { hasUnspacedScript } from '../../reading/script.ts';
import type { SiteNames } from '../../reading/site-names.ts';
import { withoutSiteName } from '../../reading/title-text.ts';
import { type Chosen, firstValid, type Weighed } from './choose.ts';
import { similarity, titleParts } from './title-similarity.ts';

const SHOWN = new Set(['h1', 'h1-away', 'title-element', 'home-link']);
/** Shorter titles end others by chance. */
const LEAST_KEY = 12;
/** Below this the shown heading and what the page declares are different things. */
const ALIKE = 0.34;

/** The headline as the page shows it; else what it declares, without the site's name. */
export function chooseTitle(declared: readonly Declaration[], site: SiteNames): Chosen<string> {
  const all = declared.filter((one) => one.field === 'title' && !/alternativeHeadline/.test(one.source));
  const told = all
    .filter((one) => !SHOWN.has(one.source))
    .map((one) => ({ one, text: withoutSiteName(one.value, site, true) }));
  const headlines = told.filter(({ one }) => !/:name$/.test(one.source));
  const compared = headlines.flatMap(({ one, text }) => (text === one.value ? [one.value] : [one.value, text]));
  const parts = [...new Set(compared)].map(titleParts);
  const keys = headlines.map(({ one, text }) => ({ text, key: comparisonKey(text), whole: comparisonKey(one.value) }));
  const kickers = headlines.flatMap(({ text }) => behindKicker(text));
  const list: Weighed<string>[] = [];
  const unbacked: Weighed<string>[] = [];
  const shown = all.filter((title) => SHOWN.has(title.source));
  const many = shown.filter((one) => one.source === 'h1').length >= 3 && headlines.length > 0;
  for (const one of shown) {
    const own = titleParts(one.value);
    const ownKey = comparisonKey(one.value);
    const like = parts.reduce((most, other) => Math.max(most, similarity(own, other)), 0);
    const backed = keys.some(({ whole }) => whole === ownKey);
    const within = backed
      ? undefined
      : (keys.find(
          ({ key }) =>
            key.length >= LEAST_KEY &&
            (one.source === 'title-element' ? holdsTitle(ownKey, key) : endsWithTitle(ownKey, key)),
        ) ??
        kickers.find(
          ({ key, kicker }) => endsWithTitle(ownKey, key) && isOther(ownKey.slice(0, -key.length), kicker),
        ) ??
        kickered(one, shown));
    const inner = kickered(one, shown);
    const told = inner && keys.some(({ key }) => key === comparisonKey(inner.text)) ? inner : within;
    const barred = backed && BARRED.test(one.value);
    const value = told ? told.text : withoutSiteName(one.value, site, barred);
    const weighed: Weighed<string> = {
      candidate: { value, source: one.source, ...(value === one.value ? {} : { text: one.value }) },
      value,
    };
    if (site.isSite(one.value)) weighed.lost = 'it is the name of the site';
    else if (one.source === 'home-link' && like < 0.9)
      weighed.lost = 'it leads to the front page, as a name of the site does';
    else if (many && like < 0.5) weighed.lost = 'one of many headings, and the page declares another title';
    else if (headlines.length > 0 && like < ALIKE) {
      if (
        one.source === 'h1' &&
        unbacked.length === 0 &&
        standsAlone(
          one.value,
          headlines.map(({ one: other }) => other.value),
        )
      ) {
        unbacked.push(weighed);
        continue;
      }
      weighed.lost = 'the page declares another title';
    }
    list.push(weighed);
  }
  list.push(...unbacked);
  const rank = (source: string): number => (TOLD.includes(source) ? TOLD.indexOf(source) : TOLD.length);
  for (const { one, text } of told.toSorted((a, b) => rank(a.one.source) - rank(b.one.source))) {
    const weighed: Weighed<string> = {
      candidate: { value: text, source: one.source, ...(text === one.value ? {} : { text: one.value }) },
      value: text,
    };
    if (site.isSite(one.value)) weighed.lost = 'it is the name of the site';
    list.push(weighed);
  }
  // A heading that nothing else backs is still better than none.
  for (const weighed of list.filter((one) => one.lost !== undefined).slice(0, 1))
    list.push({ candidate: weighed.candidate, value: weighed.value });
  return firstValid(list, comparisonKey);
}

/** A heading that is word for word the declared title ends in the site's names, or a section's, as that does. */
const BARRED = /\s[|｜]\s[^\s|｜]+(?:\s[^\s|｜]+){0,3}\s?$/u;

const TOLD = [
  'json-ld:headline',
  'microdata:headline',
  'rdfa:headline',
  'meta:og:title',
  'meta:twitter:title',
  'meta:parsely-title',
  'meta:sailthru.title',
  'meta:citation_title',
  'meta:headline',
  'meta:hdl',
  'meta:articletitle',
  'meta:dc.title',
  'meta:dcterms.title',
  'title',
  'meta:title',
];

/** "Kicker: The headline" as keys: the page may show the headline under another kicker. */
function behindKicker(title: string): { kicker: string; key: string; text: string }[] {
  const mark = title.indexOf(': ');
  if (mark <= 0) return [];
  const text = title.slice(mark + 2);
  const [kicker, key] = [comparisonKey(title.slice(0, mark)), comparisonKey(text)];
  return kicker !== '' && key.length >= LEAST_KEY ? [{ kicker, key, text }] : [];
}

/** Whether two kickers have no word in common. */
const isOther = (kicker: string, other: string): boolean =>
  !kicker.split(' ').some((word) => word !== '' && other.split(' ').includes(word));

function endsWithTitle(long: string, short: string, parting = ' '): boolean {
  return long !== short && long.endsWith(`${parting}${short}`) && short.length > long.length * 0.4;
}

function holdsTitle(long: string, short: string): boolean {
  return (
    long !== short && (long.endsWith(` ${short}`) || long.startsWith(`${short} `)) && short.length > long.length * 0.3
  );
}

/**
 * The headline inside a heading that also holds a kicker, when the page marks it: <h1><span>Kicker</span><span class=title>….
 * Often nothing parts the two.
 */
function kickered(one: Declaration, shown: readonly Declaration[]): { text: string } | undefined {
  if (!one.source.startsWith('h1')) return undefined;
  const inner = shown.find(
    (other) =>
      other.source === 'title-element' &&
      other.line === one.line &&
      endsWithTitle(one.value.trim(), other.value.trim(), ''),
  );
  return inner ? { text: inner.value } : undefined;
}

/** Whether a heading that differs from the declared titles reads as a headline, not as a part of the site's frame. */
function standsAlone(heading: string, titles: readonly string[]): boolean {
  const key = comparisonKey(heading);
  if (/[:：]$/.test(heading) || titles.some((title) => comparisonKey(title).includes(key))) return false;
  return key.split(' ').length >= 3 || (hasUnspacedScript(key) && key.length >= 8);
}
