import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FeedStore, NewFeed, SeenItem } from '../../src/store/feed-store.ts';

/** A driver's way to an empty feed list, and away from it. */
export type FeedStoreMaker = () => Promise<{ feeds: FeedStore; close(): Promise<void> }>;

const feed = (n: number, more: Partial<NewFeed> = {}): NewFeed => ({
  id: n.toString(16).padStart(12, '0'),
  address: `https://example.org/feed/${n}`,
  title: null,
  category: null,
  parent: null,
  added: '2026-03-01T00:00:00.000Z',
  nextDue: `2026-03-01T0${n}:00:00.000Z`,
  intervalMs: 1_800_000,
  baseline: false,
  ...more,
});
const item = (n: number, more: Partial<SeenItem> = {}): SeenItem => ({
  document: `document-${n}`,
  guid: `guid-${n}`,
  title: null,
  publishedAt: null,
  at: '2026-03-01T00:00:00.000Z',
  ...more,
});

/** What every feed store must do, whatever keeps it. */
export function feedStoreContract(name: string, make: FeedStoreMaker): void {
  describe(`the feed list in ${name}`, () => {
    let feeds: FeedStore;
    let close: () => Promise<void>;
    beforeEach(async () => ({ feeds, close } = await make()));
    afterEach(() => close());

    it('tells what a feed named last, newest first', async () => {
      await feeds.add([feed(1), feed(2)]);
      const at = (hour: number) => `2026-03-01T0${hour}:00:00.000Z`;
      await feeds.update(feed(1).id, (row) => row, [
        item(1, { at: at(1) }),
        item(2, { at: at(3) }),
        item(3, { at: at(2) }),
      ]);
      await feeds.update(feed(2).id, (row) => row, [item(4)]);
      const latest = await feeds.latest(feed(1).id, 2);
      expect(latest).toEqual([item(2, { at: at(3) }), item(3, { at: at(2) })]);
      expect(await feeds.latest('ffffffffffff', 5)).toEqual([]);
    });

    it('adds a feed once, and knows it by its id and by its address', async () => {
      const [added] = await feeds.add([feed(1)]);
      const again = await feeds.add([feed(1), feed(2, { address: feed(1).address })]);
      expect(added).toMatchObject({ answer: 'added', row: { polls: 0, lastPoll: null } });
      expect(again.map(({ answer, row }) => [answer, row.id])).toEqual([
        ['known', feed(1).id],
        ['known', feed(1).id],
      ]);
      expect(await feeds.list()).toHaveLength(1);
    });

    it('finds a feed by its id, the beginning of it, and its address', async () => {
      await feeds.add([feed(1), feed(2)]);
      for (const name of [feed(2).id, feed(2).address])
        expect((await feeds.find(name)).map(({ id }) => id)).toEqual([feed(2).id]);
      expect(await feeds.find('00000000')).toHaveLength(2);
      expect(await feeds.find('nothing')).toEqual([]);
      expect(await feeds.get('ffffffffffff')).toBeNull();
    });

    it('tells which feeds are due, longest overdue first', async () => {
      await feeds.add([feed(3), feed(1), feed(2)]);
      const due = await feeds.due('2026-03-01T02:00:00.000Z', 10);
      expect(due.map(({ id }) => id)).toEqual([feed(1).id, feed(2).id]);
      expect(await feeds.due('2026-03-01T09:00:00.000Z', 1)).toHaveLength(1);
      expect(await feeds.nextDue()).toBe(feed(1).nextDue);
    });

    it('changes a feed and notes what it named in one step', async () => {
      await feeds.add([feed(1), feed(2)]);
      const { id } = feed(1);
      const row = await feeds.update(id, (current) => ({ ...current, polls: current.polls + 1 }), [item(1), item(2)]);
      expect(row?.polls).toBe(1);
      expect((await feeds.get(id))?.polls).toBe(1);
      const seen = await feeds.seen(id, ['document-1', 'document-9'], ['guid-2']);
      expect(seen.map(({ document }) => document).sort()).toEqual(['document-1', 'document-2']);
      expect(await feeds.seen(feed(2).id, ['document-1'], ['guid-1'])).toEqual([]);
    });

    it('loses no change of many at once', async () => {
      await feeds.add([feed(1)]);
      await Promise.all(
        Array.from({ length: 50 }, () =>
          feeds.update(feed(1).id, (current) => ({ ...current, polls: current.polls + 1 })),
        ),
      );
      expect((await feeds.get(feed(1).id))?.polls).toBe(50);
    });

    it('keeps nothing of a change that fails', async () => {
      await feeds.add([feed(1)]);
      const fail = feeds.update(feed(1).id, () => {
        throw new Error('no');
      }, [item(1)]);
      await expect(fail).rejects.toThrow('no');
      expect(await feeds.seen(feed(1).id, ['document-1'], [])).toEqual([]);
    });

    it('does not give a feed the address that another one has', async () => {
      await feeds.add([feed(1), feed(2)]);
      const row = await feeds.update(feed(1).id, (current) => ({ ...current, address: feed(2).address, title: 'new' }));
      expect(row).toMatchObject({ address: feed(1).address, title: 'new' });
    });

    it('removes a feed with its sitemaps and what they named', async () => {
      await feeds.add([feed(1), feed(2, { parent: feed(1).id })]);
      await feeds.update(feed(2).id, (current) => current, [item(1)]);
      expect(await feeds.remove(feed(1).id)).toBe(true);
      expect(await feeds.remove(feed(1).id)).toBe(false);
      expect(await feeds.list()).toEqual([]);
      await feeds.add([feed(2)]);
      expect(await feeds.seen(feed(2).id, ['document-1'], ['guid-1'])).toEqual([]);
      expect(await feeds.update(feed(9).id, (current) => current)).toBeNull();
    });

    it('takes thousands of items in one step', async () => {
      await feeds.add([feed(1)]);
      const many = Array.from({ length: 5_000 }, (_, n) => item(n));
      await feeds.update(feed(1).id, (current) => current, many);
      const documents = many.map(({ document }) => document);
      expect(await feeds.seen(feed(1).id, documents, [])).toHaveLength(5_000);
    });
  });
}
