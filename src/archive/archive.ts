import { isAbsolute, join } from 'node:path';
import type { Config } from '../config.ts';
import { RetryError } from '../errors.ts';
import type { Fetched } from '../fetch/fetched.ts';
import type { WireTap } from '../fetch/wire-tap.ts';
import type { Outcome } from '../pipeline/documents.ts';
import type { ArchivedAnswer, ArchiveIndex } from '../store/archive-index.ts';
import type { RunRef } from '../store/document-store.ts';
import { exchangeRecords, type Purpose } from './exchange-records.ts';
import { readRecord } from './read-record.ts';
import { recorder } from './recording.ts';
import { type ArchivedPage, pageOf } from './response-document.ts';
import { type WarcWriter, warcWriter } from './warc-writer.ts';

/** The archive as the line knows it. */
export type Archive = {
  /**
   * Lets `fetch` go to the web for a run, keeps what went over the wire, and enters the run in the index when a page came.
   * @throws LaterError when the archive cannot be written: nothing is fetched then, or what came is fetched again.
   */
  keep(run: RunRef & { address: string }, fetch: (tap: WireTap | null) => Promise<Fetched>): Promise<Fetched>;
  /** The same for a feed or sitemap, which belongs to no run: kept, and found by whoever reads the files. */
  keepFeed<T>(address: string, fetch: (tap: WireTap | null) => Promise<T>): Promise<T>;
  /**
   * The page that a run was made of, or is to be made of; null when none is archived.
   * @throws RetryError when it was handed in and its record cannot be read; what can be fetched again is null then.
   */
  pageOf(ref: RunRef): Promise<Outcome<ArchivedPage> | null>;
  close(): Promise<void>;
};

export type ArchiveSettings = Pick<Config, 'archive' | 'archiveMaxFileBytes' | 'archiveMaxFileSeconds' | 'dataDir'> & {
  fetch: Pick<Config['fetch'], 'maxWireBytes' | 'maxBytes' | 'maxRatio'>;
};

/** The folder of the archive's files. */
export const archiveFolder = (dataDir: string): string => join(dataDir, 'archive');

/** Heads of records and answers come on top of the largest body. */
export const largestBlock = ({ maxBytes }: { maxBytes: number }): number => maxBytes + 256 * 1024;

/** Opens the archive of a data folder. With `archive: off` nothing is written, and what is there can still be read. */
export function openArchive(settings: ArchiveSettings, index: ArchiveIndex, version: string): Archive {
  const folder = archiveFolder(settings.dataDir);
  const writer: WarcWriter | null =
    settings.archive === 'off'
      ? null
      : warcWriter({
          folder,
          maxFileBytes: settings.archiveMaxFileBytes,
          maxFileMs: settings.archiveMaxFileSeconds * 1000,
          software: `Copydesk/${version}`,
        });

  /** Lets `fetch` go, and writes what went over the wire; `last` is where the last answer stands. */
  async function recorded<T>(
    address: string,
    purpose: Purpose,
    fetch: (tap: WireTap | null) => Promise<T>,
  ): Promise<{ fetched: T; last: ArchivedAnswer | null }> {
    if (writer === null) return { fetched: await fetch(null), last: null };
    writer.ready();
    const { tap, exchanges } = recorder(settings.fetch.maxWireBytes);
    // A fetch that is put off half-way, or that nobody foresaw, has met hosts all the same.
    const [ended] = await Promise.allSettled([fetch(tap)]);
    const made = await Promise.all(exchanges.map((one) => exchangeRecords(one, address, purpose)));
    const records = made.filter((one) => one !== null);
    const packed = records.flatMap((one) => one.packed);
    const places = packed.length === 0 ? [] : await writer.append(packed);
    if (ended.status === 'rejected') throw ended.reason;
    const last = records.at(-1);
    const place = places.at(-(last?.packed.length ?? 0));
    const isKept = last !== undefined && place !== undefined;
    return {
      fetched: ended.value,
      last: isKept ? { ...place, digest: last.digest, fetchedAt: last.date } : null,
    };
  }

  return {
    async keep({ id, run, address }, fetch) {
      const { fetched, last } = await recorded(address, 'page', fetch);
      if (fetched.status === 'ok' && last) await index.put({ id, run, ...last });
      return fetched;
    },
    keepFeed: async (address, fetch) => (await recorded(address, 'feed', fetch)).fetched,
    async pageOf(ref) {
      const answer = await index.of(ref);
      if (answer === null) return null;
      const read = await readPage(settings, answer);
      if (!('missing' in read)) return read;
      if (!isAbsolute(answer.file)) return null;
      throw new RetryError({ code: 'archive-unreadable', detail: read.missing }, 0);
    },
    close: async () => writer?.close(),
  };
}

/** The page of an archived answer, or why its record cannot be read. */
export async function readPage(
  { dataDir, fetch }: Pick<ArchiveSettings, 'dataDir' | 'fetch'>,
  answer: ArchivedAnswer,
): Promise<Outcome<ArchivedPage> | { missing: string }> {
  const read = await readRecord(archiveFolder(dataDir), answer, largestBlock(fetch));
  return 'missing' in read ? read : pageOf(read.record, fetch);
}
