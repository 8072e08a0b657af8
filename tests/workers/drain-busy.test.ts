import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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

it('a worker whose threads hang ends within its time, and blames nobody', {
  timeout: 120_000,
}, async () => {
  const env = environment(join(await scratchDir(), 'data'), {
    REDIS_URL: await testRedisUrl(),
    COPYDESK_REDIS_PREFIX: `drain-${process.pid}`,
    COPYDESK_LOG_LEVEL: 'silent',
    COPYDESK_DRAIN_SECONDS: String(drainSeconds),
    COPYDESK_ISOLATION_THREADS: '2',
    COPYDESK_ISOLATION_TIME_LIMIT_SECONDS: '600',
  });
  const desk = openDesk(loadConfig({ env, cwd: process.cwd() }), () => {});
  onTestFinished(() => desk.close());
  const opened = await desk.openQueues(false);
  if (opened === null) throw new Error('no Redis');
  const submissions = ['loop', 'slow pattern'].map((deed) => {
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
  const clean = opened.queues.all[1];
  await until(async () => (await clean?.getActiveCount()) === 2, 60);
  await sleep(3_000);

  const began = performance.now();
  const ended = once(worker, 'exit');
  worker.kill('SIGTERM');
  expect((await ended)[0]).toBe(0);
  // The limit of a document is 600 s; the rest is what a busy machine may take to end a process.
  expect((performance.now() - began) / 1000).toBeLessThan(drainSeconds + 10);

  for (const { row } of acceptances) {
    const job = await clean?.getJob(`${row.id}-1`);
    expect({ state: await job?.getState(), attempts: job?.attemptsMade, stalled: job?.stalledCounter }).toEqual({
      state: expect.stringMatching(/delayed|waiting/),
      attempts: 0,
      stalled: 0,
    });
  }
});
