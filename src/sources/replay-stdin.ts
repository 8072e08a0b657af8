import type { DocumentLimits } from '../archive/response-document.ts';
import type { ReplayItem } from './replay-item.ts';
import { jsonItems } from './replay-lines.ts';
import { warcItems } from './replay-warc.ts';

/** What standard input is called among paths and in messages. */
export const stdinPath = '-';
const shownName = 'standard input';

/**
 * What standard input holds to be replayed: a WARC, gzipped or not, or JSON lines, told by how it begins. Nothing of it can
 * be read again, so that pages are handed in with their bodies.
 */
export async function* replayStdin(
  input: AsyncIterable<Uint8Array>,
  limits: DocumentLimits,
): AsyncGenerator<ReplayItem> {
  const chunks = input[Symbol.asyncIterator]();
  let begin = Buffer.alloc(0);
  while (begin.length < 16) {
    const { value, done } = await chunks.next();
    if (done) break;
    begin = Buffer.concat([begin, value]);
  }
  if (begin.length === 0) return yield { name: shownName, error: 'holds nothing' };
  async function* all(): AsyncGenerator<Uint8Array> {
    yield begin;
    for (;;) {
      const { value, done } = await chunks.next();
      if (done) return;
      yield value;
    }
  }
  if ((begin[0] === 0x1f && begin[1] === 0x8b) || begin.toString('latin1').startsWith('WARC/')) {
    yield* warcItems(all(), { name: shownName, file: null }, limits);
  } else if (/^[\s\ufeff]*\{/.test(begin.toString('utf8'))) yield* jsonItems(all(), shownName, limits.maxBytes);
  else yield { name: shownName, error: 'is neither a WARC nor JSON lines' };
}
