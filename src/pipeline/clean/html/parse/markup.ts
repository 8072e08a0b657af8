import { mayBeSpace } from '../../../reading/space.ts';
import { decodeText } from './character-references.ts';
import { raw } from './implied-ends.ts';
import { nameAt } from './name-table.ts';
import { References } from './references.ts';
import { isBlank, isLetter, isSpace, skipSpace } from './signs.ts';
import { NONE, type Tree } from './tree.ts';
import { beginWords, type Word, wordAt } from './word.ts';

const [MARK, DOUBLE, SINGLE, DASH, SLASH, EQUALS, GREATER, QUESTION, BRACKET] = [33, 34, 39, 45, 47, 61, 62, 63, 91];

/**
 * Reads markup from its beginning to its end and hands the tree each tag and text. Reads as htmlparser2 does, but looks
 * for the next sign that matters instead of taking every one in its hand. Linear in the length; never fails on bad markup.
 * What pages hardly ever hold has no steps of its own where that can be: V8 compiles a function anew when it first meets such.
 */
export function readMarkup(html: string, tree: Tree): void {
  beginWords();
  const { length } = html;
  const references = new References(html);
  const pairs: string[] = [];
  let textFrom = 0;
  let at = html.indexOf('<');
  const textUntil = (end: number): void => {
    if (end <= textFrom) return;
    const text = html.slice(textFrom, end);
    if (references.standIn(textFrom, end)) addText(decodeText(text), tree);
    else {
      let first = textFrom;
      while (first < end && isSpace(html.charCodeAt(first))) first++;
      tree.text(text, first === end || (mayBeSpace(html.charCodeAt(first)) && isBlank(text)));
    }
  };
  while (at !== -1 && at + 1 < length) {
    const next = html.charCodeAt(at + 1);
    // Where no tag begins, the sign is text.
    let end = at;
    if (isLetter(next)) {
      textUntil(at);
      end = readTag(html, at + 1, tree, references, pairs);
    } else if (next === SLASH) {
      const from = skipSpace(html, at + 1);
      const code = html.charCodeAt(from);
      // "</>" is text.
      if (code !== GREATER) {
        textUntil(at);
        if (isLetter(code)) end = readEnd(html, from, tree);
        else {
          if (from >= length) return;
          end = html.indexOf('>', from);
          if (end !== -1) tree.comment();
          else addText(html.slice(from), tree);
        }
      }
    } else if (next === QUESTION || next === MARK) {
      textUntil(at);
      end = readAside(html, at + 1, tree);
    }
    if (end === -1) return;
    if (end > at) textFrom = end + 1;
    at = html.indexOf('<', end + 1);
  }
  textUntil(length);
}

const addText = (text: string, tree: Tree): void => tree.text(text, isBlank(text));

/** A closing tag's name from `from` on. Gives the place of its ">"; -1 when the page ends before. */
function readEnd(html: string, from: number, tree: Tree): number {
  // Most tags close what was opened last, and are written alike.
  const { innermost } = tree;
  const end = from + innermost.length;
  if (html.charCodeAt(end) === GREATER && html.startsWith(innermost, from)) {
    tree.end(innermost);
    return end;
  }
  let at = from;
  let hash = 0;
  for (let code = html.charCodeAt(at); code !== GREATER && !isSpace(code); code = html.charCodeAt(++at)) {
    if (at >= html.length) return -1;
    hash = (hash * 31 + code) | 0;
  }
  tree.end(nameAt(html, from, at, hash));
  return html.indexOf('>', at);
}

/** A comment, declaration or instruction. Gives the place of its last sign; -1 when it ends with the page. */
function readAside(html: string, from: number, tree: Tree): number {
  tree.comment();
  if (html.charCodeAt(from) === MARK) {
    const code = html.charCodeAt(from + 1);
    if (code === DASH && html.charCodeAt(from + 2) === DASH) {
      // "<!-->" and "<!--->" are whole.
      const end = html.indexOf('-->', from + 1);
      return end === -1 ? -1 : end + 2;
    }
    if (code === BRACKET && html.startsWith('[CDATA[', from + 1)) {
      const end = html.indexOf(']]>', from + 8);
      return end === -1 ? -1 : end + 2;
    }
  }
  return html.indexOf('>', from + 1);
}

