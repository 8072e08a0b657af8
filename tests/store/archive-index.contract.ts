import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';

type Made = Pick<Store, 'ledger' | 'archived'> & { close(): Promise<void> };

const id = 'a'.repeat(20);
const answer = (n: number) => ({
  file: `copydesk-${n}.warc.gz`,
  offset: n * 1_000_000_000_000,
  length: 300 + n,
  digest: `sha1:${n}`,
  fetchedAt: `2026-03-0${n}T10:00:00.000Z`,
});
const submission = (n: number) => ({ id, address: 'https://example.org/1', source: 'test', archived: answer(n) });

/** What every driver's index of the archive must do. */
export function archiveIndexContract(driver: string, make: () => Promise<Made>): void {
  const test = (name: string, work: (store: Made) => Promise<void>) =>
    it(name, async () => {
      const store = await make();
      try {
        await work(store);
      } finally {
        await store.close();
      }
    });

  describe(`the index of the archive in ${driver}`, () => {
    test('finds the answer of a run, and the newest of a document', async ({ archived }) => {
      await archived.put({ id, run: 1, ...answer(2) });
      await archived.put({ id, run: 2, ...answer(1) });
      expect(await archived.of({ id, run: 1 })).toEqual(answer(2));
      expect(await archived.of({ id, run: 3 })).toBeNull();
      expect(await archived.newest(id)).toEqual(answer(2));
      expect(await archived.newest('b'.repeat(20))).toBeNull();
    });

    test('forgets files, and says how many documents have nothing left', async ({ archived }) => {
      const other = 'b'.repeat(20);
      await archived.put({ id, run: 1, ...answer(1) });
      await archived.put({ id, run: 2, ...answer(2) });
      await archived.put({ id: other, run: 1, ...answer(1) });
      expect(await archived.forget([answer(1).file, 'none'])).toBe(1);
      expect(await archived.of({ id, run: 1 })).toBeNull();
      expect(await archived.newest(id)).toEqual(answer(2));
      expect(await archived.forget([answer(1).file])).toBe(0);
    });

    test('keeps one answer a run: the last', async ({ archived }) => {
      await archived.put({ id, run: 1, ...answer(1) });
      await archived.put({ id, run: 1, ...answer(2) });
      expect(await archived.of({ id, run: 1 })).toEqual(answer(2));
      expect(await archived.count()).toBe(1);
    });

    test('holds what is handed in from an archive with its row, for every run again', async ({ archived, ledger }) => {
      const [first] = await ledger.accept([submission(1)], { again: false });
      expect(first?.answer).toBe('accepted');
      expect(await archived.of({ id, run: 1 })).toEqual(answer(1));
      await ledger.end(id, 1, { state: 'indexed' });
      await ledger.retry([id]);
      expect(await archived.of({ id, run: 2 })).toEqual(answer(1));
    });

    test('does not hold what was fetched for a run again: that is fetched anew', async ({ archived, ledger }) => {
      const { archived: _, ...plain } = submission(1);
      await ledger.accept([plain], { again: false });
      await archived.put({ id, run: 1, ...answer(1) });
      await ledger.end(id, 1, { state: 'indexed' });
      await ledger.retry([id]);
      expect(await archived.of({ id, run: 2 })).toBeNull();
    });

    test('lends a run its digest, before that of the fetch and whatever was fetched later', async ({
      archived,
      ledger,
    }) => {
      const { archived: _, ...plain } = submission(1);
      await ledger.accept([plain], { again: false });
      await archived.put({ id, run: 1, ...answer(1) });
      const fetched = { etag: null, lastModified: null, checkedAt: '2026-03-01T10:00:00.000Z' };
      await ledger.noteFetched(id, 1, { run: 1, digest: 'a', ...fetched });
      expect(await ledger.digest(id, 1)).toBe('sha1:1');
      await ledger.end(id, 1, { state: 'indexed' });
      await ledger.retry([id]);
      await ledger.noteFetched(id, 2, { run: 2, digest: 'b', ...fetched });
      expect([await ledger.digest(id, 1), await ledger.digest(id, 2)]).toEqual(['sha1:1', 'b']);
    });

    test('knows every answer that a document ever had, by its digest', async ({ ledger }) => {
      const answers: (string | undefined)[] = [];
      for (const n of [1, 1, 2, 1, 2]) {
        const [acceptance] = await ledger.accept([submission(n)], { again: false });
        answers.push(acceptance?.answer);
        if (acceptance && acceptance.answer !== 'known') await ledger.end(id, acceptance.row.run, { state: 'indexed' });
      }
      expect(answers).toEqual(['accepted', 'known', 'run-again', 'known', 'known']);
    });

    test('gives way to a body that is handed in later, and takes its place in turn', async ({ archived, ledger }) => {
      const { archived: _, ...plain } = submission(1);
      const given = { mediaType: 'text/plain' as const, bytes: Buffer.from('A text.') };
      await ledger.accept([submission(1)], { again: false });
      await ledger.end(id, 1, { state: 'indexed' });
      await ledger.accept([{ ...plain, given }], { again: false });
      expect([await archived.of({ id, run: 2 }), (await ledger.given(id))?.mediaType]).toEqual([null, 'text/plain']);
      await ledger.end(id, 2, { state: 'indexed' });
      await ledger.accept([submission(3)], { again: false });
      expect([await archived.of({ id, run: 3 }), await ledger.given(id)]).toEqual([answer(3), null]);
    });
  });
}
