import type { ParsedFeed } from '../../src/feeds/parse/feed.ts';
import { parseFeed } from '../../src/feeds/parse/parse-feed.ts';

/** What a corpus case says of its file: where it came from, and what must be read from it. */
export type CorpusCase = { what: string; address?: string; charset?: string; expected: Summary };

/** A feed in short: what is empty is left out, and a note is its code. An item is address, title, date, id, why it is skipped. */
export type Summary = Record<string, unknown>;

/** Reads bytes as the case says they came, and sums up what was read. */
export function summarise(bytes: Uint8Array, { address, charset }: Omit<CorpusCase, 'expected' | 'what'>): Summary {
  const read = parseFeed(bytes, { address: address ?? 'https://news.example/feed', charset: charset ?? null });
  if ('fault' in read) {
    const { code, feeds } = read.fault;
    return feeds.length > 0 ? { fault: code, feeds } : { fault: code };
  }
  return inShort(read.feed);
}

function inShort({ wishes, notes, items, ...feed }: ParsedFeed): Summary {
  const all = {
    ...feed,
    ttlMs: wishes.ttlMs,
    skipHours: wishes.skipHours,
    skipDays: wishes.skipDays,
    items: items.map(({ address, title, publishedAt, id, skip }) =>
      filled({ address, title, publishedAt, id: id === address ? null : id, skip: skip?.code ?? null }),
    ),
    notes: notes.map(({ code }) => code),
  };
  return filled(all);
}

const filled = (given: Summary): Summary =>
  Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  );
