import { describe, expect, it } from 'vitest';
import { RetryError } from '../../src/errors.ts';
import { triesFor, waitAfter } from '../../src/workers/backoff.ts';
import { working } from './working.ts';

const backoff = { attempts: 3, retryDelaysMs: [1_000, 5_000, 60_000] };
const timeout = new RetryError({ code: 'timeout', detail: 'it took too long' }, 0);
const asked = new RetryError({ code: 'http-429', detail: 'too often' }, 30_000);

describe('the waits between tries', () => {
  it.each([
    ['a fault of the web, after the first try', 1, timeout, 0, 1_000],
    ['after the second', 2, timeout, 0, 5_000],
    ['at most half as long again by chance', 3, timeout, 1, 90_000],
    ['not before the time that the host named', 1, asked, 0, 30_000],
    ['longer than the host named when it is our turn to be slower', 3, asked, 0, 60_000],
    ['anything else doubles from a second', 3, new Error('?'), 0, 4_000],
  ])('%s', (_, made, error, chance, ms) => {
    expect(waitAfter(made, error, backoff, chance)).toBe(ms);
  });

  it('are as many as there are waits for a fault of the web, and as is set for any other', () => {
    expect(triesFor(timeout, backoff)).toBe(4);
    expect(triesFor(new Error('?'), backoff)).toBe(3);
  });
});

describe('a fault of the web in the line', () => {
  it('is tried again after its waits, and forgotten when it passes', async () => {
    const tried: number[] = [];
    const line = await working({
      fetch: (document, attempt) => {
        tried.push(performance.now());
        if (attempt < 3) throw timeout;
        return { next: document };
      },
    });
    const row = await line.accept(1);
    await line.queues.send('fetch', row);
    expect(await line.ending(row.id)).toMatchObject({ state: 'indexed' });
    const [first = 0, second = 0, third = 0] = tried;
    expect(tried).toHaveLength(3);
    // The waits that working.ts sets; Redis counts in whole milliseconds.
    expect(second - first).toBeGreaterThan(95);
    expect(third - second).toBeGreaterThan(195);
  });

  it('is quarantined under its own code when it does not', async () => {
    const line = await working({
      fetch: () => {
        throw timeout;
      },
    });
    const row = await line.accept(2);
    await line.queues.send('fetch', row);
    expect(await line.ending(row.id)).toMatchObject({
      state: 'quarantined',
      stage: 'fetch',
      attempts: 3,
      reason: { code: 'timeout', detail: 'it took too long' },
    });
  });
});