/**
 * An opening tag from its name on, with the raw text of a script and its like. Gives the place of the last sign read.
 * `pairs` is room for its attributes: each element gets a copy, which V8 never makes among its old objects.
 */
function readTag(html: string, from: number, tree: Tree, references: References, pairs: string[]): number {
  const { length } = html;
  let at = from;
  let hash = 0;
  let code = html.charCodeAt(at);
  while (code !== GREATER && code !== SLASH && !isSpace(code)) {
    if (at >= length) return -1;
    hash = (hash * 31 + code) | 0;
    code = html.charCodeAt(++at);
  }
  const name = nameAt(html, from, at, hash);
  let held = 0;
  let classes: Word | null = null;
  let id: Word | null = null;
  let slashed = false;
  for (;;) {
    while (isSpace(code)) code = html.charCodeAt(++at);
    if (at >= length) return -1;
    if (code === GREATER) break;
    if (code === SLASH) {
      at = skipSpace(html, at);
      code = html.charCodeAt(at);
      if (code !== GREATER) continue;
      slashed = true;
      break;
    }
    const nameFrom = at;
    hash = 0;
    do {
      hash = (hash * 31 + code) | 0;
      code = html.charCodeAt(++at);
    } while (code !== EQUALS && code !== GREATER && code !== SLASH && !isSpace(code) && at < length);
    const attribute = nameAt(html, nameFrom, at, hash);
    while (isSpace(code)) code = html.charCodeAt(++at);
    let valueFrom = at;
    let valueTo = at;
    if (code === EQUALS) {
      at = skipSpace(html, at);
      code = html.charCodeAt(at);
      valueFrom = at;
      if (code === DOUBLE || code === SINGLE) {
        valueFrom++;
        at = html.indexOf(code === DOUBLE ? '"' : "'", valueFrom);
        if (at === -1) return -1;
        valueTo = at++;
      } else {
        while (code !== GREATER && !isSpace(code) && at < length) code = html.charCodeAt(++at);
        valueTo = at;
      }
      code = html.charCodeAt(at);
    }
    if (at >= length) return -1;
    let value: string;
    if (attribute === 'class') {
      const word = wordAt(html, valueFrom, valueTo);
      classes ??= word;
      value = word.text;
    } else if (attribute === 'id') {
      const word = wordAt(html, valueFrom, valueTo);
      id ??= word;
      value = word.text;
    } else value = html.slice(valueFrom, valueTo);
    pairs[held++] = attribute;
    pairs[held++] = value;
  }
  const inside = tree.start(
    name,
    held === 0 ? NONE : pairs.slice(0, held),
    slashed,
    references.standIn(from, at),
    classes,
    id,
  );
  return inside && raw.has(name) ? readRaw(html, at + 1, name, tree) : at;
}

/** What stands in a script and its like, up to its end tag. Gives the place of that tag's ">"; -1 when there is none. */
function readRaw(html: string, from: number, name: string, tree: Tree): number {
  for (let at = html.indexOf('</', from); at !== -1; at = html.indexOf('</', at + 2)) {
    const end = at + 2 + name.length;
    const code = html.charCodeAt(end);
    if ((code !== GREATER && !isSpace(code)) || html.slice(at + 2, end).toLowerCase() !== name) continue;
    rawText(html.slice(from, at), name, tree);
    tree.end(name);
    return html.indexOf('>', end);
  }
  rawText(html.slice(from), name, tree);
  return -1;
}

function rawText(text: string, name: string, tree: Tree): void {
  if (text !== '') addText(name === 'title' ? decodeText(text) : text, tree);
}
