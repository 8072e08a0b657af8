import { expect, it, onTestFinished } from 'vitest';
import type { FeedAnswer } from '../../src/feeds/feed-fetcher.ts';
import { newFeed } from '../../src/feeds/feed-list.ts';
import { pollFeed } from '../../src/feeds/poll-feed.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { memoryDir } from '../support/memory-dir.ts';
import { chance, day, hour, minute, type SimulatedItem } from './simulated-web.ts';

const begin = Date.parse('2026-03-02T00:00:00Z');
const end = begin + 7 * day;

/** What an item looks like in the feed at a time. */
type Look = { link: string; guid: string; title: string; date: number };
type Unruly = {
  name: string;
  window: number;
  /** Minutes between two items, on the average. */
  every: number;
  look?(item: SimulatedItem, now: number): Partial<Look>;
  /** What is shown, newest first; the window when left out. */
  order?(shown: SimulatedItem[], all: SimulatedItem[]): SimulatedItem[];
  /** An answer in place of the feed. */
  instead?(now: number): 'unchanged' | `http-${number}` | 'page' | null;
  etag?(shown: SimulatedItem[]): string;
  undated?: boolean;
  /** Items may be lost, when the feed has shown them to nobody; the feed's row must then say so. */
  mayLose?: boolean;
};

const within = (now: number, from: number, hours: number): boolean =>
  now >= begin + from && now < begin + from + hours * hour;
const outage = (code: `http-${number}` | 'page' | 'unchanged', from: number, hours: number) => (now: number) =>
  within(now, from, hours) ? code : null;

const publishers: Unruly[] = [
  { name: 'gives every item the time of the poll', window: 20, every: 60, look: (_, now) => ({ date: now }) },
  {
    name: 'sets items right by new dates',
    window: 20,
    every: 60,
    look: ({ n, at }, now) => ({ date: n % 3 === 0 ? Math.floor(now / day) * day : at }),
  },
  { name: 'makes new guids at every poll', window: 20, every: 60, look: ({ n }, now) => ({ guid: `${n}-${now}` }) },
  {
    name: 'counts its readers in its links',
    window: 20,
    every: 60,
    look: ({ n }, now) => ({ link: `https://s.example/${n}?utm_source=rss&utm_campaign=${now}#at=${now}` }),
  },
  {
    name: 'puts a session into its links',
    window: 20,
    every: 60,
    look: ({ n }, now) => ({ link: `https://s.example/${n}?sid=${now}` }),
  },
  {
    name: 'edits its titles',
    window: 20,
    every: 60,
    look: ({ n, at }, now) => ({ title: `Story ${n}${now - at > 2 * hour ? ', now with a picture' : ''}` }),
  },
  {
    name: 'moves to other paths at its relaunch',
    window: 20,
    every: 60,
    look: ({ n }, now) => ({
      link: now > begin + 3 * day ? `https://s.example/news/${n}` : `https://s.example/old/${n}.html`,
    }),
  },
  {
    name: 'is moved from http to https',
    window: 20,
    every: 60,
    look: ({ n }, now) => ({ link: `http${now > begin + 3 * day ? 's' : ''}://s.example/${n}` }),
  },
  {
    name: 'pins an item to its head',
    window: 10,
    every: 90,
    order: (shown, all) => [all[0] as SimulatedItem, ...shown.slice(0, -1)],
  },
  {
    name: 'pins an item, and is down for longer than its window lasts',
    window: 10,
    every: 20,
    undated: true,
    order: (shown, all) => [all[0] as SimulatedItem, ...shown.slice(0, -1)],
    instead: outage('http-503', 2 * day, 12),
    mayLose: true,
  },
  {
    name: 'shows its items in another order each time',
    window: 20,
    every: 60,
    order: (shown) => shown.toSorted((a, b) => ((a.n * 7919) % 101) - ((b.n * 7919) % 101)),
  },
  { name: 'shows the oldest first', window: 20, every: 60, undated: true, order: (shown) => shown.toReversed() },
  {
    name: 'bursts beyond its window of ten now and then',
    window: 10,
    every: 5,
    mayLose: true,
    instead: outage('http-500', 3 * day, 3),
  },
  {
    name: 'is down for six hours with a window of a day',
    window: 48,
    every: 30,
    instead: outage('http-502', 2 * day + 8 * hour, 6),
  },
  { name: 'is not found for a day', window: 60, every: 60, instead: outage('http-404', 2 * day, 24) },
  { name: 'shows a page with status 200 for eight hours', window: 24, every: 60, instead: outage('page', 4 * day, 8) },
  { name: 'says "not modified" for ever, now and then', window: 24, every: 60, etag: () => '"always"' },
  {
    name: 'is one whose cache says "not modified" for five hours',
    window: 24,
    every: 60,
    instead: outage('unchanged', 3 * day, 5),
  },
];

