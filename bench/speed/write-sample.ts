import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Corpus } from '../corpus.ts';
import { readPages } from '../read-pages.ts';

/** Writes `count` pages, drawn evenly from the whole benchmark in its order, as JSON lines to `path`, and gives `path`. */
export async function writeSample(corpus: Corpus, count: number, path: string): Promise<string> {
  const ids: (string | number)[] = [];
  for await (const { id } of readPages(corpus)) ids.push(id);
  const step = Math.max(1, ids.length / count);
  const chosen = new Set(Array.from({ length: Math.min(count, ids.length) }, (_, n) => ids[Math.floor(n * step)]));
  const lines = async function* () {
    for await (const page of readPages(corpus)) if (chosen.has(page.id)) yield `${JSON.stringify(page)}\n`;
  };
  await pipeline(Readable.from(lines()), createWriteStream(path));
  return path;
}
