import type { Caption } from '../../documents.ts';
import { agencyIn, trailingCredit } from '../../reading/credit.ts';
import { outletNamed } from '../../reading/outlet.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import { couldBePerson } from './person-name.ts';

/** "… (Reuters)" */
const BRACKETED = /\s*[([（［]([^()[\]（）［］]{2,100})[)\]）］]\s*\.?$/u;
/** "… © Jane Roe" */
const COPYRIGHT = /(?:©|ⓒ|\(c\))\s*([^©ⓒ]{2,80})$/iu;
/** "陆一帆 摄", "撮影・山田太郎" stand without a mark. */
const BEHIND = /(?:^|[\s。，,])([\p{Script=Han}·]{2,12}(?:\/[\p{Script=Han}]{2,8})?)\s?[摄攝]$/u;

/** "… - Photo Hugo Blin" */
const DASHED = /\s[-–—|]\s(?:[Pp]hotos?|PHOTOS?|[Ff]otos?|FOTOS?)\s+(\p{Lu}[^:：]{2,60})$/u;

/** "… | Jane Roe/GAZETTE", "… - J. Roe / 20 Minutes": who took the picture, and for whom. */
const FOR_OUTLET =
  /\s[-–—|]\s(\p{Lu}[\p{L}.'’]*(?:\s\p{Lu}[\p{L}.'’]*){1,3}\s?\/\s?[\p{Lu}\p{Nd}][\p{L}\p{Nd} .&-]{1,30})$/u;
/** "Foto Jane Roe", and nothing else. */
const ALONE =
  /^(?:[Pp]hoto|PHOTO|[Ff]oto|FOTO)\s(\p{Lu}[\p{L}.'’-]*(?:\s\p{L}[\p{L}.'’-]*){1,3}(?:\s?\/\s?\p{Lu}[\p{L} .]{1,30})?)$/u;

/** Without a mark of its own what is found must be a person's name. */
const UNMARKED = new Set([FOR_OUTLET, ALONE]);
const isPerson = (credit: string): boolean => couldBePerson(credit.split('/', 1)[0]?.trim() ?? '', false);

/** A longer text is no caption, and the patterns would search all of it. */
const LONGEST = 3_000;

const patterns = new WeakMap<readonly string[], RegExp>();

/** "… Foto: Jane Roe", "… / צילום: …": one of the labels with its mark, and the rest of the caption. */
function labelled(labels: readonly string[]): RegExp {
  const known = patterns.get(labels);
  if (known) return known;
  const words = labels.map((label) => RegExp.escape(label.replace(/\.$/, ''))).join('|');
  // The word must stand alone where its script has spaces.
  const pattern = new RegExp(
    `(?:^|[\\s.,;|/•·。、“”"»)（(–—-])(?:${words})(?:\\s(?:by|von|de|di|par|por|av|af|door))?\\.?\\s*(?:[:：＝=／|…]|\\.\\.)\\s*(?<name>[^:：]{2,80})$`,
    'iu',
  );
  patterns.set(labels, pattern);
  return pattern;
}

/**
 * A caption with its credit parted off: "(Photo: …)", "© …", "Foto: …", "(Reuters)", "… 摄", in the languages of the
 * vocabulary. A bracket is a credit only when it names an agency, an outlet or a photographer.
 * @param isSite whether words name the page's own site
 */
export function partCredit(caption: string, words: Vocabulary, isSite: (name: string) => boolean): Caption {
  if (caption.length > LONGEST) return { text: caption.trim(), credit: null };
  const bracket = BRACKETED.exec(caption);
  if (bracket?.[1] !== undefined) {
    const credit = creditIn(bracket[1], words, isSite);
    if (credit !== null) return { text: tidy(caption.slice(0, bracket.index)), credit };
  }
  for (const pattern of [labelled(words.photographerLabels), COPYRIGHT, BEHIND, DASHED, FOR_OUTLET, ALONE]) {
    const found = pattern.exec(caption);
    const name = found?.groups?.name ?? found?.[1];
    if (found && name !== undefined && !isSentence(name) && (!UNMARKED.has(pattern) || isPerson(name)))
      return { text: tidy(caption.slice(0, found.index + leading(found[0]))), credit: bare(name) };
  }
  const signed = signature(caption, words.bylineEndings);
  if (signed !== null) return signed;
  const trailing = trailingCredit(caption, words) ?? nameBehind(caption);
  return trailing
    ? { text: tidy(caption.slice(0, trailing.start)), credit: bare(trailing.credit) }
    : { text: caption.trim(), credit: null };
}

/** "…。 山田太郎 記者": a name with its ending after the caption's sentence. */
function signature(caption: string, endings: readonly string[]): Caption | null {
  const ending = endings.find((one) => caption.endsWith(one));
  const at = ending === undefined ? -1 : Math.max(caption.lastIndexOf('.'), caption.lastIndexOf('。'));
  const name = caption.slice(at + 1).trim();
  return at > 0 && name.length <= 24 ? { text: caption.slice(0, at + 1), credit: name } : null;
}

/** "… last Wednesday. Brais Outeiro": a person's name in two to four words behind the caption's sentence. */
function nameBehind(caption: string): { start: number; credit: string } | null {
  const found = /(?<=\p{L}{3}[.!?…]["”’»)]{0,2})\s*(\p{Lu}[\p{L}\p{M}’'-]+(?: \p{Lu}[\p{L}\p{M}’'-]+){1,3} ?)$/u.exec(
    caption,
  );
  const name = found?.[1]?.trim();
  return found && name !== undefined && couldBePerson(name, false) ? { start: found.index, credit: name } : null;
}

/** "(ansa)" */
const SMALL = /^\p{Ll}{2,6}$/u;

/** What a bracket credits; null when it is the caption's own. */
function creditIn(inside: string, words: Vocabulary, isSite: (name: string) => boolean): string | null {
  const name = labelled(words.photographerLabels).exec(inside)?.groups?.name;
  if (name !== undefined) return bare(name);
  const whole = bare(inside);
  const agency = agencyIn(whole, words) ?? (SMALL.test(whole) ? agencyIn(whole.toUpperCase(), words) : null);
  if (/^[©ⓒ]/u.test(inside.trim()) || isSite(whole) || agency !== null) return whole;
  if (
    whole.split(/\s*[/|]\s*/).length > 1 &&
    whole.split(/\s*[/|]\s*/).some((part) => words.agencyNamed(part) !== null)
  )
    return whole;
  return outletNamed(whole, words) ?? (trailingCredit(`x (${inside})`, words) ? whole : null);
}

/** A sentence end that the match begins with stays with the caption. */
const leading = (found: string): number => /^[.。”"»)]/.exec(found)?.[0].length ?? 0;
const bare = (credit: string): string => credit.replace(/^[\s©ⓒ:：–—-]+|[\s.,;)\]）］]+$/gu, '').replace(NAMING, '');
/** "Photo by Jane Roe", "Fot. Jan Kowalski": the words before the name. */
const NAMING =
  /^(?:(?:photos?|photographs?|pictures?|images?|illustrations?) (?:by|courtesy of)|fotos? (?:von|de|di|av|af|door)|crédit photo|fot\.|foto\.)\s+(?=\p{Lu})/iu;
const tidy = (text: string): string => text.replace(/[\s|/•·–—-]+$/u, '').trim();
const isSentence = (name: string): boolean =>
  /[.!?。！？]\s+\p{Lu}\p{Ll}+\s\p{Ll}/u.test(name) || name.split(' ').length > 10;
