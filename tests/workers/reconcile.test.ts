import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { LeaseLostError } from '../../src/redis/lease.ts';
import { article } from '../store/article-store.contract.ts';
import { putArticle } from '../support/put-article.ts';
import { working } from './working.ts';

const job = ({ id, run, address }: { id: string; run: number; address: string }) => ({ id, run, address });

describe('the reconciler', () => {
  it('sends what was accepted and never queued', async () => {
    const line = await working({});
    const row = await line.accept(1);
    const { sent } = await line.sweep();
    expect(sent.map(({ id }) => id)).toEqual([row.id]);
    expect(await line.ending(row.id)).toMatchObject({ state: 'indexed', run: 1 });
  });

  it('repairs a Redis that was emptied in mid-run, bodies and all', async () => {
    const line = await working({
      clean: async (document) => {
        await sleep(100);
        return { next: document };
      },
    });
    const rows = await Promise.all(Array.from({ length: 30 }, (_, n) => line.accept(n + 1)));
    await line.queues.sendMany('fetch', rows.map(job));
    await sleep(150);
    await line.redis.flushdb();
    await sleep(500);
    await line.sweep();
    for (const { id } of rows) expect(await line.ending(id)).toMatchObject({ state: 'indexed' });
    expect(await line.ledger.counts()).toMatchObject({ total: 30, indexed: 30 });
  });

  it('leaves alone what is on its way, waiting, delayed or just accepted', async () => {
    const line = await working({});
    await line.stop();
    const waiting = await line.accept(1);
    await line.queues.send('fetch', job(waiting));
    expect((await line.sweep()).sent).toEqual([]);
    await line.accept(2);
    expect((await line.sweep({ graceMs: 60_000 })).sent).toEqual([]);
  });

  it('closes what was killed between the article and its ending, and does not run it again', async () => {
    const line = await working({});
    const row = await line.accept(1);
    await putArticle(line.articles, article(1, { id: row.id }));
    await line.bodies.save(row, 'extract', new Uint8Array(1));
    const { closed, sent } = await line.sweep();
    expect([closed.map(({ id }) => id), sent]).toEqual([[row.id], []]);
    expect(await line.ledger.get(row.id)).toMatchObject({ state: 'indexed', run: 1 });
    expect([await line.bodies.count(), line.tries.size]).toEqual([0, 0]);
  });

  it('runs again what has the article of an earlier run only', async () => {
    const line = await working({});
    const row = await line.accept(1);
    await putArticle(line.articles, article(1, { id: row.id }));
    await line.ledger.end(row.id, 1, { state: 'indexed' });
    await line.ledger.retry([row.id]);
    const { closed, sent } = await line.sweep();
    expect([closed, sent.map(({ run }) => run)]).toEqual([[], [2]]);
    await line.ending(row.id, 2);
  });

  it('frees bodies and beginnings of fetches of runs that are not in flight, and no others', async () => {
    const line = await working({});
    await line.stop();
    const [ended, flying] = [await line.accept(1), await line.accept(2)];
    await line.ledger.end(ended.id, 1, { state: 'indexed' });
    await line.queues.send('fetch', job(flying));
    const refs = [ended, flying, { ...flying, run: 9 }, { id: 'f'.repeat(20), run: 1 }];
    for (const ref of refs) {
      await line.bodies.save(ref, 'fetch', new Uint8Array(1));
      await line.walks.save(`${ref.id}-${ref.run}`, []);
    }
    expect(await line.sweep({ deep: true })).toMatchObject({ freed: 6 });
    expect(await line.bodies.load(flying, 'fetch')).toHaveLength(1);
    expect([await line.bodies.count(), await line.redis.keys(`${line.prefix}:walk:*`)]).toEqual([
      1,
      [`${line.prefix}:walk:${flying.id}-1`],
    ]);
  });

  it('stops between two pages when its lease is lost', async () => {
    const line = await working({});
    await line.accept(1);
    const check = (): never => {
      throw new LeaseLostError('lost');
    };
    await expect(line.sweep({ lease: { check } })).rejects.toThrow(LeaseLostError);
    expect(line.tries.size).toBe(0);
  });

  it('does no harm when two sweep at once', async () => {
    const line = await working({});
    const rows = await Promise.all(Array.from({ length: 50 }, (_, n) => line.accept(n + 1)));
    await Promise.all([line.sweep(), line.sweep(), line.sweep()]);
    for (const { id } of rows) expect(await line.ending(id)).toMatchObject({ state: 'indexed', run: 1 });
    expect(line.tries.get('index')).toBe(50);
  });
});
