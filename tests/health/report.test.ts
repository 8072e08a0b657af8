import { describe, expect, it } from 'vitest';
import { amounts } from '../../src/health/amounts.ts';
import { isoDay } from '../../src/health/days.ts';
import { remembered } from '../../src/health/remembered.ts';
import { healthReport } from '../../src/health/report.ts';
import type { ScopeDay } from '../../src/store/completeness.ts';
import { addEnding, emptyTally } from '../../src/store/day-tally.ts';
import { type FeedRow, newRow } from '../../src/store/feed-store.ts';
import type { ArticleSigns } from '../../src/store/ledger.ts';
import { watchSite } from './simulated-sites.ts';

const today = 20_000;
const now = today * 86_400_000 + 3_600_000;

/** Days of a site or feed, the last one `until` days before today; `sign` says how an article of a day is. */
function history(
  name: string,
  sign: (daysAgo: number) => Partial<ArticleSigns>,
  { perDay = 20, until = 0, kind = 'site' as ScopeDay['kind'] } = {},
): ScopeDay[] {
  return Array.from({ length: 50 }, (_, n) => n + until).map((daysAgo) => {
    const tally = emptyTally();
    for (let n = 0; n < perDay; n++) {
      const signs = { title: true, date: true, byline: true, words: 400 + n * 20, ...sign(daysAgo) };
      addEnding(tally, `${name}-${daysAgo}-${n}`, { state: 'indexed', signs });
    }
    return { kind, name, day: isoDay(today - daysAgo), tally };
  });
}

const feed = (more: Partial<FeedRow>): FeedRow => ({
  ...newRow({
    id: 'f1',
    address: 'https://example.org/rss',
    title: null,
    category: null,
    parent: null,
    added: '2024-01-01T00:00:00.000Z',
    nextDue: '2024-01-01T00:00:00.000Z',
    intervalMs: 1,
    baseline: false,
  }),
  lastPoll: new Date(now).toISOString(),
  ...more,
});

const report = (days: ScopeDay[], feeds: FeedRow[] = []) =>
  healthReport({ completeness: { days: async () => days }, feeds: { list: async () => feeds } }, now);

describe('the alarms', () => {
  it('are none when all is as it was', async () => {
    expect(await report(history('a.test', () => ({})))).toMatchObject({ alarms: [], sites: 1, judged: 1, feeds: 0 });
  });

  it('tell of a site that lost its dates five days ago, with examples and what to do', async () => {
    const { alarms } = await report(history('a.test', (daysAgo) => ({ date: daysAgo > 4 })));
    expect(alarms).toMatchObject([
      { kind: 'site', name: 'a.test', what: 'no-date', since: isoDay(today - 4), unit: 'share', past: 0, now: 1 },
    ]);
    expect(alarms[0]?.examples).toEqual(['a.test-0-19', 'a.test-0-18', 'a.test-0-17']);
    expect(alarms[0]?.next).toMatch(/^copydesk explain a.test-0-19 /);
    expect(alarms[0] && amounts(alarms[0])).toEqual(['0 %', '100 %']);
  });

  it('tell of bodies that were emptied', async () => {
    const { alarms } = await report(history('a.test', (daysAgo) => (daysAgo > 0 ? {} : { words: 12 })));
    expect(alarms).toMatchObject([{ what: 'short-bodies', since: isoDay(today), now: 1 }]);
  });

  it('tell of a site that fell silent, since the day after its last document', async () => {
    const { alarms } = await report(history('a.test', () => ({}), { until: 3 }));
    expect(alarms).toMatchObject([{ what: 'silent', since: isoDay(today - 2), unit: 'documents', past: 20, now: 0 }]);
  });

  it('tell once when all sites fall at once: it is the line, or a holiday', async () => {
    const days = Array.from({ length: 9 }, (_, n) =>
      history(`s${n}.test`, () => ({}), { until: n < 6 ? 2 : 0 }),
    ).flat();
    const { alarms } = await report(days);
    expect(alarms).toMatchObject([{ kind: 'line', what: 'fewer', past: 120, now: 0 }]);
  });

  it('tell of feeds: silent by their own habit, failing for days, gone, and nothing of a well one', async () => {
    const at = (daysAgo: number): string => new Date(now - daysAgo * 86_400_000).toISOString();
    const gaps = Array(10).fill(3_600_000);
    const { alarms } = await report(
      [],
      [
        feed({ id: 'f1', address: 'https://silent.test/rss', gaps, lastNew: at(3), lastSuccess: at(0) }),
        feed({ id: 'f2', address: 'https://well.test/rss', gaps, lastNew: at(0), lastSuccess: at(0) }),
        feed({
          id: 'f3',
          address: 'https://failing.test/rss',
          errorRun: 9,
          lastError: { code: 'http-500', detail: '', at: at(0) },
          lastSuccess: at(2),
        }),
        feed({
          id: 'f4',
          address: 'https://hiccup.test/rss',
          errorRun: 1,
          lastError: { code: 'timeout', detail: '', at: at(0) },
          lastSuccess: at(0.1),
        }),
        feed({
          id: 'f5',
          address: 'https://gone.test/rss',
          errorRun: 1,
          lastError: { code: 'http-410', detail: '', at: at(0) },
          lastSuccess: at(1),
        }),
      ],
    );
    expect(alarms.map(({ name, what }) => [name, what])).toEqual([
      ['https://silent.test/rss', 'silent'],
      ['https://failing.test/rss', 'failing'],
      ['https://gone.test/rss', 'gone'],
    ]);
    expect(alarms[0] && amounts(alarms[0])).toEqual(['1 h', '3 d']);
  });

  it('tell of a feed what its site does not tell already', async () => {
    const lost = (daysAgo: number) => ({ date: daysAgo > 4 });
    const own = history('f1', lost, { kind: 'feed' });
    const row = feed({ lastNew: new Date(now).toISOString() });
    const alone = await report([...own, ...history('example.org', () => ({}))], [row]);
    expect(alone.alarms).toMatchObject([{ kind: 'feed', name: 'https://example.org/rss', what: 'no-date' }]);
    const both = await report([...own, ...history('example.org', lost)], [row]);
    expect(both.alarms).toMatchObject([{ kind: 'site', name: 'example.org', what: 'no-date' }]);
  });
});

// The whole figures are those of npm run bench:health.
describe('simulated sites', () => {
  it('raise few false alarms: at most 3 in 1,200 site-days', () => {
    const raised = Array.from(
      { length: 40 },
      (_, n) => watchSite(n, 'none', { before: 50, watched: 30 }).raised,
    ).flat();
    expect(raised.length).toBeLessThanOrEqual(3);
  });

  it.each(['no dates', 'tiny bodies', 'rejected', 'silent'] as const)('that break are seen: %s', (trouble) => {
    const busy = Array.from({ length: 40 }, (_, n) => watchSite(500 + n, trouble, { before: 50, watched: 8 })).filter(
      ({ habits }) => habits.perDay >= 15,
    );
    const seen = busy.filter(({ raised }) => raised.length > 0);
    expect(busy.length).toBeGreaterThan(10);
    expect(seen.length / busy.length).toBeGreaterThan(0.8);
  });
});

it('keeps an answer for a minute, and no failure', async () => {
  let [at, asked] = [0, 0];
  const ask = remembered(
    async () => {
      asked += 1;
      if (asked === 1) throw new Error('not yet');
      return asked;
    },
    () => at,
  );
  await expect(ask()).rejects.toThrow('not yet');
  expect([await ask(), await ask(), await ask('a.test')]).toEqual([2, 2, 3]);
  at = 60_000;
  expect(await ask()).toBe(4);
});
