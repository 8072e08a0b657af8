import { once } from 'node:events';
import { readJsonLines } from '../../src/sources/jsonl.ts';
import { flatten } from '../flatten.ts';
import { longestLine } from '../read-pages.ts';
import { engines } from '../speed/engines.ts';
import { isPeer, type Peer } from './peer.ts';

// The predictions of a peer that runs here: node predict-peer.ts PEER < pages.jsonl > predictions.jsonl. Its body is a
// line for each block of the HTML that it gives.
const given = process.argv[2] ?? '';
if (!isPeer(given)) throw new Error('usage: predict-peer.ts PEER < pages.jsonl');
for (const method of ['log', 'warn', 'error', 'info', 'debug'] as const) console[method] = () => {};
await predictAll(given);

async function predictAll(peer: Peer): Promise<void> {
  const engine = await engines[peer]();
  for await (const read of readJsonLines(process.stdin, longestLine)) {
    if ('error' in read) throw new Error(`line ${read.line} ${read.error}`);
    const { id, html, url } = read.value;
    const body = flatten(await contentOf(engine, html ?? '', url ?? null));
    const line = `${JSON.stringify({ id, outcome: 'article', body })}\n`;
    if (!process.stdout.write(line)) await once(process.stdout, 'drain');
  }
}

/** A peer that throws on a page, or finds nothing, has an empty body there. */
async function contentOf(
  engine: (html: string, url: string | null) => unknown,
  html: string,
  url: string | null,
): Promise<string> {
  try {
    const answer = (await engine(html, url)) as { content?: string | null } | null;
    return answer?.content ?? '';
  } catch {
    return '';
  }
}
