import { readDates } from '../../reading/date-text.ts';
import { comparisonKey, foldSpace } from '../../reading/fold.ts';
import { afterInnerLabel, afterLabel, beforeEnding } from './byline-label.ts';

/** The words that stand around names. */
export type BylineWords = {
  bylineLabels: readonly string[];
  bylineEndings: readonly string[];
  roles: ReadonlySet<string>;
  collectives: ReadonlySet<string>;
  publishedLabels: ReadonlySet<string>;
  updatedLabels: ReadonlySet<string>;
  agencyNamed(words: string): string | null;
};

/** What a byline names: people, desks and teams, an agency. `labelled` when it says "By" or its like. */
export type BylineReading = { people: string[]; collectives: string[]; agencies: string[]; labelled: boolean };

export type NameContext = {
  words: BylineWords;
  isSite(words: string): boolean;
  isOutlet(words: string): boolean;
  line?: boolean;
};

const PIECES = /\s*(?:\n|[|•·●▪►»]|\s[-–—]{1,2}\s|\s\/\s)\s*/u;
const NAMES =
  /\s*(?:[,;&＆、，；／]|\/|\+|・(?=.{3})|\s(?:and|und|et|y|e|i|en|och|og|ja|и|та|ve|και|و|dan|with|mit|avec|con|com|sowie)\s)\s*/iu;
const PARTICLES = new Set(
  'al ap ben bin bint da das dal de del della den der des di do dos du el la le les lo of st. ten ter the van vom von y zu zum af av ibn abu bar ní ó'.split(
    ' ',
  ),
);
/** A byline may follow a date, a section or a mark. */
const MIDDLE = /[|•·—–]\s*\p{L}|\d\s+\p{L}|(?:기자|특파원|논설위원|記者|记者|編集委員|特派員)(?:\s|$)/u;

/** Those who worked on it without writing it. */
const OTHERS =
  /^(?:(?:medically |fact[- ]|legally |clinically |expert |technically )?(?:reviewed|checked|edited|updated|verified|translated|illustrated|approved) by|(?:produced|directed|filmed|hosted|photographed|sponsored|presented|powered|recorded|mixed) by|(?:photos?|photographs?|photography|pictures?|images?|illustrations?|video|audio|graphics?|translation|übersetzt|übersetzung|aus dem englischen|traducción|traduction|foto|fotos|bilder|fotografie|fotografías?|photographies)\s*(?:by|:|von|par|por|di|©)|foto:|fotos:|写真[:：・=＝]|撮影[:：]|사진[=:]|翻訳者?[:：]?|監修|校對|责任编辑|責任編輯|編輯[:：]|编辑[:：])/iu;
/** What follows a name and is none of it: "in Berlin", "for The Times", "at Davos". */
const ADDED =
  /\s+(?:in|for|at|from|of|on|für|aus|bei|para|pour|per|à|em|en|with|special to|is|has|was|@|published|updated|posted|last|about|reviewed|fact|medically|via|contributes)\s.*$/iu;
const LONGEST = 60;
const MOST = 12;

/** The names in a declared author or a shown byline. */
export function readNames(text: string, context: NameContext): BylineReading {
  const reading: BylineReading = { people: [], collectives: [], agencies: [], labelled: false };
  const { words } = context;
  // Of a plain line only one that begins with a label is a byline.
  if (context.line && afterLabel(text.replace(/^[^\p{L}]+/u, ''), words.bylineLabels) === null && !MIDDLE.test(text))
    return reading;
  const bare = MARKED.test(text) ? withoutAddresses(text) : text;
  const pieces = withoutDates(bare)
    .split(PIECES)
    .map((piece) => foldSpace(piece))
    .filter((piece) => piece !== '');
  let waiting = false;
  let skipping = false;
  for (const piece of pieces.slice(0, 20)) {
    if (OTHERS.test(piece)) {
      skipping = true;
      continue;
    }
    const after =
      afterLabel(piece, words.bylineLabels) ??
      beforeEnding(piece, words.bylineEndings) ??
      (context.line ? null : afterInnerLabel(piece));
    if (after === null && skipping && !waiting) continue;
    skipping = false;
    if (after !== null && !reading.labelled) {
      // What stood before the label was a section or a date.
      reading.labelled = true;
      reading.people = [];
      reading.collectives = [];
    }
    if (after === '') {
      waiting = true;
      continue;
    }
    const named = reading.people.length > 0 || (reading.labelled && reading.collectives.length > 0);
    if (named && after === null && !waiting) break;
    // A house or its motto after its own name: "GAZETTE – News of the Coast".
    if (
      after === null &&
      reading.collectives.length > 0 &&
      context.isSite(reading.collectives[0] ?? '') &&
      !(piece.includes(' ') && couldBePerson(piece, false) && !looksCollective(comparisonKey(piece), words))
    )
      break;
    addNames(after ?? piece, reading, context, after !== null || waiting, pieces.length === 1);
    waiting = false;
    if (reading.people.length >= MOST) break;
  }
  return reading;
}

