import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadConfig, projectDir } from '../../src/config.ts';
import { openDesk } from '../../src/desk.ts';
import { redisDocumentStore } from '../../src/store/redis/document-store.ts';
import { killRedisOf } from '../support/redis-process.ts';
import { variedSeeds } from './varied-seeds.ts';

/** What is done to the line while it works. */
export type Storm = { documents: number; workerKills: number; redisKills: number; tell(message: string): void };

/** What was found afterwards. A storm is weathered when `lost`, `duplicated`, `stuck` and `bodiesLeft` are all 0. */
export type Aftermath = {
  documents: number;
  workerKills: number;
  redisKills: number;
  indexed: number;
  lost: number;
  duplicated: number;
  stuck: number;
  bodiesLeft: number;
  addsUp: boolean;
  seconds: number;
  secondsAfterLastKill: number;
};

/** How long the whole storm may take before what has no ending counts as stuck. */
const patienceMs = 180_000;

/**
 * Sends varied seeds through the line while its worker process and its Redis are killed with -9, evenly over the run,
 * and counts what became of every one of them. Everything runs for real, in a data folder of its own.
 */
export async function killStorm({ documents, workerKills, redisKills, tell }: Storm): Promise<Aftermath> {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-storm-'));
  const feed = join(dir, 'feed.jsonl');
  await writeFile(feed, [...variedSeeds(documents)].map((one) => `${JSON.stringify(one)}\n`).join(''));
  // Few at a time, so that the line is still at work when the last blow falls.
  const env = {
    ...process.env,
    COPYDESK_DATA_DIR: join(dir, 'data'),
    COPYDESK_CONCURRENCY_FETCH: '2',
    COPYDESK_CONCURRENCY_CLEAN: '2',
    COPYDESK_CONCURRENCY_EXTRACT: '2',
    COPYDESK_CONCURRENCY_INDEX: '2',
  };
  const config = loadConfig({ env, cwd: dir });
  const desk = openDesk(config, tell);
  let worker: ChildProcess | null = null;
  try {
    const opened = await desk.openQueues(true);
    if (opened === null) throw new Error('no Redis could be started');
    const began = Date.now();
    const replay = spawn(process.execPath, ['src/main.ts', 'replay', feed, '--no-wait', '--json'], {
      cwd: projectDir,
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const replayed = once(replay, 'exit');
    worker = startWorker(env);

    const blows = workerKills + redisKills;
    let lastKill = began;
    for (let blow = 0; blow < blows; blow++) {
      await until(
        async () => (await desk.store.ledger.counts()).indexed >= ((blow + 1) * documents) / (blows + 2),
        began,
      );
      lastKill = Date.now();
      if (redisKills > 0 && blow === Math.floor(blows / 2)) {
        await killRedisOf(config.dataDir);
        tell(`killed Redis at ${(await desk.store.ledger.counts()).indexed} indexed`);
      } else {
        worker.kill('SIGKILL');
        await once(worker, 'exit');
        tell(`killed the worker at ${(await desk.store.ledger.counts()).indexed} indexed`);
        worker = startWorker(env);
      }
    }
    const [code] = await replayed;
    if (code !== 0) throw new Error(`the replay ended with exit code ${code}`);
    const ended = async (): Promise<boolean> => (await desk.store.ledger.counts()).accepted === 0;
    await until(ended, began).catch(() => tell('not all have ended in time'));

    const finished = Date.now();
    const counts = await desk.store.ledger.counts();
    const articles = await desk.store.articles.count();
    // A worker killed between the ending and the freeing leaves bodies until its job is seen as stalled and done again.
    const bodies = redisDocumentStore(opened.redis, config.redisPrefix);
    for (let i = 0; i < 200 && (await bodies.count()) > 0; i++) await sleep(100);
    const { indexed, rejected, quarantined, accepted } = counts;
    return {
      documents,
      workerKills,
      redisKills,
      indexed,
      lost: documents - articles,
      duplicated: Math.max(0, articles - documents) + Math.max(0, counts.total - documents),
      stuck: accepted,
      bodiesLeft: await bodies.count(),
      addsUp: counts.total === indexed + rejected + quarantined + accepted,
      seconds: (finished - began) / 1000,
      secondsAfterLastKill: (finished - lastKill) / 1000,
    };
  } finally {
    if (worker && worker.exitCode === null) {
      worker.kill('SIGTERM');
      await once(worker, 'exit');
    }
    await desk.close();
    await rm(dir, { recursive: true, force: true });
  }
}

function startWorker(env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, ['src/main.ts', 'work', '--json'], {
    cwd: projectDir,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function until(reached: () => Promise<boolean>, began: number): Promise<void> {
  while (!(await reached())) {
    if (Date.now() - began > patienceMs) throw new Error('the line made no way in time');
    await sleep(20);
  }
}
