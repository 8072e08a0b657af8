import { foldSpace } from '../reading/fold.ts';
import { joinHardWraps, type TextLine } from './hard-wrap.ts';
import type { ParsedBlock } from './page.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: a form feed ends a line in dumps of paged text
const LINE_END = /\r\n|[\n\r\u000b\u000c\u0085\u2028\u2029]/;
const BULLET = /^(?:[•‣◦▪▫●○■□►▶➤✓✔·⁃∙]\s?|[*+–-]\s)(?=\S)/u;

/**
 * Flattened text as blocks: a line is a block, unless the text is hard-wrapped; `breaks` counts the line ends before
 * it. A bullet makes a list item and stays in its text.
 */
export function flattenedTextBlocks(text: string): ParsedBlock[] {
  const lines: TextLine[] = [];
  let breaks = 0;
  for (const raw of text.split(LINE_END)) {
    const folded = foldSpace(raw);
    if (folded !== '') {
      lines.push({ text: folded, breaks, indented: /^(?:\t| {2,}|\u3000)/.test(raw) });
      breaks = 0;
    }
    breaks++;
  }
  return joinHardWraps(lines).map((line) => ({
    kind: BULLET.test(line.text) && !/\s[-–*]$/.test(line.text) ? 'list-item' : 'paragraph',
    text: line.text,
    breaks: line.breaks,
  }));
}
