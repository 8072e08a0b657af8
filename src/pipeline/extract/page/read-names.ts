import { AND } from '../../reading/and.ts';
import { isInitials } from '../../reading/credit.ts';
import { comparisonKey } from '../../reading/fold.ts';
import { afterInnerLabel, afterLabel, beforeEnding } from './byline-label.ts';
import { bylinePieces, namesOthers, namesReporters } from './byline-text.ts';
import { holdsRole, isDegree, isHouse, isRole, looksCollective, trimmedName } from './name-part.ts';
import type { BylineReading, BylineWords, NameContext } from './names.ts';
import { couldBePerson } from './person-name.ts';

const NAMES = new RegExp(
  `\\s*(?:[,;&＆、，；／]|\\/|\\+|・(?=.{3})|\\s(?:${AND}|with|mit|med|avec|con|com|sowie)\\s)\\s*`,
  'iu',
);
/** A byline may follow a date, a section or a mark. */
const MIDDLE =
  /[|•·—–]\s*\p{L}|\d\s+\p{L}|(?:기자|특파원|논설위원|記者|记者|編集委員|特派員)(?:\s|$)|(?:作者|记者|記者)[:：]/u;
const LABEL_ENDS = /^(?:\S+\s){1,3}(?:by|von|par|por)$/iu;
/** "Roe, Jane", "Roe, Jane T." */
const LAST_FIRST = /^(\p{Lu}[\p{L}\p{M}'’-]+), (\p{Lu}[\p{L}\p{M}'’-]+(?: \p{Lu}\.?)?)$/u;
const MOST = 12;

/** The names in a declared author or a shown byline. */
export function readNames(text: string, context: NameContext): BylineReading {
  const reading: BylineReading = { people: [], collectives: [], agencies: [], labelled: false };
  const { words } = context;
  const pieces = bylinePieces(text);
  const behindLabel = (piece: string): string | null =>
    afterLabel(piece, words.bylineLabels) ??
    beforeEnding(piece, words.bylineEndings) ??
    (context.line ? null : afterInnerLabel(piece));
  // A plain line without a label is no byline, whoever it names.
  if (context.line && !pieces.some((piece) => behindLabel(piece) !== null || LABEL_ENDS.test(piece))) return reading;
  let waiting = false;
  let skipping = false;
  for (const piece of pieces.slice(0, 20)) {
    if (namesOthers(piece)) {
      skipping = true;
      continue;
    }
    const after = behindLabel(piece);
    // "Commentary by", the name on the next line.
    if (after === null && piece.length <= 30 && LABEL_ENDS.test(piece)) {
      reading.labelled = waiting = true;
      continue;
    }
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
    if (named && after === null && !waiting) {
      const agency = words.agencyNamed(piece);
      if (agency === null) break;
      reading.agencies.push(agency);
      continue;
    }
    // A house or its motto after its own name: "GAZETTE – News of the Coast"; a desk and the buttons after it.
    const [first] = reading.collectives;
    const person = () => couldBePerson(piece, false) && !looksCollective(comparisonKey(piece), words);
    if (after === null && first !== undefined && (!piece.includes(' ') || (context.isSite(first) && !person()))) break;
    addNames(after ?? piece, reading, context, after !== null || waiting, pieces.length === 1);
    waiting = false;
    if (reading.people.length >= MOST) break;
  }
  // "Editor" is a label before a name; alone it signs.
  const [only] = pieces;
  if (waiting && only !== undefined && pieces.length === 1 && words.collectives.has(comparisonKey(only)))
    reading.collectives.push(only);
  return reading;
}

/** Whether a plain line may be a byline: it begins with a label, or one may stand in it. */
export const mayBeByline = (line: string, words: BylineWords): boolean =>
  MIDDLE.test(line) || namesReporters(line) || afterLabel(line.replace(/^[^\p{L}]+/u, ''), words.bylineLabels) !== null;

function addNames(list: string, reading: BylineReading, context: NameContext, labelled: boolean, alone: boolean): void {
  const { words } = context;
  const whole = words.agencyNamed(list);
  if (whole !== null) {
    reading.agencies.push(whole);
    return;
  }
  const parts = inOrder(list, context).split(NAMES);
  const wired = parts.some((part) => words.agencyNamed(part) !== null);
  for (const [at, part] of parts.entries()) {
    const plain = comparisonKey(part);
    const named = reading.people.length > 0;
    // "Jane Roe, Contributing Opinion Writer", "Jane Roe, Daily Herald": what follows a name and is none.
    if (named && plain.includes(' ') && (holdsRole(plain) || context.isOutlet(part))) return;
    if (named && at > 0 && isDegree(part) && words.agencyNamed(part) === null) continue;
    if (wired && isInitials(part, words)) continue;
    const name = trimmedName(part, context);
    const key = comparisonKey(name);
    if (key === '') {
      if (labelled && at === 0 && part.trim() !== '') return;
      continue;
    }
    const agency = words.agencyNamed(name);
    if (agency !== null) reading.agencies.push(agency);
    else if (context.isSite(name)) {
      reading.collectives.push(name);
      if (at === 0 && !labelled) return;
    } else if (words.collectives.has(key)) reading.collectives.push(name);
    else if (words.sections.has(key) || words.bylineButtons.has(key)) continue;
    else if (isRole(key, words) || words.publishedLabels.has(key) || words.updatedLabels.has(key)) {
      // What follows a role belongs to it: "Jane Roe, Staff Writer, Berlin".
      if (named) return;
    } else if (named && holdsRole(key) && key.includes(' ')) return;
    else if (!labelled && holdsRole(key) && key.split(' ').length > 2) continue;
    else if (looksCollective(key, words)) reading.collectives.push(name);
    else if (couldBePerson(name, alone && parts.length === 1)) {
      if (!reading.people.some((other) => comparisonKey(other) === key)) reading.people.push(name);
    } else if (isHouse(name)) reading.collectives.push(name);
    else if (named || (labelled && at === 0)) return;
  }
}

/** "Roe, Jane" as "Jane Roe"; a list of two names of one word each is rarer than a name turned round. */
function inOrder(list: string, { words, isSite }: NameContext): string {
  const [, last, first] = LAST_FIRST.exec(list) ?? [];
  if (last === undefined || first === undefined) return list;
  const none = [last, first].some(
    (part) =>
      isDegree(part) ||
      isSite(part) ||
      words.agencyNamed(part) !== null ||
      [words.roles, words.collectives, words.sections].some((set) => set.has(comparisonKey(part))) ||
      looksCollective(comparisonKey(part), words),
  );
  return none ? list : `${first} ${last}`;
}
