import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'bullmq';
import { describe, expect, it } from 'vitest';
import { LaterError, PermanentError } from '../../src/errors.ts';
import { working } from './working.ts';

const job = ({ id, run, address }: { id: string; run: number; address: string }) => ({ id, run, address });

describe('the line', () => {
  it('takes a document through all stages, ends it, and frees its bodies', async () => {
    const line = await working({});
    const row = await line.accept(1);
    await line.queues.send('fetch', job(row));
    expect(await line.ending(row.id)).toMatchObject({ state: 'indexed', stage: 'index' });
    expect([...line.tries.values()]).toEqual([1, 1, 1, 1]);
    await expect.poll(() => line.bodies.count()).toBe(0);
  });

  it('ends a document that a stage rejects, with the reason, and asks no later stage', async () => {
    const line = await working({ clean: () => ({ rejected: { code: 'no-text', detail: 'only menus' } }) });
    const row = await line.accept(1);
    await line.queues.send('fetch', job(row));
    expect(await line.ending(row.id)).toMatchObject({
      state: 'rejected',
      stage: 'clean',
      reason: { code: 'no-text', detail: 'only menus' },
    });
    expect(line.tries.has('extract')).toBe(false);
  });

  it('tries again what fails in an unforeseen way, and goes on', async () => {
    const line = await working({
      extract: (document, attempt) => {
        if (attempt === 1) throw new Error('a hiccup');
        return { next: document };
      },
    });
    const row = await line.accept(1);
    await line.queues.send('fetch', job(row));
    expect(await line.ending(row.id)).toMatchObject({ state: 'indexed' });
    expect(line.tries.get('extract')).toBe(2);
  });

  it('quarantines what fails at every attempt, with the error, the stage and the attempts', async () => {
    const line = await working(
      {
        clean: () => {
          throw new TypeError('boom');
        },
      },
      2,
    );
    const row = await line.accept(1);
    await line.queues.send('fetch', job(row));
    expect(await line.ending(row.id)).toMatchObject({
      state: 'quarantined',
      stage: 'clean',
      attempts: 2,
      reason: { code: 'TypeError', detail: 'boom' },
    });
    expect(line.tries.get('clean')).toBe(2);
  });

  it('quarantines a permanent fault at once', async () => {
    const line = await working(
      {
        clean: () => {
          throw new PermanentError('never');
        },
      },
      5,
    );
    const row = await line.accept(1);
    await line.queues.send('fetch', job(row));
    expect(await line.ending(row.id)).toMatchObject({ state: 'quarantined', attempts: 1 });
  });

  it('puts off without counting an attempt', async () => {
    const line = await working(
      {
        index: (document, attempt) => {
          if (attempt <= 4) throw new LaterError('the disk is full', 20);
          return { next: document };
        },
      },
      2,
    );
    const row = await line.accept(1);
    await line.queues.send('fetch', job(row));
    expect(await line.ending(row.id)).toMatchObject({ state: 'indexed', attempts: 1 });
    expect(line.tries.get('index')).toBe(5);
  });

  it('begins a run again whose body is gone', async () => {
    const line = await working({}, 1);
    const row = await line.accept(1);
    await line.queues.send('clean', job(row));
    await expect.poll(() => line.queues.all[1]?.getJobCountByTypes('waiting', 'active', 'delayed')).toBe(0);
    expect(await line.ledger.get(row.id)).toMatchObject({ state: 'accepted' });
    await line.sweep();
    expect(await line.ending(row.id)).toMatchObject({ state: 'indexed' });
  });

  it('does nothing with a job of an earlier run, or of a document that has ended', async () => {
    const line = await working({});
    const row = await line.accept(1);
    await line.queues.send('fetch', job(row));
    await line.ending(row.id);
    await line.ledger.retry([row.id]);
    await line.queues.send('clean', { ...job(row), run: 7 });
    await sleep(300);
    expect(line.tries.get('clean')).toBe(1);
    expect(await line.ledger.get(row.id)).toMatchObject({ run: 2, state: 'accepted' });
  });

  it('does the work of a job that is sent twice once', async () => {
    const line = await working({
      fetch: async (document) => {
        await sleep(50);
        return { next: document };
      },
    });
    const row = await line.accept(1);
    await Promise.all(Array.from({ length: 20 }, () => line.queues.send('fetch', job(row))));
    await line.ending(row.id);
    await line.queues.send('fetch', job(row));
    await sleep(300);
    expect([...line.tries.values()]).toEqual([1, 1, 1, 1]);
  });
});

describe('a document whose worker dies', () => {
  it.each([
    [19, 'indexed', null],
    [20, 'quarantined', 'its worker died or hung 21 times'],
  ])('after %i times before is %s in a stage that does not isolate', async (before, state, detail) => {
    const line = await working({});
    await line.stop();
    const row = await line.accept(1);
    await line.queues.send('fetch', job(row));
    // A worker that takes the job and is never heard of again.
    const lost = new Worker('fetch', null, { connection: line.redis, prefix: line.prefix, lockDuration: 200 });
    const taken = await lost.getNextJob('lost');
    await line.redis.hset(`${line.prefix}:fetch:${taken?.id}`, 'stc', before);
    await lost.close();
    line.start();
    expect(await line.ending(row.id)).toMatchObject({ state, ...(detail && { reason: { detail } }) });
  });
});

describe('a stage that comes back late', () => {
  it('leaves no body behind when its document has ended meanwhile', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const line = await working({
      clean: async (document) => {
        await held;
        return { next: document };
      },
    });
    const row = await line.accept(1);
    await line.queues.send('fetch', job(row));
    await expect.poll(() => line.tries.has('clean')).toBe(true);
    await line.ledger.end(row.id, 1, { state: 'indexed' });
    await line.bodies.free(row);
    release();
    await line.stop();
    expect(await line.bodies.count()).toBe(0);
    expect(line.tries.has('extract')).toBe(false);
  });
});

describe('a worker that is stopped', () => {
  it('finishes what it has at hand, and leaves the rest to the next one', async () => {
    const line = await working({
      clean: async (document) => {
        await sleep(50);
        return { next: document };
      },
    });
    const rows = await Promise.all(Array.from({ length: 40 }, (_, n) => line.accept(n + 1)));
    await line.queues.sendMany('fetch', rows.map(job));
    await sleep(100);
    await line.stop();
    const left = (await line.ledger.counts()).accepted;
    expect(left).toBeGreaterThan(0);
    await sleep(200);
    expect((await line.ledger.counts()).accepted).toBe(left);
    line.start();
    for (const { id } of rows) await line.ending(id);
    expect([...line.tries.values()]).toEqual([40, 40, 40, 40]);
  });
});