/** Whether there is anything that withoutAddresses would take. */
const MARKED = /[@/()（［【[\u2028]|www\./u;

/** The text without addresses of the web and of mail, handles, and what stands in brackets. */
const withoutAddresses = (text: string): string =>
  text
    .replace(/https?:\/\/\S*|www\.\S*/giu, ' ')
    .replace(/[\w.+-]+@[\w-]+\.[\w.]+/gu, ' ')
    .replace(/(?:^|[\s(])@\w+/gu, ' | ')
    .replace(/[([（［【][^()[\]（）［］【】]{0,80}[)\]）］】]/gu, ' | ')
    .replace(/\u2028/gu, ' ');

/** The text with its dates made into partings, together with the words that only lead to a date. */
function withoutDates(text: string): string {
  if (!/\d/.test(text)) return text;
  let out = text;
  for (const date of readDates(text, null).reverse())
    if (date.year !== null || date.end - date.start > 5) out = `${out.slice(0, date.start)} | ${out.slice(date.end)}`;
  return out
    .replace(/\s(?:on|am|le|el|em|il|at|um|op|den|vom)\s+\|/giu, ' |')
    .replace(/\b\d{1,2}:\d\d\b(?:\s*(?:[ap]\.?m\.?|uhr|h))?/giu, ' | ');
}

function addNames(list: string, reading: BylineReading, context: NameContext, labelled: boolean, alone: boolean): void {
  const { words } = context;
  const whole = words.agencyNamed(list);
  if (whole !== null) {
    reading.agencies.push(whole);
    return;
  }
  const parts = list.split(NAMES);
  for (const [at, part] of parts.entries()) {
    const plain = comparisonKey(part);
    // "Jane Roe, Contributing Opinion Writer", "Jane Roe, Daily Herald": what follows a name and is none.
    if (reading.people.length > 0 && plain.includes(' ') && (ROLE.test(plain) || context.isOutlet(part))) return;
    const name = trimmedName(part, words);
    const key = comparisonKey(name);
    if (key === '') {
      if (labelled && at === 0 && part.trim() !== '') return;
      continue;
    }
    const agency = words.agencyNamed(name);
    const roleLike = key.split(' ').every((word) => ROLE.test(word) || words.roles.has(word));
    if (agency !== null) reading.agencies.push(agency);
    else if (context.isSite(name)) {
      reading.collectives.push(name);
      if (at === 0 && !labelled) return;
    } else if (words.collectives.has(key)) reading.collectives.push(name);
    else if (words.roles.has(key) || roleLike || words.publishedLabels.has(key) || words.updatedLabels.has(key)) {
      // What follows a role belongs to it: "Jane Roe, Staff Writer, Berlin".
      if (reading.people.length > 0) return;
    } else if (reading.people.length > 0 && ROLE.test(key) && key.includes(' ')) return;
    else if (looksCollective(key, words)) reading.collectives.push(name);
    else if (couldBePerson(name, alone && parts.length === 1)) {
      if (!reading.people.some((other) => comparisonKey(other) === key)) reading.people.push(name);
    } else if (HOUSE.test(name) && name.split(' ').length <= 4) reading.collectives.push(name);
    else if (reading.people.length > 0 || (labelled && at === 0)) return;
  }
}

function trimmedName(part: string, words: BylineWords): string {
  const whole = part.replace(/^[\s"'“”«».:：,–—-]+|[\s"“”«»:：,;–—-]+$/gu, '');
  let name = whole.replace(ADDED, '').trim();
  // "Human in the Loop": one word is too little to cut the rest from.
  if (name !== whole && !name.includes(' ') && /\p{Script=Latin}/u.test(name))
    return COLLECTIVE.test(comparisonKey(whole)) ? whole : '';
  const again = afterLabel(name, words.bylineLabels);
  if (again !== null && again !== '') name = again;
  for (const ending of words.bylineEndings)
    if (name.endsWith(ending) && name.length > ending.length) name = name.slice(0, -ending.length).trim();
  name = name.replace(/^(?:dr|prof|mr|mrs|ms|sir|rev|pfr|dipl\.?-ing)\.?\s+(?=\p{L})/iu, (title) =>
    /^(?:dr|prof|sir|rev)/i.test(title) ? title : '',
  );
  return withoutRole(name, words);
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

/** Desks and teams are no roles: "Herald Staff" stays whole. */
const endsRole = (parts: readonly string[], words: BylineWords): boolean => {
  const key = comparisonKey(parts.join(' '));
  return words.roles.has(key) && !words.collectives.has(key);
};

const ZONES = new Set('ET EST EDT CT CST CDT PT PST PDT MT GMT UTC BST CET AM PM'.split(' '));

/** A word that makes what stands after a name a role. */
const ROLE =
  /(?:^|\s)(?:co-?authors?|sr|guide|writers?|editors?|reporters?|correspondents?|columnists?|journalists?|director|professor|founder|manager|reviewer|president|officer|analyst|contributors?|producer|consultant|specialist|expert|redakteur(?:in)?|reporterin|korrespondent(?:in)?|journaliste?|redactor(?:a)?|periodista|giornalista|redattore|head|chief|lead|senior|author|ceo|cfo|cto|md|phd|rd)(?:$|\s)/u;
const COLLECTIVE =
  /\b(?:staff|editors?|team|desk|redaktion|editorial|newsroom|newsdesk|agency|agencies|press|redacción|rédaction|redazione|reports?|communications|department|office|news|media|group|inc|llc|ltd|gmbh|university|institute|association|foundation|magazine|online|bureau|company|services?|network|center|centre|society|council|ministry|universität|verlag|verein)\b/u;
const looksCollective = (key: string, words: BylineWords): boolean =>
  COLLECTIVE.test(key) ||
  key.split(' ').some((word) => word.length > 4 && words.collectives.has(word)) ||
  /編集部|编辑部|編輯部|뉴스팀|취재팀/u.test(key);

/** "The Ritualist": a name with an article is a house's. */
const HOUSE = /^(?:the|das|die|der|les|los|las|il|het)\s\p{Lu}/iu;

/** Whether words could name a person: few, mostly capital letters at their beginnings, no digits or sentence marks. */
export function couldBePerson(name: string, small: boolean): boolean {
  if (
    name.length < 2 ||
    name.length > LONGEST ||
    /[?!:;"“”<>{}=#%$*…®™]|https?|\.\.|\d{3}|\d.*\s|\s.*\d|\.(?:com|org|net|de|fr|es)\b/u.test(name)
  )
    return false;
  const parts = name.split(/\s+/);
  if (parts.length > 6) return false;
  if (!/[\p{Lu}\p{Ll}]/u.test(name)) return name.length <= 24;
  const main = parts.filter((word) => !PARTICLES.has(word.toLowerCase()));
  const capital = main.filter((word) => /^[\p{Lu}\p{Lt}\p{Lo}'’‘]/u.test(word)).length;
  if (
    /^(?:the|das|die|der|la|le|les|el|los|las|il|lo|de|het|our|view|read|click|more|see|über|about)\s/iu.test(name) &&
    parts.length > 1 &&
    !/^(?:de|la|le|el)\s/u.test(name)
  )
    return false;
  if (parts.length === 1 && ZONES.has(name)) return false;
  if (parts.length === 1) return /^[\p{L}\p{N}'’._-]{2,30}$/u.test(name) && /\p{L}{2}/u.test(name);
  // Some write their names small throughout; only a value that is nothing else can be one.
  return (
    main.length > 0 && (capital === main.length || (small && capital === 0 && main.length <= 3 && parts.length <= 3))
  );
}
