import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { UsageError } from '../src/errors.ts';
import { readJsonLines } from '../src/sources/jsonl.ts';
import type { Corpus } from './corpus.ts';

/** No line of the benchmark is longer: more is a fault of the file. */
export const longestLine = 256 * 1024 * 1024;

export type PageLine = { id: string | number; url: string | null; html: string };

/**
 * The benchmark's pages, one at a time, through its own pages.mjs; `set` names some of its sets.
 * @throws UsageError for a set that it does not have.
 */
export async function* readPages(corpus: Corpus, set?: string): AsyncGenerator<PageLine> {
  const args = [corpus.pages, ...(set === undefined ? [] : ['--set', set])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  for await (const read of readJsonLines(child.stdout, longestLine)) {
    if ('error' in read) throw new Error(`${corpus.pages}: line ${read.line} ${read.error}`);
    const { html, url } = read.value;
    if (html != null) yield { id: read.id ?? read.line, url: url ?? null, html };
  }
  const [code] = await ended;
  if (code === 2) throw new UsageError('pages.mjs of the benchmark does not take what it was asked, as it says above');
  if (code !== 0) throw new Error(`${corpus.pages} ended with exit code ${code}`);
}
