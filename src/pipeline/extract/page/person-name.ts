import { withoutNickname } from '../../reading/byline-line.ts';

const LONGEST = 60;
const PARTICLES = new Set(
  'al ap ben bin bint da das dal de del della den der des di do dos du el la le les lo of st. ten ter the van vom von y zu zum af av ibn abu bar ní ó'.split(
    ' ',
  ),
);
const ZONES = new Set(
  'ET EST EDT CT CST CDT PT PST PDT MT MST MDT GMT UTC BST IST WET CET CEST MEZ MESZ EET EEST MSK KST JST SGT HKT WIB SAST WAT EAT AEST AEDT NZST NZDT AM PM'.split(
    ' ',
  ),
);
const NO_NAME =
  /[?!:;"“”<>{}=#%$*…®™]|https?|\.\.|\d{3}|\d.*\s|\s.*\d|\.(?:com|org|net|de|fr|es)\b|^(?:the|das|die|der|les|el|los|las|il|het|our|view|read|click|more|see|über|about)\s/iu;

/** "Roe", "al-Roe", "d'Exemple" */
const CAPITAL = /^(?:\p{Ll}{1,3}[-'’])?[\p{Lu}\p{Lt}\p{Lo}'’‘(]/u;

/** The words of a name without its particles. */
export const mainParts = (name: string): string[] =>
  name.split(/\s+/).filter((word) => !PARTICLES.has(word.toLowerCase()));

/** "Jane roe" */
const HALF_SMALL = /^\p{Lu}\p{Ll}+ \p{Ll}{3,}$/u;

/**
 * Whether words could name a person: few, with capital letters at their beginnings, no digits or sentence marks.
 * @param small whether names written small count too, since the words are all that their source says
 */
export function couldBePerson(called: string, small: boolean): boolean {
  const name = withoutNickname(called);
  if (name.length < 2 || name.length > LONGEST || NO_NAME.test(name) || !/\p{L}{2}|\p{L}\.?\s/u.test(name))
    return false;
  const parts = name.split(/\s+/);
  if (parts.length > 6) return false;
  if (!/[\p{Lu}\p{Ll}]/u.test(name)) return name.length <= 24;
  if (parts.length === 1)
    return !ZONES.has(name) && !/^\S{3,}\.\p{Ll}{2,5}$/u.test(name) && /^[\p{L}\p{M}\p{N}'’._-]{2,30}$/u.test(name);
  const main = mainParts(name);
  const capital = main.filter((word) => CAPITAL.test(word)).length;
  return (
    main.length > 0 &&
    (capital === main.length || (small && parts.length <= 3 && (capital === 0 || HALF_SMALL.test(name))))
  );
}
