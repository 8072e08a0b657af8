import { endsSentence } from '../reading/prose.ts';
import { hasUnspacedScript } from '../reading/script.ts';

/** A line of flattened text that is not blank; `indented` says that white space stood before it. */
export type TextLine = { text: string; breaks: number; indented: boolean };

const NARROWEST = 28;
const WIDEST = 140;
const FEWEST_JOINS = 4;

/**
 * Joins the lines of hard-wrapped text (mail, wire feeds, old archives) to paragraphs; other text is left as it is.
 *
 * A wrapped line is one that had no room for the next line's first word: at the text's width, line + space + word runs
 * over. Text is taken for wrapped when most neighbouring lines obey that and break within sentences.
 */
export function joinHardWraps(lines: readonly TextLine[]): readonly TextLine[] {
  const width = usualWidth(lines);
  if (width < NARROWEST || width > WIDEST) return lines;
  let neighbours = 0;
  let full = 0;
  let midSentence = 0;
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1];
    if (!before || line.breaks !== 1) continue;
    neighbours++;
    if (!isFull(before, line, width)) continue;
    full++;
    if (!endsSentence(before.text)) midSentence++;
  }
  if (full < FEWEST_JOINS || full < neighbours * 0.6 || midSentence < full * 0.6) return lines;
  const joined: TextLine[] = [];
  let parts: string[] = [];
  const flush = () => {
    const last = joined.at(-1);
    if (last && parts.length > 0) joined[joined.length - 1] = { ...last, text: parts.join('') };
    parts = [];
  };
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1];
    const goesOn =
      before !== undefined && line.breaks === 1 && isFull(before, line, width) && !(line.indented && !before.indented);
    if (goesOn) parts.push(glue(before.text, line.text), line.text);
    else {
      flush();
      joined.push(line);
      parts = [line.text];
    }
  }
  flush();
  return joined;
}

/** The width the text was wrapped at: the longest line, but for the few that hold an address or the like. */
function usualWidth(lines: readonly TextLine[]): number {
  const lengths = lines.map(({ text }) => text.length).sort((a, b) => a - b);
  return lengths[Math.floor((lengths.length - 1) * 0.95)] ?? 0;
}

function isFull(line: TextLine, next: TextLine, width: number): boolean {
  const space = next.text.indexOf(' ');
  const word = hasUnspacedScript(next.text.slice(0, 1)) ? 2 : space === -1 ? next.text.length : space;
  return line.text.length + 1 + word > width;
}

/** What joins two lines: nothing after a hyphen or between characters of a script without spaces, else a space. */
function glue(before: string, next: string): string {
  if (/\p{L}-$/u.test(before) && /^\p{L}/u.test(next)) return '';
  return hasUnspacedScript(before.slice(-1)) && hasUnspacedScript(next.slice(0, 1)) ? '' : ' ';
}
