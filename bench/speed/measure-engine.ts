import { createReadStream } from 'node:fs';
import { readJsonLines } from '../../src/sources/jsonl.ts';
import { longestLine } from '../read-pages.ts';
import { type EngineName, engineNames, engines } from './engines.ts';
import type { Measured } from './measured.ts';

// The process that measures one engine once: node measure-engine.ts ENGINE PAGES.jsonl WARM-UP. Prints one Measured as
// JSON. Pages are read one at a time, so that the memory seen is the engine's and that of one page.
const [, , given, path, warmUp] = process.argv;
const name = engineNames.find((one) => one === given);
if (name === undefined || path === undefined || !Number.isInteger(Number(warmUp)))
  throw new Error('usage: measure-engine.ts ENGINE PAGES.jsonl WARM-UP');

// Peers talk to the console of some pages; the answer stands alone on stdout.
for (const method of ['log', 'warn', 'error', 'info', 'debug'] as const) console[method] = () => {};
process.stdout.write(JSON.stringify(await measure(name, path, Number(warmUp))));

/** The first `warmUp` pages are told apart from those that count. A page on which the engine throws counts with its time. */
async function measure(name: EngineName, path: string, warmUp: number): Promise<Measured> {
  const engine = await engines[name]();
  const pages: Measured['pages'] = [];
  const before = { pages: 0, ms: 0 };
  let failed = 0;
  for await (const read of readJsonLines(createReadStream(path), longestLine)) {
    if ('error' in read) throw new Error(`${path}:${read.line} ${read.error}`);
    const { id, html, url } = read.value;
    if (html == null) continue;
    // Of the one thread: Linux counts a thread's own time in steps of some milliseconds.
    const start = process.cpuUsage();
    let threw = false;
    try {
      await engine(html, url ?? null);
    } catch {
      threw = true;
    }
    const { user, system } = process.cpuUsage(start);
    const ms = (user + system) / 1000;
    if (before.pages < warmUp) {
      before.pages++;
      before.ms += ms;
      continue;
    }
    if (threw) failed++;
    pages.push({ id: String(id), ms, kilobytes: Buffer.byteLength(html) / 1024 });
  }
  return { pages, warmUp: before, failed, peakMegabytes: process.resourceUsage().maxRSS / 1024 };
}
