import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ending, type Ledger, requestOf, type Submission } from '../../src/store/ledger.ts';

/** A driver's way to an empty ledger, and away from it. */
export type LedgerMaker = () => Promise<{ ledger: Ledger; close(): Promise<void> }>;

const submission = (n: number, more: Partial<Submission> = {}): Submission => ({
  id: n.toString(16).padStart(20, '0'),
  address: `https://example.org/${n}`,
  source: 'test',
  ...more,
});
const text = (body: string) => ({ mediaType: 'text/plain' as const, bytes: Buffer.from(body) });

/** What every ledger must do, whatever keeps it. */
export function ledgerContract(name: string, make: LedgerMaker): void {
  describe(`the ledger in ${name}`, () => {
    let ledger: Ledger;
    let close: () => Promise<void>;
    beforeEach(async () => ({ ledger, close } = await make()));
    afterEach(() => close());

    it('accepts an address once, and knows it the second time', async () => {
      const [first] = await ledger.accept([submission(1)], { again: false });
      const [second] = await ledger.accept([submission(1)], { again: false });
      expect(first).toMatchObject({ answer: 'accepted', row: { run: 1, state: 'accepted', stage: 'fetch' } });
      expect(second).toMatchObject({ answer: 'known', row: { run: 1 } });
      expect((await ledger.counts()).total).toBe(1);
    });

    it('takes the hints of a later feed where they fill what is missing, and only then', async () => {
      const of = (from: string, title: string | null, publishedAt: string | null) => ({ from, title, publishedAt });
      const steps: [ReturnType<typeof of> | null, string | null][] = [
        [null, null],
        [of('a', 'Harbour opens', null), 'a'],
        [of('b', 'Another title', null), 'a'],
        [of('c', null, '2026-03-01'), 'a'],
        [of('d', 'Harbour opens', '2026-03-01'), 'd'],
        [of('e', 'Again', '2026-03-02'), 'd'],
        [null, 'd'],
      ];
      for (const [hints, from] of steps) {
        const [answer] = await ledger.accept([submission(1, hints === null ? {} : { hints })], { again: false });
        expect(answer?.row.hints?.from ?? null).toBe(from);
      }
      expect((await ledger.get(submission(1).id))?.run).toBe(1);
    });

    it('accepts an address that stands twice in one batch once', async () => {
      const answers = await ledger.accept([submission(1), submission(1)], { again: false });
      expect(answers.map(({ answer }) => answer)).toEqual(['accepted', 'known']);
    });

    it('accepts the same address from many callers at once exactly once', async () => {
      const calls = Array.from({ length: 100 }, () => ledger.accept([submission(1)], { again: false }));
      const answers = (await Promise.all(calls)).flat().map(({ answer }) => answer);
      expect(answers.filter((answer) => answer === 'accepted')).toHaveLength(1);
    });

    it('runs an ended document again when asked, and remembers the earlier run', async () => {
      const { id } = submission(1);
      await ledger.accept([submission(1)], { again: false });
      await ledger.end(id, 1, { state: 'rejected', reason: { code: 'no-text', detail: 'nothing there' } });
      const [again] = await ledger.accept([submission(1)], { again: true });
      expect(again).toMatchObject({ answer: 'run-again', row: { run: 2, state: 'accepted', reason: null } });
      expect(again?.row.past).toMatchObject([{ run: 1, state: 'rejected', reason: { code: 'no-text' } }]);
    });

    it('leaves a document in flight alone even when a new run is asked for', async () => {
      await ledger.accept([submission(1)], { again: false });
      const [again] = await ledger.accept([submission(1)], { again: true });
      expect(again).toMatchObject({ answer: 'known', row: { run: 1 } });
    });

    it('runs an ended document again when its given body has changed, and only then', async () => {
      const { id } = submission(1);
      await ledger.accept([submission(1, { given: text('one') })], { again: false });
      await ledger.end(id, 1, { state: 'indexed' });
      const [same] = await ledger.accept([submission(1, { given: text('one') })], { again: false });
      const [other] = await ledger.accept([submission(1, { given: text('two') })], { again: false });
      expect([same?.answer, other?.answer]).toEqual(['known', 'run-again']);
      expect(Buffer.from((await ledger.given(id))?.bytes ?? []).toString()).toBe('two');
    });

    it('gives a given body back byte for byte, and null where there is none', async () => {
      const bytes = Uint8Array.from({ length: 4096 }, (_, i) => i % 256);
      const fetchedAt = '2024-01-02T03:04:05.000Z';
      await ledger.accept([submission(1, { given: { mediaType: 'text/html', bytes, fetchedAt } }), submission(2)], {
        again: false,
      });
      const given = await ledger.given(submission(1).id);
      expect({ ...given, bytes: [...(given?.bytes ?? [])] }).toEqual({
        mediaType: 'text/html',
        fetchedAt,
        bytes: [...bytes],
      });
      expect(await ledger.given(submission(2).id)).toBeNull();
    });

    it('tells the digest of what a run works on: of the given body, or of what that run fetched', async () => {
      const fetched = { run: 1, etag: null, lastModified: null, digest: 'd', checkedAt: '2024-01-01T00:00:00.000Z' };
      await ledger.accept([submission(1, { given: text('abc') }), submission(2)], { again: false });
      const { id } = submission(2);
      expect(await ledger.digest(id, 1)).toBeNull();
      await ledger.noteFetched(id, 1, fetched);
      expect([await ledger.digest(id, 1), await ledger.digest(id, 2)]).toEqual(['d', null]);
      // The SHA-256 of "abc" in FIPS 180-2, appendix B.1.
      expect(await ledger.digest(submission(1).id, 1)).toBe(
        'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      );
    });

    it('records what is refused at the door as rejected', async () => {
      const refused = { code: 'too-large', detail: 'it holds 20 MB' };
      const [answer] = await ledger.accept([submission(1, { rejected: refused })], { again: false });
      expect(answer?.row).toMatchObject({ state: 'rejected', reason: refused });
    });

    it('notes the stage, the attempt and the time of each step', async () => {
      const { id } = submission(1);
      await ledger.accept([submission(1)], { again: false });
      await ledger.advance(id, 1, 'clean', 3);
      const row = await ledger.get(id);
      expect(row).toMatchObject({ stage: 'clean', attempts: 3 });
      expect(Date.parse(row?.times.clean ?? '')).toBeGreaterThanOrEqual(Date.parse(row?.times.accepted ?? ''));
    });

    it('lets a run end once: the second caller is told so', async () => {
      const { id } = submission(1);
      await ledger.accept([submission(1)], { again: false });
      expect(await ledger.end(id, 1, { state: 'indexed' })).toBe(true);
      expect(await ledger.end(id, 1, { state: 'rejected', reason: { code: 'x', detail: '' } })).toBe(false);
      expect((await ledger.get(id))?.state).toBe('indexed');
    });

    it('takes no step and no ending of an earlier run', async () => {
      const { id } = submission(1);
      await ledger.accept([submission(1)], { again: false });
      await ledger.end(id, 1, { state: 'indexed' });
      await ledger.retry([id]);
      await ledger.advance(id, 1, 'index', 1);
      expect(await ledger.end(id, 1, { state: 'indexed' })).toBe(false);
      expect(await ledger.get(id)).toMatchObject({ run: 2, state: 'accepted', stage: 'fetch' });
    });

    it('knows an address by an id that was made in another way', async () => {
      await ledger.accept([submission(1)], { again: false });
      await ledger.end(submission(1).id, 1, { state: 'indexed' });
      const renamed = submission(9, { address: submission(1).address });
      const [known] = await ledger.accept([renamed], { again: false });
      const [again] = await ledger.accept([renamed], { again: true });
      expect(known).toMatchObject({ answer: 'known', row: { id: submission(1).id } });
      expect(again).toMatchObject({ answer: 'run-again', row: { id: submission(1).id, run: 2 } });
      expect((await ledger.counts()).total).toBe(1);
    });

    const record = { run: 1, etag: '"a"', lastModified: null, digest: 'd1', checkedAt: '2024-01-01T00:00:00.000Z' };

    it('asks with what an earlier run fetched, once that run has ended as indexed', async () => {
      const { id } = submission(1);
      const [first] = await ledger.accept([submission(1)], { again: false });
      await ledger.noteFetched(id, 1, record);
      expect(first && requestOf(first.row)).not.toHaveProperty('known');
      await ledger.end(id, 1, { state: 'indexed' });
      const [again] = await ledger.retry([id]);
      const { checkedAt: _, ...known } = record;
      expect(again && requestOf(again)).toMatchObject({ run: 2, known });
      expect((await ledger.get(id))?.fetched).toEqual(record);
    });

    it.each([['rejected'], ['quarantined']] as const)('does not ask with what a %s run fetched', async (state) => {
      const { id } = submission(1);
      await ledger.accept([submission(1)], { again: false });
      await ledger.noteFetched(id, 1, record);
      await ledger.end(id, 1, { state, reason: { code: 'x', detail: '' } });
      const [again] = await ledger.retry([id]);
      expect(again && requestOf(again)).not.toHaveProperty('known');
    });

    it('forgets what was fetched when a whole run is asked for', async () => {
      const ids = [submission(1).id, submission(2).id];
      await ledger.accept([submission(1), submission(2)], { again: false });
      for (const id of ids) {
        await ledger.noteFetched(id, 1, record);
        await ledger.end(id, 1, { state: 'indexed' });
      }
      const [first] = await ledger.retry(ids.slice(0, 1), { whole: true });
      const [second] = await ledger.accept([submission(2)], { again: true, whole: true });
      expect([first?.fetched, second?.row.fetched]).toEqual([null, null]);
    });

    it('notes no fetch of another run, or of a document that has ended', async () => {
      const { id } = submission(1);
      await ledger.accept([submission(1)], { again: false });
      await ledger.noteFetched(id, 2, record);
      await ledger.end(id, 1, { state: 'indexed' });
      await ledger.noteFetched(id, 1, record);
      expect((await ledger.get(id))?.fetched).toBeNull();
    });

    it('keeps whose article a document shares, until a run makes one of its own', async () => {
      const { id } = submission(1);
      const other = submission(2).id;
      const same = { code: 'same-document', detail: 'same' };
      const run = async (n: number, ending: Ending) => {
        if (n > 1) await ledger.retry([id]);
        await ledger.end(id, n, ending);
        const row = await ledger.get(id);
        return [row?.state, row?.sameAs, row?.reason?.code ?? null];
      };
      await ledger.accept([submission(1)], { again: false });
      expect(await run(1, { state: 'indexed', reason: same, sameAs: other })).toEqual(['indexed', other, same.code]);
      expect(await run(2, { state: 'indexed', reason: { code: 'unchanged', detail: '' } })).toEqual([
        'indexed',
        other,
        'unchanged',
      ]);
      expect(await run(3, { state: 'rejected', reason: { code: 'x', detail: '' } })).toEqual(['rejected', other, 'x']);
      expect(await run(4, { state: 'indexed' })).toEqual(['indexed', null, null]);
      expect((await ledger.get(id))?.past.map(({ reason }) => reason?.code)).toEqual([same.code, 'unchanged', 'x']);
    });

    it('retries what has ended, and leaves out what is in flight or unknown', async () => {
      await ledger.accept([submission(1), submission(2)], { again: false });
      await ledger.end(submission(1).id, 1, { state: 'quarantined', reason: { code: 'error', detail: 'boom' } });
      const rows = await ledger.retry([submission(1).id, submission(2).id, submission(3).id]);
      expect(rows.map(({ id, run }) => [id, run])).toEqual([[submission(1).id, 2]]);
    });

    it('finds by id, by the beginning of an id and by address, and nothing else', async () => {
      const one = submission(1, { id: 'abcd0123456789abcdef' });
      const two = submission(2, { id: 'abcd9999999999999999' });
      await ledger.accept([one, two], { again: false });
      const ids = async (name: string) => (await ledger.find(name)).map(({ id }) => id);
      expect(await ids(one.id)).toEqual([one.id]);
      expect(await ids('abcd9')).toEqual([two.id]);
      expect(await ids('abcd')).toEqual([one.id, two.id]);
      expect(await ids('https://example.org/2')).toEqual([two.id]);
      expect(await ids('abc')).toEqual([]);
      expect(await ids("' OR 1=1 --")).toEqual([]);
    });

    it('lists a state page by page, oldest first, each row once', async () => {
      const all = Array.from({ length: 25 }, (_, i) => submission(i + 1));
      await ledger.accept(all, { again: false });
      const seen: string[] = [];
      for (;;) {
        const after = seen.at(-1);
        const rows = await ledger.list({ state: 'accepted', limit: 10, ...(after === undefined ? {} : { after }) });
        if (rows.length === 0) break;
        seen.push(...rows.map(({ id }) => id));
      }
      expect(seen).toEqual(all.map(({ id }) => id));
    });

    it('lists the rows of one stage when asked for it', async () => {
      await ledger.accept([submission(1), submission(2)], { again: false });
      await ledger.advance(submission(2).id, 1, 'extract', 1);
      const rows = await ledger.list({ state: 'accepted', stage: 'extract', limit: 10 });
      expect(rows.map(({ id }) => id)).toEqual([submission(2).id]);
    });

    it('adds up: accepted = indexed + rejected + quarantined + in flight', async () => {
      await ledger.accept(
        [1, 2, 3, 4, 5].map((n) => submission(n)),
        { again: false },
      );
      const reason = { code: 'x', detail: '' };
      await ledger.end(submission(1).id, 1, { state: 'indexed' });
      await ledger.end(submission(2).id, 1, { state: 'rejected', reason });
      await ledger.end(submission(3).id, 1, { state: 'quarantined', reason });
      await ledger.advance(submission(4).id, 1, 'index', 1);
      expect(await ledger.counts()).toEqual({
        total: 5,
        accepted: 2,
        indexed: 1,
        rejected: 1,
        quarantined: 1,
        inFlight: { fetch: 1, clean: 0, extract: 0, index: 1 },
      });
    });
  });
}
