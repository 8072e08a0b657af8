import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { trimArchive } from '../../src/archive/retention.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { cli, environment, scratchDir } from '../e2e/cli.ts';

const now = Date.parse('2026-03-10T00:00:00Z');
const nameOf = (n: number): string => `copydesk-2026030${n}000000000-host-1-00000.warc.gz`;

/** An archive of a file a day from the 1st to the 4th of March, 100 bytes each, with the documents a to d; d is in the 1st too. */
async function archived() {
  const dir = await scratchDir();
  const folder = join(dir, 'archive');
  await mkdir(folder);
  const store = openSqliteStore(dir);
  onTestFinished(() => store.close());
  for (const [n, letter] of [
    [1, 'a'],
    [2, 'b'],
    [3, 'c'],
    [4, 'd'],
  ] as const) {
    await writeFile(join(folder, nameOf(n)), Buffer.alloc(100));
    const at = new Date(`2026-03-0${n}T01:00:00Z`);
    await utimes(join(folder, nameOf(n)), at, at);
    const answer = { offset: 0, length: 1, digest: 'x', fetchedAt: at.toISOString() };
    await store.archived.put({ id: letter.repeat(20), run: 1, file: nameOf(n), ...answer });
    if (n === 1) await store.archived.put({ id: 'd'.repeat(20), run: 2, file: nameOf(1), ...answer });
  }
  await writeFile(join(folder, 'CC-NEWS-1.warc.gz'), 'not ours');
  await writeFile(join(folder, `${nameOf(5)}.open`), 'at work');
  return {
    folder,
    store,
    left: async () => (await readdir(folder)).filter((name) => /2026030[1-4]/.test(name)).length,
  };
}

it.each([
  ['all when nothing is said', { archiveKeepDays: null, archiveKeepBytes: null }, 4, null],
  ['what is young enough', { archiveKeepDays: 30, archiveKeepBytes: null }, 4, null],
  ['what is young enough, by days', { archiveKeepDays: 7, archiveKeepBytes: null }, 2, 2],
  ['the newest, by bytes', { archiveKeepDays: null, archiveKeepBytes: 150 }, 1, 3],
  ['what both allow', { archiveKeepDays: 8, archiveKeepBytes: 250 }, 2, 2],
])('keeps %s, and says how many documents are archived no more', async (_, retention, left, documents) => {
  const archive = await archived();
  const trimmed = await trimArchive(archive.folder, retention, archive.store.archived, now);
  expect(await archive.left()).toBe(left);
  expect(trimmed?.documents ?? null).toBe(documents);
  expect((await readdir(archive.folder)).filter((name) => /CC-NEWS|open$/.test(name))).toHaveLength(2);
  if (trimmed !== null) expect(await archive.store.archived.newest('a'.repeat(20))).toBeNull();
  expect(await archive.store.archived.newest('d'.repeat(20))).not.toBeNull();
});

it('refuses to keep nothing', async () => {
  const env = environment(await scratchDir(), { COPYDESK_ARCHIVE_KEEP_DAYS: '0' });
  const { code, stderr } = await cli(['status'], env);
  expect(code).toBe(2);
  expect(stderr).toContain('COPYDESK_ARCHIVE_KEEP_DAYS');
});
