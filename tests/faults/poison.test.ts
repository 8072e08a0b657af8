import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { idOf } from '../../src/addresses/document-key.ts';
import { loadConfig } from '../../src/config.ts';
import { openDesk } from '../../src/desk.ts';
import { submit } from '../../src/sources/submit.ts';
import type { Submission } from '../../src/store/ledger.ts';
import { environment, scratchDir, until } from '../e2e/cli.ts';
import { testRedisUrl } from '../support/redis.ts';
import type { Deed } from '../workers/poison/deeds.ts';
import { variedSeeds } from './arena/varied-seeds.ts';

const script = fileURLToPath(new URL('./poisoned-work.ts', import.meta.url));
const innocents = 100;

/** Each row: what a document does, in which stage, and how it must end. */
const poisons: [stage: 'clean' | 'extract', deed: Deed, code: string, detail: RegExp][] = [
  ['clean', 'exit', 'crashed', /exited with code: 3/],
  ['clean', 'memory', 'too-much-memory', /clean stage took more than 200 MB/],
  ['clean', 'loop', 'too-slow', /clean stage took longer than 5 s/],
  ['extract', 'slow pattern', 'too-slow', /extract stage took longer than 5 s/],
  ['clean', 'kill', 'crashed', /clean stage: it ended the process that ran it alone by SIGKILL/],
  ['extract', 'crash', 'crashed', /extract stage: it ended the process that ran it alone by SIGSEGV/],
];

function submission(n: number, text: string): Submission {
  const address = `https://poison.example/${n}`;
  return { id: idOf(address), address, source: 'test', given: { mediaType: 'text/plain', bytes: Buffer.from(text) } };
}

it('quarantines poison with what it did, and 100 innocents beside it are indexed, in two processes', {
  timeout: 240_000,
}, async () => {
  const env = environment(join(await scratchDir(), 'data'), {
    REDIS_URL: await testRedisUrl(),
    COPYDESK_REDIS_PREFIX: `poison-${process.pid}`,
    COPYDESK_LOG_LEVEL: 'silent',
    COPYDESK_ISOLATION_THREADS: '2',
    COPYDESK_ISOLATION_TIME_LIMIT_SECONDS: '5',
    COPYDESK_ISOLATION_MEMORY_LIMIT_MB: '200',
  });
  const desk = openDesk(loadConfig({ env, cwd: process.cwd() }), () => {});
  onTestFinished(() => desk.close());
  const opened = await desk.openQueues(false);
  if (opened === null) throw new Error('no Redis');

  const texts = [...variedSeeds(0, innocents)].map(({ text }) => text);
  const last = texts.at(-1) ?? '';
  // The poison lies among the innocents, so that it always has neighbours.
  for (const [at, [stage, deed]] of poisons.entries())
    texts.splice((at + 1) * 14, 0, `${last}\n\nThe minister spoke of poison in ${stage}: ${deed}. He said no more.\n`);
  const submissions = texts.map((text, n) => submission(n, text));
  const { acceptances } = await submit(desk.store.ledger, opened.queues, submissions, { again: false });

  const workers = [startWorker(env), startWorker(env)];
  const { ledger, articles } = desk.store;
  await until(async () => (await ledger.counts()).accepted === 0, 200);

  const rows = await Promise.all(acceptances.map(({ row }) => ledger.get(row.id)));
  const endings = rows.filter((row) => row?.state === 'quarantined').map((row) => row?.reason);
  expect(endings).toEqual(poisons.map(([, , code, detail]) => ({ code, detail: expect.stringMatching(detail) })));
  expect(await ledger.counts()).toMatchObject({ indexed: innocents, quarantined: poisons.length, rejected: 0 });
  expect(await articles.count()).toBe(innocents);

  for (const worker of workers) {
    const { p99 } = await worker.stop();
    // While threads hang and crash, the loop that renews the locks is free.
    expect(p99).toBeLessThan(500);
  }
});

/** A worker that is started anew whenever it dies, as by whatever watches over it. */
function startWorker(env: NodeJS.ProcessEnv): { stop(): Promise<{ p99: number; max: number }> } {
  let child: ChildProcess;
  let stopping = false;
  let said = '';
  function start(): void {
    child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout?.on('data', (text: Buffer) => {
      said += text;
    });
    child.on('exit', () => {
      if (!stopping) start();
    });
  }
  start();
  onTestFinished(() => {
    stopping = true;
    child.kill('SIGKILL');
  });
  return {
    async stop() {
      stopping = true;
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      expect((await closed)[0]).toBe(0);
      return JSON.parse(said.trim().split('\n').at(-1) ?? '');
    },
  };
}
