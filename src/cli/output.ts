import { styleText } from 'node:util';
import Table from 'cli-table3';
import { fileTrouble } from '../errors.ts';

/** How a command talks: readable text, or one JSON value for programs. Answers go to stdout, everything else to stderr. */
export type Output = {
  json: boolean;
  /** The answer: `value` with --json, else what `text` makes of it. */
  answer(value: unknown, text: () => string): void;
  /** A remark on the way, on stderr. */
  tell(message: string): void;
  /** Something that went wrong with one input, on stderr; the command goes on and ends with exit code 1. */
  fault(message: string): void;
};

/** Colours obey NO_COLOR, FORCE_COLOR and whether the stream is a terminal, as util.styleText sees it. */
type Style = Parameters<typeof styleText>[0];
export const paint = (style: Style, text: string): string => styleText(style, text, { stream: process.stdout });

/** The output of a command. A reader that goes away (`| head`) ends the program in silence. */
export function openOutput(json: boolean): Output {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    process.stderr.write(`error: the answer cannot be written: ${fileTrouble(error)}\n`);
    process.exit(1);
  });
  return {
    json,
    answer(value, text) {
      process.stdout.write(`${json ? JSON.stringify(value, null, process.stdout.isTTY ? 2 : 0) : text()}\n`);
    },
    tell: (message) => void process.stderr.write(`${message}\n`),
    fault(message) {
      process.exitCode = 1;
      process.stderr.write(`${styleText('red', 'error', { stream: process.stderr })}: ${message}\n`);
    },
  };
}

/** A table with a head, without heavy lines; columns are cut to fit what a cell may hold. */
export function table(head: string[], rows: string[][]): string {
  const sheet = new Table({
    head: head.map((cell) => paint('bold', cell)),
    chars: Object.fromEntries(
      ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left']
        .concat(['left-mid', 'mid', 'mid-mid', 'right', 'right-mid'])
        .map((part) => [part, ''])
        .concat([['middle', '  ']]),
    ),
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
  });
  sheet.push(...rows);
  return sheet.toString().replace(/[ \t]+$/gm, '');
}

/** Text that came from outside, for a terminal: control characters could move the cursor or change its settings. */
export const shown = (text: string): string => text.replace(/\p{Cc}/gu, ' ');

/** Cuts a text to at most `width` characters, with an ellipsis. */
export function cut(text: string, width: number): string {
  const plain = shown(text);
  return plain.length <= width ? plain : `${plain.slice(0, width - 1).toWellFormed()}…`;
}

/** An ending in its colour. */
export function paintState(state: string): string {
  const colours: Record<string, Style> = { indexed: 'green', rejected: 'yellow', quarantined: 'red', accepted: 'cyan' };
  return paint(colours[state] ?? 'reset', state);
}

/** `1 document`, `2 documents`. */
export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
