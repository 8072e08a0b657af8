import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { projectDir } from '../../src/config.ts';
import type { Corpus } from '../corpus.ts';
import { flatten } from '../flatten.ts';
import { readPages } from '../read-pages.ts';

/** A way into the pipeline: the page as it is, or flattened to text, without its address, as a dump has it. */
export const ways = ['html', 'text'] as const;
export type Way = (typeof ways)[number];

/**
 * Sends the benchmark's pages through `copydesk extract --jsonl` as its users run it, and writes its answers to `path`.
 * @throws Error when it ends with another exit code than 0.
 */
export async function predict(corpus: Corpus, way: Way, path: string, set?: string): Promise<void> {
  const lines = async function* () {
    for await (const { id, url, html } of readPages(corpus, set))
      yield `${JSON.stringify(way === 'html' ? { id, url, html } : { id, text: flatten(html) })}\n`;
  };
  // COPYDESK_BENCH is the benchmark's own; the command knows its settings only.
  const { COPYDESK_BENCH: _, ...env } = process.env;
  await through([join(projectDir, 'bin/copydesk.mjs'), 'extract', '--jsonl'], lines(), path, env);
}

/** Runs a Node program with these lines as its input and the file as its output. */
export async function through(
  args: string[],
  lines: AsyncIterable<string>,
  path: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'], env });
  const ended = once(child, 'close');
  await Promise.all([pipeline(Readable.from(lines), child.stdin), pipeline(child.stdout, createWriteStream(path))]);
  const [code, signal] = await ended;
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${signal ?? `exit code ${code}`}`);
}
