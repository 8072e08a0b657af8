import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LaterError } from '../errors.ts';
import { fileName } from './file-name.ts';
import { closeLeftovers } from './leftovers.ts';
import { createWarcFile, type WarcFile } from './warc-file.ts';
import { warcInfo } from './warc-record.ts';

/** Where a record stands: the file's name in the archive folder, and its place in it in bytes. */
export type Place = { file: string; offset: number; length: number };

/** When a file is full, in bytes, and when it is old, in milliseconds; `software` is named in each. */
export type WriterSettings = { folder: string; maxFileBytes: number; maxFileMs: number; software: string };

/** The one writer of a process. */
export type WarcWriter = {
  /**
   * Writes packed records, in order and side by side; resolves with their places once they are on disk.
   * @throws LaterError when the disk is full or cannot be written: nothing was kept of them then.
   */
  append(records: readonly Uint8Array[]): Promise<Place[]>;
  /** @throws LaterError while the disk is known not to take anything, so that nothing is fetched in vain. */
  ready(): void;
  /** Finishes the file at hand. */
  close(): Promise<void>;
};

type Entry = { records: readonly Uint8Array[]; resolve(places: Place[]): void; reject(error: unknown): void };

/** How long a document waits when the disk takes nothing. */
const faultPauseMs = 30_000;
/** How often an idle process looks whether its file is old. */
const lookMs = 60_000;

/**
 * Writes one file at a time. What arrives while the disk is busy is written together with one sync, so that many fetches
 * side by side do not pay for one each.
 */
export function warcWriter({ folder, maxFileBytes, maxFileMs, software }: WriterSettings): WarcWriter {
  const waiting: Entry[] = [];
  let busy: Promise<void> | null = null;
  let current: { file: WarcFile; since: number } | null = null;
  let serial = 0;
  let faultUntil = 0;
  let fault = '';

  const later = (): LaterError => new LaterError(`the archive ${folder} cannot be written: ${fault}`, faultPauseMs);

  async function fileAtHand(): Promise<WarcFile> {
    if (current !== null && (current.file.size() >= maxFileBytes || Date.now() - current.since >= maxFileMs))
      await roll();
    if (current !== null) return current.file;
    await mkdir(folder, { recursive: true });
    if (serial === 0) await closeLeftovers(folder);
    const name = fileName(new Date(), serial++);
    const file = await createWarcFile(join(folder, name));
    try {
      await file.append([await warcInfo(name, software)]);
    } catch (error) {
      // Left open, it would end the process once it is collected.
      await file.finish().catch(() => {});
      throw error;
    }
    current = { file, since: Date.now() };
    return file;
  }

  async function roll(): Promise<void> {
    const done = current;
    current = null;
    await done?.file.finish();
  }

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0);
      try {
        const file = await fileAtHand();
        const offsets = await file.append(batch.flatMap(({ records }) => records));
        for (const { records, resolve } of batch) {
          resolve(records.map(({ length }) => ({ file: file.name, offset: offsets.shift() ?? 0, length })));
        }
      } catch (error) {
        fault = (error as Error).message;
        faultUntil = Date.now() + faultPauseMs;
        for (const { reject } of batch) reject(later());
      }
    }
  }

  /** Does one thing after the other with the file. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const mine = (busy ?? Promise.resolve()).then(work);
    const settled = mine
      .catch(() => {})
      .then(() => {
        if (busy === settled) busy = null;
      });
    busy = settled;
    return mine;
  }

  const timer = setInterval(() => {
    if (current !== null && Date.now() - current.since >= maxFileMs) inTurn(roll).catch(() => {});
  }, lookMs).unref();

  return {
    append: (records) =>
      new Promise((resolve, reject) => {
        waiting.push({ records, resolve, reject });
        if (waiting.length === 1) inTurn(writeAll).catch(reject);
      }),
    ready() {
      if (Date.now() < faultUntil) throw later();
    },
    async close() {
      clearInterval(timer);
      await inTurn(writeAll);
      await inTurn(roll);
    },
  };
}
