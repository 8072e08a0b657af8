import { hasUnspacedScript } from '../../reading/script.ts';

const byFirst = new WeakMap<readonly string[], Map<string, string[]>>();

/** The labels that begin as the text does. */
function beginning(labels: readonly string[], text: string): readonly string[] {
  let index = byFirst.get(labels);
  if (!index) {
    index = new Map();
    for (const label of labels) {
      const first = label[0] ?? '';
      const list = index.get(first);
      if (list) list.push(label);
      else index.set(first, [label]);
    }
    byFirst.set(labels, index);
  }
  return index.get(text[0] ?? '') ?? [];
}

/** The rest after one or more labels; null without any. */
export function afterLabel(piece: string, labels: readonly string[]): string | null {
  let rest: string | null = null;
  // "ByJane Roe": the label and the name are elements of their own that nothing parts.
  const glued = /^(?:[Bb]y)+ ?(?=\p{Lu})/u.exec(piece);
  if (glued && !piece.startsWith('By ')) return piece.slice(glued[0].length);
  for (let round = 0; round < 3; round++) {
    const lower = (rest ?? piece).toLowerCase();
    const label = beginning(labels, lower).find(
      (one) =>
        lower.startsWith(one) && endsLabel(one, (rest ?? piece).slice(one.length)) && !isCode(rest ?? piece, one),
    );
    if (label === undefined) break;
    rest = (rest ?? piece).slice(label.length).replace(/^[\s:：／/＝=●・|,.]+/u, '');
    if (rest === '') break;
  }
  return rest;
}

/** "홍길동 기자", "山田太郎 記者": the label stands behind. */
export function beforeEnding(piece: string, endings: readonly string[]): string | null {
  if (piece.length > 40) return null;
  const ending = endings.find((one) => piece.endsWith(one) && piece.length > one.length + 1);
  return ending === undefined ? null : piece.slice(0, -ending.length).trim();
}

/** "DE" alone is a language or a country, not a byline's "de". */
const isCode = (text: string, label: string): boolean =>
  label.length <= 3 &&
  text.length === label.length &&
  label !== 'by' &&
  text === text.toUpperCase() &&
  text !== text.toLowerCase();

/** Words that are much else besides a byline's label, given names among that; they need their colon. */
const WEAK = /^(?:text|texte|texto|testo|tekst|teksti|from|words|writer|interview|da|yazan|글|文)$/;
/** Labels that are given names too: "Oleh Rina Dewi", "Oleh Sentsov". */
const GIVEN = /^(?:oleh|per)$/;

function endsLabel(label: string, rest: string): boolean {
  if (WEAK.test(label)) return /^\s*[:：／/＝=●・|]/u.test(rest);
  if (rest === '') return true;
  if (GIVEN.test(label)) return /^(?:\s*[:：]|\s+[^\s,]+\s+\p{Lu})/u.test(rest);
  return hasUnspacedScript(label) ? /^[\s:：／/＝=●・|]/u.test(rest) : /^(?:\s*[:：]|\s|,)/u.test(rest);
}

/** "Guide by Jane Roe", "Posted in Politics by Jane Roe". */
export function afterInnerLabel(piece: string): string | null {
  const match = /^(?:\S+\s){1,4}(?:by|von|par)\s+(?=\p{Lu})/u.exec(piece);
  return match && piece.length <= 90 ? piece.slice(match[0].length) : null;
}
