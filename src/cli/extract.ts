import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import type { Config } from '../config.ts';
import { UsageError } from '../errors.ts';
import type { Article } from '../pipeline/article.ts';
import type { MediaType, Outcome } from '../pipeline/documents.ts';
import { readJsonLines } from '../sources/jsonl.ts';
import { contextOf } from './context.ts';
import type { Body, Processor } from './process-body.ts';

/** A line of `extract --jsonl` is held whole; longer ones are errors. */
const longestLine = 128 * 1024 * 1024;

type Tools = { config: Config; process: Processor; mediaTypeOf(path: string, bytes: Uint8Array): MediaType };

/** `copydesk extract`: clean and extract without queues or store, one JSON line for each input, in order. */
export function extractCommand(program: Command): void {
  program
    .command('extract')
    .description('clean and extract files or JSON lines, without queues: one line of JSON for each, in order')
    .argument('[file...]', 'HTML or text files, or - for one document on standard input')
    .option('--jsonl', 'read lines of {id, url?, html? | text?, fetchedAt?} from standard input')
    .addHelpText(
      'after',
      `
Each answer: {id, outcome: "article" | "rejected", reason?, kind, title, publisher, bylines, agency, publishedAt,
language, lead, body, captions, removals: [{text, rule, reason}], evidence, ms}. An input that cannot be read gets
{line | id, error}; the run goes on and ends with exit code 1.

Examples:
  copydesk extract page.html
  curl -s https://example.org/news/1 | copydesk extract -
  copydesk extract --jsonl < pages.jsonl > articles.jsonl`,
    )
    .action(async (files: string[], options: { jsonl?: boolean }, command) => {
      const { config } = contextOf(command);
      if ((files.length === 0) !== (options.jsonl === true)) {
        throw new UsageError(
          'name files, or - for standard input, or say --jsonl',
          'copydesk extract --help shows how',
        );
      }
      const { mediaTypeOf, openProcessor } = await import('./process-body.ts');
      const tools = { config, mediaTypeOf, process: openProcessor(config) };
      for await (const answer of options.jsonl ? fromLines(tools) : fromFiles(files, tools)) {
        if ('error' in answer) process.exitCode = 1;
        if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) await once(process.stdout, 'drain');
      }
    });
}

async function* fromFiles(files: string[], tools: Tools): AsyncGenerator<object> {
  for (const file of files) {
    try {
      const { maxBytes } = tools.config.fetch;
      const size = file === '-' ? 0 : (await stat(file)).size;
      const bytes = size > maxBytes ? null : file === '-' ? await buffer(process.stdin) : await readFile(file);
      if (bytes === null || bytes.length > maxBytes) {
        const detail = `it holds ${size || bytes?.length} bytes; fetch.maxBytes allows ${maxBytes}`;
        yield { id: file, outcome: 'rejected', reason: { code: 'too-large', detail } };
        continue;
      }
      const mediaType = tools.mediaTypeOf(file, bytes);
      yield answerOf(file, { address: file, url: null, mediaType, bytes, charset: null, fetchedAt: isoTime() }, tools);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      yield { id: file, error: code === 'ENOENT' ? 'no such file' : message };
    }
  }
}

async function* fromLines(tools: Tools): AsyncGenerator<object> {
  for await (const read of readJsonLines(process.stdin, longestLine)) {
    const id = read.id ?? read.line;
    if ('error' in read) {
      yield { line: read.line, ...(read.id === undefined ? {} : { id }), error: `line ${read.line} ${read.error}` };
      continue;
    }
    const { url, html, text, fetchedAt } = read.value;
    const body = html ?? text;
    if (body == null) {
      yield { line: read.line, id, error: `line ${read.line} has no html or text: extract does not fetch` };
      continue;
    }
    const mediaType = html == null ? ('text/plain' as const) : ('text/html' as const);
    yield answerOf(
      id,
      { address: url ?? String(id), url: url ?? null, mediaType, text: body, fetchedAt: isoTime(fetchedAt) },
      tools,
    );
  }
}

function answerOf(id: string | number, body: Body, { process }: Tools): object {
  const began = performance.now();
  const outcome = process(body);
  return { id, ...shape(outcome), ms: Math.round((performance.now() - began) * 100) / 100 };
}

const isoTime = (at?: string | null): string => new Date(at ?? Date.now()).toISOString();

function shape(outcome: Outcome<Article>): object {
  if ('rejected' in outcome) return { outcome: 'rejected', reason: outcome.rejected };
  const { id: _id, run: _run, address: _address, fetchedAt: _fetchedAt, ...article } = outcome.next;
  return { outcome: 'article', ...article };
}
