import { describe, expect, it } from 'vitest';
import { fewer } from '../../src/health/count-test.ts';
import { dayAt, dayNumber, isoDay, weekdayOf } from '../../src/health/days.ts';
import { median, spread } from '../../src/health/robust.ts';
import { worseShare } from '../../src/health/share-test.ts';
import { binomialAtLeast, poissonAtMost } from '../../src/health/tails.ts';

describe('the tails of chance', () => {
  // Figures of R 4: pbinom(x - 1, n, p, lower.tail = FALSE) and ppois(x, mean).
  it.each([
    [0, 10, 0.5, 1],
    [8, 10, 0.5, 0.0546875],
    [10, 10, 0.5, 0.0009765625],
    [5, 5, 0.05, 3.125e-7],
    [3, 1000, 0.001, 0.0802093],
    [5, 10, 0, 0],
    [5, 10, 1, 1],
  ])('%i or more of %i at %f: %f', (x, n, p, chance) => {
    expect(binomialAtLeast(x, n, p)).toBeCloseTo(chance, 6);
  });

  it.each([
    [0, 10, Math.exp(-10)],
    [4, 2, 0.947347],
    [2.9, 2, 0.676676],
    [-1, 2, 0],
  ])('%f or fewer where %f are expected: %f', (x, mean, chance) => {
    expect(poissonAtMost(x, mean)).toBeCloseTo(chance, 6);
  });
});

describe('the middle and the spread', () => {
  it('stay where they are when some values are wild', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([])).toBe(0);
    expect(spread([10, 11, 12, 13, 14, 1e9])).toBeCloseTo(1.4826 * 1.5, 3);
  });
});

it('numbers the days', () => {
  expect([isoDay(dayNumber('2026-11-26')), weekdayOf(dayNumber('2026-11-26'))]).toEqual(['2026-11-26', 4]);
  expect(isoDay(dayAt(Date.parse('2026-11-26T23:59:59.999Z')))).toBe('2026-11-26');
  expect(weekdayOf(dayNumber('1970-01-04'))).toBe(0);
});

const past = (bad: (day: number) => number, of = 20, days = 42) =>
  Array.from({ length: days }, (_, day) => ({ day, bad: bad(day), of }));
const now = (bad: number, of: number) => [{ day: 42, bad, of }];

describe('a share that has become worse', () => {
  it.each([
    ['all of 20 where 1 in 20 was', past(() => 1), now(20, 20), { past: 0.05, now: 1 }],
    ['half of 20 where none was', past(() => 0), now(10, 20), { past: 0, now: 0.5 }],
    ['6 of 6 where none was', past(() => 0), now(6, 6), { past: 0, now: 1 }],
    [
      'a week broken before: the past stays what it was',
      past((day) => (day > 20 && day < 28 ? 20 : 1)),
      now(20, 20),
      { past: 0.05, now: 1 },
    ],
  ])('is told: %s', (_, before, present, found) => {
    expect(worseShare(before, present)).toEqual(found);
  });

  it.each([
    ['no more than usual', past(() => 10), now(10, 20)],
    ['better than usual', past(() => 10), now(0, 20)],
    ['2 of 2: too few to tell', past(() => 0), now(2, 2)],
    ['less than a fifth more', past(() => 0, 1000), now(150, 1000)],
    ['as bad as every Sunday', past((day) => (weekdayOf(day) === 0 ? 16 : 1)), now(18, 20)],
    ['as restless as ever', past((day) => [0, 14, 3, 17, 8][day % 5] ?? 0), now(18, 20)],
    ['a past of a week', past(() => 0, 20, 7), now(20, 20)],
    [
      'a past of 20 documents',
      past((day) => (day % 42 === 0 ? 0 : 0), 0).map((one, n) => ({ ...one, of: n % 2 && n < 40 ? 1 : 0 })),
      now(20, 20),
    ],
    ['nothing now', past(() => 0), now(0, 0)],
  ])('is not: %s', (_, before, present) => {
    expect(worseShare(before, present)).toBeNull();
  });
});

const days = (n: (day: number) => number, count = 42) =>
  Array.from({ length: count }, (_, day) => ({ day, n: n(day) }));

describe('a number of documents that has fallen', () => {
  it.each([
    ['nothing where 20 a day came', days(() => 20), [0], { past: 20, now: 0 }],
    ['nothing for a week where 2 a day came', days(() => 2), Array(7).fill(0), { past: 14, now: 0 }],
    ['10 where 60 came', days((day) => 60 + (day % 3)), [10], { past: 61, now: 10 }],
    [
      'nothing, though a week was silent before',
      days((day) => (day > 20 && day < 28 ? 0 : 30)),
      [0],
      { past: 30, now: 0 },
    ],
  ])('is told: %s', (_, before, present, found) => {
    expect(
      fewer(
        before,
        present.map((n, at) => ({ day: 42 + at, n })),
      ),
    ).toEqual(found);
  });

  it.each([
    ['nothing where 2 a day came', days(() => 2), [0]],
    ['half', days(() => 100), [50]],
    ['a quiet Sunday, as all are', days((day) => (weekdayOf(day) === 0 ? 1 : 50)), [50, 50, 50, 1]],
    ['a burst that is over', days((day) => (day < 38 ? 1 : 500)), [1]],
    ['two weeks of past', days(() => 50, 14), [0]],
    ['as restless as ever', days((day) => [1, 90, 4, 60, 2, 75, 9, 40][day % 8] ?? 0), [1]],
  ])('is not: %s', (_, before, present) => {
    const begin = before.length;
    expect(
      fewer(
        before,
        present.map((n, at) => ({ day: begin + at, n })),
      ),
    ).toBeNull();
  });
});
