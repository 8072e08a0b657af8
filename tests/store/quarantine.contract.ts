import { zstdCompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Evidence, noEvidence } from '../../src/store/evidence.ts';
import type { Ledger, StageName } from '../../src/store/ledger.ts';
import type { Quarantine } from '../../src/store/quarantine.ts';

/** A driver's way to an empty quarantine with its ledger, and away from both. */
export type QuarantineMaker = () => Promise<{ ledger: Ledger; quarantine: Quarantine; close(): Promise<void> }>;

const idOf = (n: number): string => n.toString(16).padStart(20, '0');
const evidence: Evidence = {
  stack: 'TypeError: boom\n    at clean (src/clean.ts:1:1)',
  worker: 'desk:12',
  versions: { copydesk: '1.2.3', node: 'v26.0.0', rules: 'abc' },
  body: {
    mediaType: 'text/html',
    url: 'https://www.example.org/1',
    fetchedAt: '2026-01-02T03:04:05.000Z',
    zstd: zstdCompressSync('<p>page</p>'),
  },
  bodyNote: null,
};

/** What every quarantine must do, whatever keeps it. */
export function quarantineContract(name: string, make: QuarantineMaker): void {
  describe(`the quarantine in ${name}`, () => {
    let ledger: Ledger;
    let cases: Quarantine;
    let close: () => Promise<void>;
    beforeEach(async () => ({ ledger, quarantine: cases, close } = await make()));
    afterEach(() => close());

    const accept = (n: number, address = `https://www.example.org/${n}`) =>
      ledger.accept([{ id: idOf(n), address, source: 'test' }], { again: true });
    async function fail(n: number, detail: string, more: { code?: string; stage?: StageName; address?: string } = {}) {
      const { code = 'error', stage = 'clean', address } = more;
      const [acceptance] = await accept(n, address);
      const run = acceptance?.row.run ?? 0;
      await ledger.advance(idOf(n), run, stage, 4);
      await ledger.end(idOf(n), run, { state: 'quarantined', reason: { code, detail }, evidence });
    }

    it('keeps everything that is known of a failure', async () => {
      await fail(1, 'no answer within 30 s', { code: 'timeout' });
      expect(await cases.get(idOf(1))).toMatchObject({
        id: idOf(1),
        run: 1,
        address: 'https://www.example.org/1',
        site: 'example.org',
        stage: 'clean',
        reason: { code: 'timeout', detail: 'no answer within 30 s' },
        cause: 'no answer within <n> s',
        attempts: 4,
        at: (await ledger.get(idOf(1)))?.times.ended,
        stack: evidence.stack,
        worker: 'desk:12',
        versions: evidence.versions,
        bodyBytes: evidence.body?.zstd.length,
        bodyNote: null,
      });
      const body = await cases.body(idOf(1));
      expect({ ...body, zstd: [...(body?.zstd ?? [])] }).toEqual({
        ...evidence.body,
        zstd: [...(evidence.body?.zstd ?? [])],
      });
    });

    it('has a case for an ending without evidence too, and none for what is not quarantined', async () => {
      await accept(1);
      await ledger.end(idOf(1), 1, { state: 'quarantined', reason: { code: 'x', detail: 'y' } });
      await accept(2);
      expect(await cases.get(idOf(1))).toMatchObject({ bodyBytes: null, bodyNote: noEvidence.bodyNote, stack: null });
      expect(await cases.body(idOf(1))).toBeNull();
      expect([await cases.get(idOf(2)), await cases.get(idOf(3)), await cases.body(idOf(3))]).toEqual([
        null,
        null,
        null,
      ]);
    });

    it('writes nothing for whoever ends a run second', async () => {
      await accept(1);
      await ledger.end(idOf(1), 1, { state: 'indexed' });
      const second = await ledger.end(idOf(1), 1, {
        state: 'quarantined',
        reason: { code: 'x', detail: 'y' },
        evidence,
      });
      expect([second, await cases.get(idOf(1)), await cases.count({})]).toEqual([false, null, 0]);
    });

    it('groups by site, stage, code and cause, most first, with the newest as the example', async () => {
      for (const n of [1, 2, 3]) await fail(n, `no answer within ${n * 10} s`, { code: 'timeout', stage: 'fetch' });
      await fail(4, 'no answer within 5 s', { code: 'timeout', stage: 'fetch', address: 'https://news.test/a' });
      await fail(5, 'boom', { address: 'seeds/a.txt' });
      const groups = await cases.groups({}, 10);
      expect(groups.map(({ cases: n, site, stage, code, cause }) => [n, site, stage, code, cause])).toEqual([
        [3, 'example.org', 'fetch', 'timeout', 'no answer within <n> s'],
        [1, null, 'clean', 'error', 'boom'],
        [1, 'news.test', 'fetch', 'timeout', 'no answer within <n> s'],
      ]);
      const times = await Promise.all([1, 2, 3].map(async (n) => (await ledger.get(idOf(n)))?.times.ended ?? ''));
      expect(groups[0]?.first).toBe(times.sort()[0]);
      expect(groups[0]?.last).toBe(times.sort()[2]);
      expect(times.sort()[2]).toBe((await cases.get(groups[0]?.example ?? ''))?.at);
      expect(await cases.groups({}, 1)).toHaveLength(1);
    });

    it('filters by site with its subdomains, stage, error, time and likeness', async () => {
      await fail(1, 'a 1', { code: 'timeout', stage: 'fetch' });
      await fail(2, 'a 2', { code: 'timeout', stage: 'fetch' });
      await fail(3, 'b', { address: 'https://sport.example.org/3' });
      await fail(4, 'c', { address: 'https://notexample.org/4' });
      await fail(5, 'd', { address: 'seeds/a.txt' });
      const found = async (filter: Parameters<Quarantine['list']>[0]): Promise<number[]> => {
        const list = await cases.list(filter, { limit: 10 });
        expect(await cases.count(filter)).toBe(list.length);
        return list.map(({ id }) => Number.parseInt(id, 16)).sort();
      };
      expect(await found({})).toEqual([1, 2, 3, 4, 5]);
      expect(await found({ site: 'example.org' })).toEqual([1, 2, 3]);
      expect(await found({ site: 'sport.example.org' })).toEqual([3]);
      expect(await found({ site: 'files' })).toEqual([5]);
      expect(await found({ stage: 'fetch' })).toEqual([1, 2]);
      expect(await found({ error: 'timeout', site: 'notexample.org' })).toEqual([]);
      expect(await found({ like: idOf(1) })).toEqual([1, 2]);
      expect(await found({ since: '2020-01-01T00:00:00.000Z' })).toEqual([1, 2, 3, 4, 5]);
      expect(await found({ since: '2999-01-01T00:00:00.000Z' })).toEqual([]);
    });

    it('lists in pages, none twice and none left out', async () => {
      for (let n = 1; n <= 7; n++) await fail(n, 'boom');
      const seen: string[] = [];
      for (;;) {
        const after = seen.at(-1);
        const rows = await cases.list({}, { limit: 3, ...(after === undefined ? {} : { after }) });
        seen.push(...rows.map(({ id }) => id));
        if (rows.length < 3) break;
      }
      expect(seen.sort()).toEqual([1, 2, 3, 4, 5, 6, 7].map(idOf));
    });

    it('closes a case while its document is run again, and frees it when that run ends in another way', async () => {
      for (const n of [1, 2]) await fail(n, 'boom');
      await ledger.retry([idOf(1), idOf(2)]);
      expect([await cases.count({}), await cases.get(idOf(1)), await cases.body(idOf(1))]).toEqual([0, null, null]);
      await ledger.end(idOf(1), 2, { state: 'indexed' });
      await ledger.end(idOf(2), 2, { state: 'rejected', reason: { code: 'no-text', detail: 'none' } });
      expect(await cases.count({})).toBe(0);
      await ledger.retry([idOf(1)]);
      await ledger.end(idOf(1), 3, { state: 'quarantined', reason: { code: 'x', detail: 'y' } });
      expect(await cases.get(idOf(1))).toMatchObject({ run: 3, reason: { code: 'x' }, bodyBytes: null });
      expect(await cases.body(idOf(1))).toBeNull();
    });

    it('drops a case: the document has one ending, rejected, that names who, why and what for', async () => {
      for (const n of [1, 2, 3]) await fail(n, 'boom', { code: 'TypeError' });
      await accept(4);
      const rows = await cases.drop([1, 2, 4, 9].map(idOf), { who: 'ann', why: 'a test page' });
      expect(rows.map(({ id, state, reason }) => [id, state, reason?.code])).toEqual([
        [idOf(1), 'rejected', 'dropped'],
        [idOf(2), 'rejected', 'dropped'],
      ]);
      expect(rows[0]?.reason?.detail).toBe('dropped by ann: a test page (quarantined for TypeError: boom)');
      expect(await ledger.counts()).toMatchObject({ total: 4, rejected: 2, quarantined: 1, accepted: 1, indexed: 0 });
      expect([await cases.count({}), await cases.body(idOf(1))]).toEqual([1, null]);
      expect(await cases.drop([idOf(1)], { who: 'ann', why: null })).toEqual([]);
      expect(await ledger.end(idOf(1), 1, { state: 'indexed' })).toBe(false);
    });
  });
}
