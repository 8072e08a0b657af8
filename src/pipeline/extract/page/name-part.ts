import { comparisonKey } from '../../reading/fold.ts';
import { afterLabel } from './byline-label.ts';
import type { BylineWords, NameContext } from './names.ts';

/** What follows a name and is none of it: "in Berlin", "for The Times", "at Davos". */
const ADDED =
  /\s+(?:in|for|at|from|of|on|für|aus|bei|para|pour|per|à|em|en|with|special to|is|has|was|@|published|updated|posted|last|about|reviewed|fact|medically|via|contributes)\s.*$/iu;
const TITLES = /^(?:dr|prof|mr|mrs|ms|sir|rev|pfr|dipl\.?-ing)\.?\s+(?=\p{L})/iu;

/** A part of a list of names without labels, titles, roles and the name of the site: what is left may be a name. */
export function trimmedName(part: string, { words, isSite }: NameContext): string {
  const whole = part.replace(/^[\s"'“”«».:：,–—-]+|[\s"“”«»:：,;–—-]+$/gu, '');
  let name = whole.replace(ADDED, '').trim();
  // "Human in the Loop": one word is too little to cut the rest from.
  if (name !== whole && !name.includes(' ') && /\p{Script=Latin}/u.test(name))
    return COLLECTIVE.test(comparisonKey(whole)) ? whole : '';
  const again = afterLabel(name, words.bylineLabels);
  if (again !== null && again !== '') name = again;
  for (const ending of words.bylineEndings)
    if (name.endsWith(ending) && name.length > ending.length) name = name.slice(0, -ending.length).trim();
  name = name.replace(TITLES, (title) => (/^(?:dr|prof|sir|rev)/i.test(title) ? title : ''));
  return withoutSite(withoutRole(name, words), (house) => isSite(house) || words.agencyNamed(house) !== null);
}

/** "Jane Roe Senior Editor", "Editor Jane Roe": role words at either end go when a name is left. */
function withoutRole(name: string, words: BylineWords): string {
  const parts = name.split(' ');
  for (let count = Math.min(4, parts.length - 2); count >= 1; count--) {
    if (endsRole(parts.slice(-count), words)) return withoutRole(parts.slice(0, -count).join(' '), words);
    if (endsRole(parts.slice(0, count), words)) return withoutRole(parts.slice(count).join(' '), words);
  }
  return name.replace(/\.$/, (dot) => (/\b(?:jr|sr|\p{Lu})\.$/iu.test(name) ? dot : ''));
}

/** "Jane Roe HeraldOnline", "Jane Roe Associated Press": a house's name after a whole name. */
function withoutSite(name: string, isSite: (words: string) => boolean): string {
  const parts = name.split(' ');
  for (let count = 1; count <= Math.min(3, parts.length - 2); count++)
    if (isSite(parts.slice(-count).join(' '))) return isSite(name) ? name : parts.slice(0, -count).join(' ');
  return name;
}

/** Desks and teams are no roles: "Herald Staff" stays whole. */
const endsRole = (parts: readonly string[], words: BylineWords): boolean => {
  const key = comparisonKey(parts.join(' '));
  return (words.roles.has(key) || words.bylineButtons.has(key)) && !words.collectives.has(key);
};

/** A word that makes what stands after a name a role. */
const ROLE =
  /(?:^|\s)(?:co-?authors?|sr|guide|writers?|editors?|reporters?|correspondents?|columnists?|journalists?|director|professor|founder|manager|reviewer|president|officer|analyst|contributors?|producer|consultant|specialist|expert|redakteur(?:in)?|reporterin|korrespondent(?:in)?|journaliste?|redactor(?:a)?|periodista|giornalista|redattore|head|chief|lead|senior|author|ceo|cfo|cto|md|phd|rd)(?:$|\s)/u;

/** Whether a word of a key (comparisonKey) names a role. */
export const holdsRole = (key: string): boolean => ROLE.test(key);

/** Whether all of a key says is roles. */
export const isRole = (key: string, words: BylineWords): boolean =>
  words.roles.has(key) || key.split(' ').every((word) => ROLE.test(word) || words.roles.has(word));

/** "Jane Roe, MS, RD": letters that stand for what somebody has learned. */
export const isDegree = (part: string): boolean =>
  /^(?:\p{Lu}[\p{Lu}.-]{1,5}|(?:Ph|Ed|Psy|M|D)\.?\s?D\.?)$/u.test(part);

const COLLECTIVE =
  /\b(?:staff|editors?|team|desk|redaktion|editorial|newsroom|newsdesk|agency|agencies|press|redacción|rédaction|redazione|reports?|communications|department|office|news|media|group|inc|llc|ltd|gmbh|university|institute|association|foundation|magazine|online|bureau|company|services?|network|center|centre|society|council|ministry|universität|verlag|verein)\b/u;

/** Whether a key (comparisonKey) names a desk, a team or a house rather than a person. */
export const looksCollective = (key: string, words: BylineWords): boolean =>
  COLLECTIVE.test(key) ||
  key.split(' ').some((word) => word.length > 4 && words.collectives.has(word)) ||
  /編集部|编辑部|編輯部|뉴스팀|취재팀/u.test(key);

/** "The Ritualist": a name with an article is a house's. */
export const isHouse = (name: string): boolean =>
  /^(?:[Tt]he|[Dd](?:as|ie|er)|[Ll](?:es|os|as)|[Ii]l|[Hh]et)\s\p{Lu}/u.test(name) && name.split(' ').length <= 4;
