import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Corpus } from '../corpus.ts';
import { readPages } from '../read-pages.ts';

type Id = string | number;

/**
 * Writes pages as JSON lines to `path`, and gives `path`: first `warmUp` of them, then `counted` others. Both are drawn evenly from
 * the whole benchmark; it may have fewer.
 * @param turn the share of the counted pages, 0 to 1, that stands behind the others, so that no pause of V8's falls on one page in
 * every round
 */
export async function writeSample(
  corpus: Corpus,
  { warmUp, counted, turn = 0 }: { warmUp: number; counted: number; turn?: number },
  path: string,
): Promise<string> {
  const ids: Id[] = [];
  for await (const { id } of readPages(corpus)) ids.push(id);
  const toCount = evenly(ids, counted);
  const others = ids.filter((id) => !toCount.has(id));
  const inOrder = [...toCount];
  const first = Math.floor(inOrder.length * turn);
  const lines = async function* () {
    for (const chosen of [evenly(others, warmUp), new Set(inOrder.slice(first)), new Set(inOrder.slice(0, first))])
      for await (const page of readPages(corpus)) if (chosen.has(page.id)) yield `${JSON.stringify(page)}\n`;
  };
  await pipeline(Readable.from(lines()), createWriteStream(path));
  return path;
}

function evenly(ids: readonly Id[], count: number): Set<Id> {
  const step = Math.max(1, ids.length / count);
  return new Set(ids.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step)).slice(0, count));
}
