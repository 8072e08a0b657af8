import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { holdLock } from '../faults/arena/hold-lock.ts';
import { fillDisk, makeImmutable, mountSmall } from '../faults/arena/small-disk.ts';
import { post } from './ask.ts';
import { serving, submitTo } from './serving.ts';

type Refused = { error: { code: string; message: string; hint: string } };

/** A server over the store of a folder, which is a small file system of its own when so many megabytes are named. */
async function over(megabytes: number | null) {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-durable-'));
  const unmount = megabytes === null ? null : await mountSmall(folder, megabytes);
  const store = openSqliteStore(folder);
  onTestFinished(async () => {
    await store.close();
    await unmount?.();
    rmSync(folder, { recursive: true });
  });
  const { url } = await serving({ submit: (urls) => submitTo(store.ledger, urls), ledger: store.ledger });
  let n = 0;
  return {
    folder,
    hand: () => post(`${url}/api/requests`, { urls: [`https://example.org/${++n}`] }),
    /** How many rows a program that opens the file afresh finds. */
    rows: () => {
      const db = new DatabaseSync(join(folder, 'copydesk.db'), { readOnly: true });
      const { n: rows } = db.prepare('SELECT count(*) AS n FROM ledger').get() as { n: number };
      db.close();
      return rows;
    },
  };
}

type Over = Awaited<ReturnType<typeof over>>;

type Hindrance = { name: string; why: RegExp; megabytes: number | null; hinder(desk: Over): Promise<() => unknown> };

const locked: Hindrance = {
  name: 'is locked by another process',
  why: /is locked by another process/,
  megabytes: null,
  hinder: ({ folder }) => holdLock(join(folder, 'copydesk.db')),
};
const unchangeable: Hindrance = {
  name: 'cannot be written any more',
  why: /read-only|disk reports an error|cannot be opened/,
  megabytes: null,
  hinder: ({ folder }) => makeImmutable(['copydesk.db', 'copydesk.db-wal'].map((name) => join(folder, name))),
};
const full: Hindrance = {
  name: 'has a full disk',
  why: /disk is full/,
  megabytes: 8,
  hinder: async ({ folder }) => fillDisk(folder),
};

// Only root may mount a file system and make files unchangeable.
const isRoot = process.getuid?.() === 0;
if (!isRoot) console.log('not root: 503 is tried with a locked store alone, not with a read-only one and a full disk');

it.each(isRoot ? [locked, unchangeable, full] : [locked])(
  '202 only when the row is on disk: while the store $name it is 503 with a reason and a time',
  async ({ why, megabytes, hinder }) => {
    const desk = await over(megabytes);
    expect((await desk.hand()).status).toBe(202);
    expect(desk.rows()).toBe(1);
    const free = await hinder(desk);
    const answer = await desk.hand();
    await free();
    expect([answer.status, Number(answer.headers['retry-after'])]).toEqual([503, 5]);
    expect((answer.json() as Refused).error).toMatchObject({ code: 'not-now', message: expect.stringMatching(why) });
    expect(desk.rows()).toBe(1);
    expect((await desk.hand()).status).toBe(202);
    expect(desk.rows()).toBe(2);
  },
);
