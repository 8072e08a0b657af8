import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LaterError, PoisonError } from '../../src/errors.ts';
import { openIsolation } from '../../src/workers/isolation/isolation.ts';
import type { ThreadSettings } from '../../src/workers/isolation/threads.ts';
import type { LineStage } from '../../src/workers/line.ts';
import { unpack } from '../../src/workers/packing.ts';
import { until } from '../e2e/cli.ts';
import type { Deed } from './poison/deeds.ts';

const file = fileURLToPath(new URL('./poison/thread.ts', import.meta.url));

/** For what is to take too long; beside other tests a thread may wait for seconds until it is its turn. */
const soon = { timeLimitSeconds: 1 };

type Place = { threadId: number; pid: number };

function isolated(settings: Partial<ThreadSettings> = {}) {
  const isolation = openIsolation(
    { file, data: null, threads: 2, timeLimitSeconds: 30, memoryLimitMb: 100, recycleAfter: 1_000, ...settings },
    pino({ level: 'silent' }),
  );
  onTestFinished(() => isolation.close());
  const stage = isolation.stage('clean') as unknown as LineStage;
  return {
    isolation,
    async run(document: { deed: Deed | 'reject' | 'nothing'; ms?: number }, alone = false): Promise<Place> {
      const outcome = await stage.run({ document }, { alone });
      if (!('next' in outcome)) throw new Error(`no outcome: ${JSON.stringify(outcome)}`);
      return (await unpack(await outcome.next())) as Place;
    },
    stage,
  };
}

describe('a document in a thread', { timeout: 60_000 }, () => {
  it.each<[Deed, reason: { code: string; detail: RegExp }]>([
    ['exit', { code: 'crashed', detail: /exited with code: 3/ }],
    ['throw outside', { code: 'crashed', detail: /thrown outside/ }],
    ['memory', { code: 'too-much-memory', detail: /clean stage took more than 100 MB/ }],
    ['loop', { code: 'too-slow', detail: /clean stage took longer than 1 s/ }],
    ['slow pattern', { code: 'too-slow', detail: /clean stage took longer than 1 s/ }],
  ])('that does "%s" is judged by it, and the documents beside it do not notice', async (deed, { code, detail }) => {
    const { run } = isolated({ ...(code === 'too-slow' && soon) });
    const poison = run({ deed });
    const innocents = Promise.all(Array.from({ length: 40 }, () => run({ deed: 'nothing', ms: 20 })));
    const error: unknown = await poison.catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(PoisonError);
    expect((error as PoisonError).reason).toEqual({ code, detail: expect.stringMatching(detail) });
    expect(new Set((await innocents).map(({ pid }) => pid))).toEqual(new Set([process.pid]));
  });

  it('that throws gives the error as it was, its name too', async () => {
    const { run, stage } = isolated();
    await expect(run({ deed: 'overflow' })).rejects.toMatchObject({ name: 'RangeError' });
    await expect(stage.run({ document: { deed: 7 } }, { alone: false })).rejects.toMatchObject({ name: 'ZodError' });
    expect(await stage.run({ document: { deed: 'reject' } }, { alone: false })).toHaveProperty(
      'rejected.code',
      'no-text',
    );
  });

  it('leaves the event loop free while it hangs', async () => {
    const { run } = isolated(soon);
    await run({ deed: 'nothing' });
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    await expect(run({ deed: 'loop' })).rejects.toThrow(/too-slow/);
    delay.disable();
    expect(delay.percentile(90) / 1e6).toBeLessThan(200);
  });

  it('does not wait at the cost of its time', async () => {
    const { run } = isolated({ threads: 1, timeLimitSeconds: 5 });
    const places = await Promise.all(Array.from({ length: 8 }, () => run({ deed: 'nothing', ms: 800 })));
    expect(new Set(places.map(({ threadId }) => threadId)).size).toBe(1);
  });

  it('gets a new thread when its thread holds more than half of what it may, and is itself not blamed', async () => {
    const { run } = isolated({ threads: 1 });
    const { threadId: first } = await run({ deed: 'nothing' });
    for (let n = 0; n < 10; n++) expect((await run({ deed: 'nothing', ms: 50 })).threadId).toBe(first);
    expect((await run({ deed: 'grow' })).threadId).toBe(first);
    await until(async () => (await run({ deed: 'nothing', ms: 50 })).threadId !== first, 20);
  });

  it('gets a new thread when its thread has done its share', async () => {
    const { run } = isolated({ threads: 1, recycleAfter: 5 });
    const threads = new Set<number>();
    for (let n = 0; n < 60 && threads.size < 3; n++) threads.add((await run({ deed: 'nothing', ms: 50 })).threadId);
    expect(threads.size).toBe(3);
  });
});

describe('a document alone', { timeout: 60_000 }, () => {
  it('runs in another process, where it can do no harm, and its outcome counts', async () => {
    const { run } = isolated();
    const { pid } = await run({ deed: 'nothing' }, true);
    expect(pid).not.toBe(process.pid);
    expect((await run({ deed: 'nothing' }, true)).pid).toBe(pid);
  });

  it.each<[Deed, reason: { code: string; detail: RegExp }]>([
    ['kill', { code: 'crashed', detail: /ended the process that ran it alone by SIGKILL/ }],
    ['crash', { code: 'crashed', detail: /ended the process that ran it alone by SIGSEGV/ }],
    ['buffers', { code: 'too-much-memory', detail: /more than 100 MB/ }],
    ['loop', { code: 'too-slow', detail: /longer than 1 s/ }],
  ])('that does "%s" is judged by it, and not those that wait for their turn', async (deed, { code, detail }) => {
    const { run } = isolated({ ...(code === 'too-slow' && soon) });
    const poison = run({ deed }, true).catch((fault: unknown) => fault);
    const innocents = [run({ deed: 'nothing' }, true), run({ deed: 'nothing' }, true)];
    expect(await poison).toMatchObject({ reason: { code, detail: expect.stringMatching(detail) } });
    expect(await Promise.all(innocents)).toHaveLength(2);
  });

  it('is not judged by what ended the child before it was ready', async () => {
    const { run } = isolated({ file: '/nowhere/thread.ts' });
    await expect(run({ deed: 'nothing' }, true)).rejects.toThrow('no process could be started');
    await expect(run({ deed: 'nothing' })).rejects.toThrow('no thread could be started');
  });
});

describe('an isolation that is closed', { timeout: 60_000 }, () => {
  it('lets go of threads and child at once, and nobody is blamed', async () => {
    const { isolation, run } = isolated({ timeLimitSeconds: 600 });
    const { pid } = await run({ deed: 'nothing' }, true);
    const held = [run({ deed: 'loop' }), run({ deed: 'loop' }), run({ deed: 'loop' }), run({ deed: 'loop' }, true)];
    const errors = Promise.all(held.map((one) => one.catch((fault: unknown) => fault)));
    await sleep(500);
    const began = performance.now();
    await isolation.close();
    for (const error of await errors) expect(error).toBeInstanceOf(LaterError);
    expect(performance.now() - began).toBeLessThan(2_000);
    await until(() => !isAlive(pid), 20);
  });

  it('takes its child with it when its process is killed', async () => {
    const parent = spawn(process.execPath, [fileURLToPath(new URL('./poison/parent.ts', import.meta.url))], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void parent.kill('SIGKILL'));
    const [said] = await once(parent.stdout, 'data');
    const child = Number(said);
    expect(isAlive(child)).toBe(true);
    parent.kill('SIGKILL');
    await until(() => !isAlive(child), 20);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
