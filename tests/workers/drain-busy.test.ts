import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { idOf } from '../../src/addresses/document-key.ts';
import { loadConfig } from '../../src/config.ts';
import { openDesk } from '../../src/desk.ts';
import { submit } from '../../src/sources/submit.ts';
import { environment, scratchDir, until } from '../e2e/cli.ts';
import { testRedisUrl } from '../support/redis.ts';

const program = fileURLToPath(new URL('../faults/programs/poisoned-work.ts', import.meta.url));
const drainSeconds = 4;

it('a worker whose threads hang ends within its time, blames nobody, and leaves no process behind', {
  timeout: 120_000,
}, async () => {
  const env = environment(join(await scratchDir(), 'data'), {
    REDIS_URL: await testRedisUrl(),
    COPYDESK_REDIS_PREFIX: `drain-${process.pid}`,
    COPYDESK_LOG_LEVEL: 'silent',
    COPYDESK_DRAIN_SECONDS: String(drainSeconds),
    COPYDESK_ISOLATION_THREADS: '3',
    COPYDESK_ISOLATION_TIME_LIMIT_SECONDS: '600',
  });
  const desk = openDesk(loadConfig({ env, cwd: process.cwd() }), () => {});
  onTestFinished(() => desk.close());
  const opened = await desk.openQueues(false);
  if (opened === null) throw new Error('no Redis');
  const submissions = ['loop', 'slow pattern', 'exit'].map((deed) => {
    const address = `https://poison.example/${deed}`;
    const text = `The ministry spoke\n\n${'The works begin in the spring. '.repeat(20)}poison in clean: ${deed}. He said no more.`;
    return {
      id: idOf(address),
      address,
      source: 'test',
      given: { mediaType: 'text/plain' as const, bytes: Buffer.from(text) },
    };
  });
  const { acceptances } = await submit(desk.store.ledger, opened.queues, submissions, { again: false });

  const worker = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void worker.kill('SIGKILL'));
  const { ledger } = desk.store;
  // "exit" is judged in the child, which then waits a while for more.
  await until(async () => (await ledger.counts()).quarantined === 1, 60);
  const children = childrenOf(worker.pid ?? 0);
  expect(children).toHaveLength(1);
  expect((await ledger.counts()).inFlight.clean).toBe(2);

  const began = performance.now();
  const ended = once(worker, 'exit');
  worker.kill('SIGTERM');
  expect((await ended)[0]).toBe(0);
  expect((performance.now() - began) / 1000).toBeLessThan(drainSeconds + 2);
  await until(() => children.every((pid) => !isAlive(pid)), 5);

  for (const { row } of acceptances.slice(0, 2)) {
    const job = await opened.queues.all[1]?.getJob(`${row.id}-1`);
    expect({ state: await job?.getState(), attempts: job?.attemptsMade, stalled: job?.stalledCounter }).toEqual({
      state: expect.stringMatching(/delayed|waiting/),
      attempts: 0,
      stalled: 0,
    });
  }
});

/** The processes that a process has started, by /proc. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]) === parent;
      } catch {
        return false;
      }
    });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
