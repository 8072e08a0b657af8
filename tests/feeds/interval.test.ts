import { describe, expect, it } from 'vitest';
import { newFeed } from '../../src/feeds/feed-list.ts';
import { healthOf, turnoverOf } from '../../src/feeds/habit.ts';
import { intervalAfterError, nextInterval, outsideSkipped } from '../../src/feeds/interval.ts';
import { type FeedRow, newRow } from '../../src/store/feed-store.ts';

const minute = 60_000;
const hour = 60 * minute;
const free = { ttlMs: null, skipHours: [], skipDays: [] };

describe('the interval of a feed', () => {
  it.each([
    ['halves when something is new', 60, { fresh: 1, window: 20, isFirst: false }, {}, 30],
    ['is a quarter when a window has run over', 80, { fresh: 20, window: 20, isFirst: false, isOverrun: true }, {}, 20],
    ['grows by half when nothing is new', 60, { fresh: 0, window: 20, isFirst: false }, {}, 90],
    ['stays at the first poll', 30, { fresh: 20, window: 20, isFirst: true }, {}, 30],
    ['is never shorter than ten minutes', 12, { fresh: 5, window: 20, isFirst: false }, {}, 10],
    ['is never longer than a day', 23 * 60, { fresh: 0, window: 20, isFirst: false }, {}, 24 * 60],
    ['is not shorter than the ttl', 60, { fresh: 1, window: 20, isFirst: false }, { ttlMs: 120 * minute }, 120],
    [
      'is not shorter than the answer may be kept',
      60,
      { fresh: 1, window: 20, isFirst: false },
      { maxAgeMs: 45 * minute },
      45,
    ],
    [
      'is as short as the window needs, whatever the ttl',
      60,
      { fresh: 1, window: 5, isFirst: false },
      { ttlMs: 1440 * minute, turnoverMs: 20 * minute },
      20,
    ],
    [
      'is an hour at most while its habits are not known',
      60,
      { fresh: 0, window: 5, isFirst: false },
      { ageMs: 5 * hour },
      60,
    ],
    ['does not outgrow the window', 60, { fresh: 0, window: 5, isFirst: false }, { turnoverMs: 70 * minute }, 70],
  ])(
    '%s',
    (_, before, found, {
      ttlMs = null,
      maxAgeMs = null,
      ageMs = 1000 * hour,
      turnoverMs = null,
    }: { ttlMs?: number | null; maxAgeMs?: number | null; ageMs?: number; turnoverMs?: number | null }, after) => {
      expect(
        nextInterval(
          before * minute,
          { isOverrun: false, ...found },
          { turnoverMs, maxAgeMs, ageMs, wishes: { ...free, ttlMs } },
        ),
      ).toBe(after * minute);
    },
  );

  it.each([
    ['at once as usual', 30, 1, 'timeout', null, 30],
    ['later each time', 30, 4, 'timeout', null, 240],
    ['six hours later at most', 30, 30, 'http-500', null, 360],
    ['within the hour when it was polled once a day', 1440, 1, 'timeout', null, 60],
    ['when the server says', 30, 1, 'http-503', 5 * hour, 300],
    ['not before ten minutes, whatever the server says', 10, 1, 'http-429', 1_000, 10],
    ['once a day when it is gone', 30, 1, 'http-410', null, 1440],
    ['once a day in the end when it is not found', 30, 20, 'http-404', null, 1440],
  ])('after an error it is tried %s', (_, before, run, code, retryAfterMs, after) => {
    expect(intervalAfterError(before * minute, run, { code, retryAfterMs }, null)).toBe(after * minute);
  });

  it('is tried again before its window has turned over, until the outage lasts', () => {
    const failure = { code: 'timeout', retryAfterMs: null };
    expect(intervalAfterError(40 * minute, 5, failure, 40 * minute)).toBe(40 * minute);
    expect(intervalAfterError(40 * minute, 13, failure, 40 * minute)).toBe(6 * hour);
  });

  it('leaves out the hours and days in which the feed says that nothing comes', () => {
    const at = Date.parse('2026-03-06T22:40:00Z');
    expect(outsideSkipped(at, { ...free, skipHours: [22, 23] })).toBe(Date.parse('2026-03-07T00:00:00Z'));
    expect(outsideSkipped(at, { ...free, skipHours: [22, 23], skipDays: [6, 0] })).toBe(
      Date.parse('2026-03-09T00:00:00Z'),
    );
    expect(outsideSkipped(at, { ...free, skipHours: Array.from({ length: 24 }, (_, hourOfDay) => hourOfDay) })).toBe(
      at,
    );
  });
});

describe('the habit of a feed', () => {
  const items = (...minutes: number[]) => minutes.map((at) => ({ publishedAt: new Date(at * minute).toISOString() }));

  it('is to replace half of its window in the shortest span that half of its items lie in', () => {
    expect(turnoverOf(items(0, 60, 120, 140, 160, 300), 1e12)).toBe(100 * minute);
  });

  it('is not told by a batch, or by dates without a time', () => {
    expect(turnoverOf(items(0, 0, 0, 0, 0, 0), 1e12)).toBeNull();
    expect(
      turnoverOf(
        [
          { publishedAt: '2026-03-01' },
          { publishedAt: '2026-03-02' },
          { publishedAt: '2026-03-03' },
          { publishedAt: '2026-03-04' },
        ],
        1e13,
      ),
    ).toBeNull();
  });

  it.each<[string, number | null, Partial<FeedRow>]>([
    ['new', null, {}],
    ['well', 20, { lastPoll: 'once' }],
    ['silent', 100, { lastPoll: 'once' }],
    ['failing', 20, { lastPoll: 'once', errorRun: 2, lastError: { code: 'timeout', detail: '', at: '' } }],
    ['gone', 20, { lastPoll: 'once', errorRun: 2, lastError: { code: 'http-410', detail: '', at: '' } }],
  ])('makes its health %s', (state, hoursSinceNews, more) => {
    const now = Date.parse('2026-03-20T00:00:00Z');
    const gaps = [2, 3, 4, 5, 6, 20].map((hours) => hours * hour);
    const lastNew = hoursSinceNews === null ? null : new Date(now - hoursSinceNews * hour).toISOString();
    const row = { ...newRow(newFeed('https://example.org/feed', now)), gaps, lastNew, ...more };
    expect(healthOf(row, now).state).toBe(state);
  });
});
