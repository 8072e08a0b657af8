import { createReadStream } from 'node:fs';
import { readJsonLines } from '../../src/sources/jsonl.ts';
import { longestLine } from '../read-pages.ts';
import { type EngineName, engineNames, engines } from './engines.ts';
import type { Life, Measured } from './measured.ts';
import { silenceConsole, timed } from './timed.ts';

// The process that measures one engine once: node measure-engine.ts ENGINE PAGES.jsonl (warm-up|life) N. Prints one Measured,
// or one Life, as JSON. Pages are read one at a time, so that the memory seen is the engine's and that of one page.
const [, , given, path, what, count] = process.argv;
const name = engineNames.find((one) => one === given);
if (name === undefined || path === undefined || !(what === 'warm-up' || what === 'life') || !/^\d+$/.test(count ?? ''))
  throw new Error('usage: measure-engine.ts ENGINE PAGES.jsonl (warm-up|life) N');

silenceConsole();
process.stdout.write(JSON.stringify(await (what === 'life' ? live : measure)(name, path, Number(count))));

async function* pagesOf(path: string): AsyncGenerator<{ id: string; html: string; url: string | null }> {
  for await (const read of readJsonLines(createReadStream(path), longestLine)) {
    if ('error' in read) throw new Error(`${path}:${read.line} ${read.error}`);
    const { id, html, url } = read.value;
    if (html != null) yield { id: String(id), html, url: url ?? null };
  }
}

/** The first `warmUp` pages are told apart from those that count. */
async function measure(name: EngineName, path: string, warmUp: number): Promise<Measured> {
  const engine = await engines[name]();
  const pages: Measured['pages'] = [];
  const before = { pages: 0, ms: 0 };
  let failed = 0;
  for await (const { id, html, url } of pagesOf(path)) {
    const { ms, threw } = await timed(engine, html, url);
    if (before.pages < warmUp) {
      before.pages++;
      before.ms += ms;
      continue;
    }
    if (threw) failed++;
    pages.push({ id, ms, kilobytes: Buffer.byteLength(html) / 1024 });
  }
  return { pages, warmUp: before, failed, peakMegabytes: process.resourceUsage().maxRSS / 1024 };
}

/** A thread's life: so many pages from its first on, the file's again and again; nothing is left out. */
async function live(name: EngineName, path: string, count: number): Promise<Life> {
  const engine = await engines[name]();
  const life = { pages: 0, ms: 0 };
  while (life.pages < count) {
    const before = life.pages;
    for await (const { html, url } of pagesOf(path)) {
      if (life.pages === count) break;
      life.ms += (await timed(engine, html, url)).ms;
      life.pages++;
    }
    if (life.pages === before) throw new Error(`${path} holds no page`);
  }
  return life;
}