it.each(publishers)(
  'follows for a week a feed that $name',
  async ({ name, window, every, look, order, instead, etag, undated, mayLose }) => {
    const { dir, remove } = await memoryDir('copydesk-unruly-');
    const store = openSqliteStore(dir);
    onTestFinished(async () => {
      await store.close();
      await remove();
    });
    const roll = chance(name.length * 7_717);
    const items: SimulatedItem[] = [];
    for (let at = begin - 3 * day; at < end; at += minute)
      if (roll() < 1 / every) items.push({ n: items.length + 1, at });

    let now = begin;
    const requested: number[] = [];
    const shownOnce = new Set<number>();
    const conditional: boolean[] = [];
    const web = {
      async get(_: string, validators: { etag: string | null }): Promise<FeedAnswer> {
        conditional.push(validators.etag !== null);
        const odd = instead?.(now) ?? null;
        if (odd?.startsWith('http-')) return { status: 'failed', code: odd, detail: odd, retryAfterMs: null };
        const all = items.filter(({ at }) => at <= now);
        const windowed = all.slice(-window).reverse();
        const shown = order?.(windowed, all) ?? windowed;
        const tag = etag?.(shown) ?? `"${windowed[0]?.n}"`;
        if ((odd === 'unchanged' && validators.etag !== null) || validators.etag === tag)
          return { status: 'unchanged', permanent: null, maxAgeMs: null };
        const entries = shown.map((item) => {
          const plain = {
            link: `https://s.example/${item.n}`,
            guid: `${item.n}`,
            title: `Story ${item.n}`,
            date: item.at,
          };
          const { link, guid, title, date } = { ...plain, ...look?.(item, now) };
          if (odd === null) shownOnce.add(item.n);
          const dated = undated ? '' : `<pubDate>${new Date(date).toUTCString()}</pubDate>`;
          return `<item><title>${title}</title><link>${link.replaceAll('&', '&amp;')}</link><guid isPermaLink="false">${guid}</guid>${dated}</item>`;
        });
        const body =
          odd === 'page'
            ? '<!doctype html><html><body>Soon</body></html>'
            : `<rss version="2.0"><channel><title>U</title>${entries.join('')}</channel></rss>`;
        return {
          status: 'ok',
          bytes: Buffer.from(body),
          charset: 'utf-8',
          url: 'https://s.example/feed',
          permanent: null,
          etag: tag,
          lastModified: null,
          maxAgeMs: null,
          hubs: [],
          self: null,
        };
      },
    };
    const needs = {
      feeds: store.feeds,
      web,
      now: () => now,
      async submit(submissions: Parameters<typeof store.ledger.accept>[0]) {
        for (const { answer, row } of await store.ledger.accept(submissions, { again: false }))
          if (answer === 'accepted') requested.push(Number(/\/(\d+)(?:\.html)?(?:[?#]|$)/.exec(row.address)?.[1]));
      },
    };
    const feed = newFeed('https://s.example/feed', begin);
    await store.feeds.add([feed]);
    const told: string[] = [];
    let last = begin;
    for (;;) {
      now = Math.max(now, Math.ceil(Date.parse((await store.feeds.nextDue()) ?? '') / minute) * minute);
      if (now >= end) break;
      const { row, outcome } = await pollFeed(feed.id, needs);
      if (outcome !== 'failed') last = now;
      told.push(...(row?.notes ?? []).map(({ code }) => code));
    }
    const due = items.filter(({ at }) => at <= last && at > begin).map(({ n }) => n);
    const missed = due.filter((n) => !requested.includes(n));
    expect(
      missed.filter((n) => shownOnce.has(n)),
      'what the feed has shown is requested',
    ).toEqual([]);
    expect(requested.length, 'each item is requested once').toBe(new Set(requested).size);
    if (mayLose) expect(missed.length, 'what the feed no longer shows is lost').toBeGreaterThan(0);
    else expect(missed, 'nothing is missed').toEqual([]);
    expect(told.includes('may-have-missed'), 'a loss is told, and nothing else').toBe(missed.length > 0);
    if (etag !== undefined) expect(told).toContain('untrue-304');
    else
      expect(conditional.filter(Boolean).length, 'most polls are conditional').toBeGreaterThan(conditional.length / 2);
  },
);
