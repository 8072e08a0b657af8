import { expect, it, vi } from 'vitest';
import { auditFlight } from '../../src/workers/audit-flight.ts';
import { redisSweepLog } from '../../src/workers/sweep-log.ts';
import { working } from './working.ts';

const job = ({ id, run, address }: { id: string; run: number; address: string }) => ({ id, run, address });

async function standing() {
  const line = await working({});
  await line.stop();
  const sweeps = redisSweepLog(line.redis, line.prefix);
  const audit = async () =>
    auditFlight({ ledger: line.ledger, bodies: line.bodies, queues: line.queues, lastSweep: await sweeps.last() });
  /** Rows accepted in these moments, as long ago as the reconciler waits and more. */
  const acceptLongAgo = async (...numbers: number[]) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 120_000 });
    const rows = [];
    for (const n of numbers) rows.push(await line.accept(n));
    vi.useRealTimers();
    return rows;
  };
  return { line, sweeps, audit, acceptLongAgo };
}

it('tells what has a job, what just moved, and what waits for a reconciler that has not swept', async () => {
  const { line, audit, acceptLongAgo } = await standing();
  await line.queues.send('fetch', job(await line.accept(1)));
  await line.accept(2);
  await acceptLongAgo(3);
  expect(await audit()).toEqual({ withJob: 1, justMoved: 1, waiting: 1, breaches: [] });
});

it('names a row without a job that a whole sweep has passed by, and not one that there was no room for', async () => {
  const { sweeps, audit, acceptLongAgo } = await standing();
  const [row] = await acceptLongAgo(1);
  const sweep = { sent: [], closed: [], freed: 0, looked: 1 };
  await sweeps.note({ ...sweep, wasWhole: false }, { began: Date.now(), by: 'test' });
  expect(await audit()).toMatchObject({ waiting: 1, breaches: [] });
  await sweeps.note({ ...sweep, wasWhole: true }, { began: Date.now(), by: 'test' });
  expect(await audit()).toMatchObject({ waiting: 0, breaches: [{ what: 'no-live-job', id: row?.id }] });
});

it('names a body of a run that is not in flight', async () => {
  const { line, audit } = await standing();
  const [flying, ended] = [await line.accept(1), await line.accept(2)];
  await line.ledger.end(ended.id, 1, { state: 'rejected', reason: { code: 'x', detail: '' } });
  for (const ref of [flying, ended, { ...flying, run: 2 }]) await line.bodies.save(ref, 'fetch', new Uint8Array(1));
  expect((await audit()).breaches.map(({ what, id, detail }) => [what, id, detail])).toEqual(
    expect.arrayContaining([
      ['body-orphaned', ended.id, 'run 1'],
      ['body-orphaned', flying.id, 'run 2'],
    ]),
  );
  await line.sweep();
  expect((await audit()).breaches).toEqual([]);
});

it('keeps what the sweeps did, last and in all', async () => {
  const { line, sweeps } = await standing();
  expect(await sweeps.last()).toBeNull();
  const row = await line.accept(1);
  const sweep = { sent: [row], closed: [], freed: 2, looked: 5, wasWhole: true };
  await sweeps.note(sweep, { began: Date.now(), by: 'one' });
  await sweeps.note({ ...sweep, sent: [], closed: [row] }, { began: Date.now(), by: 'two' });
  expect(await sweeps.last()).toMatchObject({
    by: 'two',
    looked: 5,
    sent: 0,
    closed: 1,
    wasWhole: true,
    total: { sweeps: 2, sent: 1, closed: 1, freed: 4 },
  });
});
