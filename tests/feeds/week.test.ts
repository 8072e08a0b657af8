import { expect, it, onTestFinished } from 'vitest';
import { newFeed } from '../../src/feeds/feed-list.ts';
import { longest, shortest } from '../../src/feeds/interval.ts';
import { pollFeed } from '../../src/feeds/poll-feed.ts';
import type { Submission } from '../../src/store/ledger.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { memoryDir } from '../support/memory-dir.ts';
import { chance, day, hour, minute, type Publisher, simulatedWeb, storyAddress } from './simulated-web.ts';

const begin = Date.parse('2026-03-02T00:00:00Z');
const end = begin + 7 * day;
const forms: Publisher['form'][] = ['rss', 'atom', 'json', 'news-sitemap', 'rss-undated', 'rss-one-guid'];

/** How a kind of publisher puts items out: how likely a minute brings one, and how many then; what its feed shows. */
type Kind = { kind: string; count: number; window: number; brings(at: number, roll: number): number };

const hourOf = (at: number): number => new Date(at).getUTCHours();
const kinds: Kind[] = [
  { kind: 'a wire at any hour', count: 6, window: 40, brings: (_, roll) => (roll < 1 / 12 ? 1 : 0) },
  {
    kind: 'a newsroom with nights',
    count: 40,
    window: 25,
    brings: (at, roll) => (hourOf(at) >= 6 && hourOf(at) < 22 && roll < 1 / 45 ? 1 : 0),
  },
  {
    kind: 'a busy desk that shows little',
    count: 10,
    window: 12,
    brings: (at, roll) => (hourOf(at) >= 6 && hourOf(at) < 22 && roll < 1 / 12 ? 1 : 0),
  },
  { kind: 'a small window', count: 10, window: 5, brings: (_, roll) => (roll < 1 / 240 ? 1 : 0) },
  { kind: 'a blog', count: 104, window: 10, brings: (_, roll) => (roll < 1 / (2 * 1440) ? 1 : 0) },
  { kind: 'a daily edition', count: 20, window: 30, brings: (at) => (at % day === 5 * hour ? 12 : 0) },
  { kind: 'bursts', count: 10, window: 30, brings: (at, roll) => (at % (2 * day) < hour && roll < 1 / 6 ? 1 : 0) },
];

function publishersOf(): Publisher[] {
  const roll = chance(20_260_302);
  return kinds
    .flatMap((kind) => Array.from({ length: kind.count }, () => kind))
    .map(({ kind, window, brings }, index): Publisher => {
      const items: Publisher['items'] = [];
      for (let at = begin - 3 * day; at < end; at += minute) {
        for (let more = brings(at, roll()); more > 0; more--) items.push({ n: items.length + 1, at });
      }
      // Every tenth publisher fails for an hour, by day, and comes back; every eleventh moves for good.
      const outage =
        index % 10 === 7
          ? { from: begin + 2 * day + 13 * hour, to: begin + 2 * day + 14 * hour, status: index % 20 === 7 ? 503 : 404 }
          : null;
      const movesAt = index % 11 === 3 ? begin + 3 * day : null;
      const form = forms[index % forms.length] ?? 'rss';
      return {
        address: `https://publisher-${index}.example/feed`,
        kind,
        window,
        form,
        conditional: index % 3 !== 0,
        items,
        outage,
        movesAt,
      };
    });
}

it('follows 200 feeds for a week: every item once, none missed, each poll within the rule, through a crash and a pause', async () => {
  const { dir, remove } = await memoryDir('copydesk-week-');
  let store = openSqliteStore(dir);
  onTestFinished(async () => {
    await store.close();
    await remove();
  });
  let now = begin;
  const publishers = publishersOf();
  const web = simulatedWeb(publishers, () => now);
  const submitted = new Map<string, number>();
  let dies = false;
  const submit = async (submissions: Submission[]): Promise<void> => {
    const acceptances = await store.ledger.accept(submissions, { again: false });
    for (const { row, answer } of acceptances) {
      if (answer === 'accepted') submitted.set(row.address, (submitted.get(row.address) ?? 0) + 1);
    }
    if (dies) throw new Error('the process dies between the ledger and the feed list');
  };
  await store.feeds.add(publishers.map(({ address }) => newFeed(address, begin)));

  const pause = { from: begin + 4 * day + 9 * hour, to: begin + 4 * day + 10 * hour };
  for (;;) {
    const due = await store.feeds.nextDue();
    now = Math.max(now, Math.ceil(Date.parse(due ?? '') / minute) * minute);
    if (now >= end) break;
    if (now >= pause.from && now < pause.to) {
      // Killed in the middle of its polls; nothing is left but what is on disk, and nobody polls for an hour.
      dies = true;
      await Promise.allSettled(
        (await store.feeds.due(new Date(now).toISOString(), 1_000)).map(({ id }) =>
          pollFeed(id, { feeds: store.feeds, web, submit, now: () => now }),
        ),
      );
      await store.close();
      store = openSqliteStore(dir);
      dies = false;
      now = pause.to;
    }
    const rows = await store.feeds.due(new Date(now).toISOString(), 1_000);
    await Promise.all(rows.map(({ id }) => pollFeed(id, { feeds: store.feeds, web, submit, now: () => now })));
  }

  const missed: string[] = [];
  const twice = [...submitted].filter(([, times]) => times > 1);
  const outOfRule: string[] = [];
  for (const publisher of publishers) {
    const polls = web.gets.get(publisher.address) ?? [];
    const last = polls.at(-1) ?? begin;
    const known = publisher.items.filter(({ at }) => at <= begin).slice(-publisher.window);
    const named = [...known, ...publisher.items.filter(({ at }) => at > begin && at <= last)];
    for (const item of named)
      if (!submitted.has(storyAddress(publisher, item)))
        missed.push(`${publisher.kind} ${storyAddress(publisher, item)}`);
    for (const [index, at] of polls.entries()) {
      const gap = at - (polls[index - 1] ?? at);
      const isCrash = at >= pause.from && at <= pause.to + minute;
      if (index > 0 && !isCrash && (gap < shortest || gap > longest + minute))
        outOfRule.push(`${publisher.kind} ${publisher.address} ${gap / minute} min`);
    }
  }
  const tally = Object.fromEntries(
    kinds.map(({ kind, count }) => {
      const all = publishers
        .filter((one) => one.kind === kind)
        .reduce((sum, { address }) => sum + (web.gets.get(address)?.length ?? 0), 0);
      return [kind, Math.round(all / count / 7)];
    }),
  );
  expect({ missed, twice, outOfRule }).toEqual({ missed: [], twice: [], outOfRule: [] });
  // Lively feeds are polled often, silent ones seldom.
  expect(tally['a wire at any hour']).toBeGreaterThan(tally['a blog'] ?? 0);
  expect(tally['a blog']).toBeLessThanOrEqual(8);
  expect(publishers.filter(({ movesAt }) => movesAt !== null).length).toBeGreaterThan(10);
  const rows = await store.feeds.list();
  for (const { address, movesAt } of publishers) {
    if (movesAt !== null) expect(rows.some((row) => row.address === `${address}?moved`)).toBe(true);
  }
}, 300_000);
