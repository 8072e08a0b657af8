import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Completeness } from '../../src/store/completeness.ts';
import type { Ending, Ledger } from '../../src/store/ledger.ts';

/** A driver's way to an empty ledger and what it counts, and away from both. */
export type CompletenessMaker = () => Promise<{ ledger: Ledger; completeness: Completeness; close(): Promise<void> }>;

const idOf = (n: number): string => n.toString(16).padStart(20, '0');
const signs = { title: true, date: true, byline: true, words: 500 };

/** What every driver must count of sites and feeds, whatever keeps it. */
export function completenessContract(name: string, make: CompletenessMaker): void {
  describe(`what came of sites and feeds in ${name}`, () => {
    let ledger: Ledger;
    let completeness: Completeness;
    let close: () => Promise<void>;
    beforeEach(async () => ({ ledger, completeness, close } = await make()));
    afterEach(() => close());

    async function end(n: number, ending: Ending, { host = 'www.example.org', source = 'api' } = {}): Promise<boolean> {
      const address = host === '' ? `seeds/${n}.txt` : `https://${host}/${n}`;
      const [acceptance] = await ledger.accept([{ id: idOf(n), address, source }], { again: true });
      return ledger.end(idOf(n), acceptance?.row.run ?? 0, ending);
    }
    const all = (site?: string) => completeness.days({ since: '2020-01-01', ...(site === undefined ? {} : { site }) });

    it('counts each ending once, for the site and for the feed that named the document', async () => {
      await end(1, { state: 'indexed', signs }, { source: 'feed:abc' });
      await end(2, { state: 'indexed', signs: { title: false, date: false, byline: false, words: 3 } });
      await end(3, { state: 'rejected', reason: { code: 'no-text', detail: '' } });
      await end(4, { state: 'quarantined', reason: { code: 'timeout', detail: '' } });
      await end(5, { state: 'indexed', reason: { code: 'unchanged', detail: '' } });
      const [feed, site, ...others] = await all();
      expect(others).toEqual([]);
      expect(feed).toMatchObject({ kind: 'feed', name: 'abc', tally: { ended: 1, articles: 1, undated: 0 } });
      expect(site).toMatchObject({
        kind: 'site',
        name: 'example.org',
        day: (await ledger.get(idOf(1)))?.times.ended?.slice(0, 10),
      });
      expect(site?.tally).toEqual({
        ended: 4,
        settled: 1,
        articles: 2,
        quarantined: 1,
        rejected: { 'no-text': 1 },
        untitled: 1,
        undated: 1,
        unsigned: 1,
        lengths: { '4': 1, '17': 1 },
        shortest: [
          { id: idOf(2), words: 3 },
          { id: idOf(1), words: 500 },
        ],
        examples: {
          untitled: [idOf(2)],
          undated: [idOf(2)],
          unsigned: [idOf(2)],
          'rejected:no-text': [idOf(3)],
          quarantined: [idOf(4)],
        },
      });
    });

    it('counts nothing for whoever ends a run second, and nothing of files', async () => {
      await end(1, { state: 'indexed', signs });
      await ledger.end(idOf(1), 1, { state: 'rejected', reason: { code: 'x', detail: '' } });
      await end(2, { state: 'indexed', signs }, { host: '' });
      expect((await all()).map(({ tally }) => [tally.ended, tally.rejected])).toEqual([[1, {}]]);
    });

    it('gives one site with its subdomains, from a day on', async () => {
      for (const [n, host] of ['example.org', 'sport.example.org', 'notexample.org'].entries())
        await end(n, { state: 'indexed', signs }, { host });
      expect((await all('example.org')).map(({ name: site }) => site)).toEqual(['example.org', 'sport.example.org']);
      expect(await completeness.days({ since: '2999-01-01' })).toEqual([]);
    });

    it('keeps a few examples, the newest, and loses none of a hundred endings at once', async () => {
      const reason = { code: 'no-text', detail: '' };
      await Promise.all(Array.from({ length: 100 }, (_, n) => end(n, { state: 'rejected', reason })));
      const [site] = await all();
      expect([site?.tally.rejected, site?.tally.examples['rejected:no-text']?.length]).toEqual([{ 'no-text': 100 }, 3]);
    });
  });
}
