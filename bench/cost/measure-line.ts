import { feed } from '../../src/cli/replay-feed.ts';
import { type Config, configDir, loadConfig } from '../../src/config.ts';
import { openDesk } from '../../src/desk.ts';
import type { Redis } from '../../src/redis/connect.ts';
import { loadRuleBook } from '../../src/rulebook.ts';
import { runLine } from '../../src/run-line.ts';
import { stageNames } from '../../src/store/ledger.ts';
import { cpuStages } from '../../src/workers/cpu-stages.ts';
import { type Isolation, noIsolation } from '../../src/workers/isolation/isolation.ts';
import { memoryLedger } from './memory-ledger.ts';

const feeding: Parameters<typeof feed>[3] = {
  perSecond: null,
  again: false,
  wait: true,
  stopped: () => false,
  begin: async () => {},
  onFault(message) {
    throw new Error(message);
  },
  onProgress: () => {},
};

import type { Measured, Parts } from './ways.ts';
import { wayNames, ways } from './ways.ts';

// The process that measures one way once: node measure-line.ts WAY WARM-UP.jsonl PAGES.jsonl, with the settings in its
// environment. Prints one Measured as JSON. The clock starts when all pages of the warm-up have ended.
const [, , given, warmUp, pages] = process.argv;
const way = wayNames.find((one) => one === given);
if (way === undefined || warmUp === undefined || pages === undefined)
  throw new Error('usage: measure-line.ts WAY WARM-UP.jsonl PAGES.jsonl');
process.stdout.write(JSON.stringify(await measure(ways[way], warmUp, pages)));

async function measure(parts: Parts, warmUp: string, pages: string): Promise<Measured> {
  const config = loadConfig({ env: process.env, cwd: process.cwd() });
  const opened = openDesk(config, (message) => process.stderr.write(`${message}\n`));
  const queues = await opened.openQueues(true);
  if (queues === null) throw new Error('there is no Redis');
  const desk = parts.ledger ? opened : { ...opened, store: { ...opened.store, ledger: memoryLedger() } };
  const line = await runLine(desk, queues, stageNames, {
    ...(parts.threads ? {} : { isolation: inThisThread(config) }),
    ...(parts.reconciler ? {} : { startReconciler: () => ({ stop: async () => {} }) }),
  });
  const replay = async (path: string) => (await feed(desk, queues.queues, [path], feeding)).states;
  await replay(warmUp);
  const [at, cpu, redis] = [performance.now(), process.cpuUsage(), await redisCpu(queues.redis)];
  const { indexed, rejected, quarantined } = await replay(pages);
  const { user, system } = process.cpuUsage(cpu);
  const measured = {
    seconds: (performance.now() - at) / 1000,
    cpuSeconds: (user + system) / 1e6,
    redisCpuSeconds: (await redisCpu(queues.redis)) - redis,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    ended: { indexed, rejected, quarantined },
  };
  await line.drain();
  await opened.close();
  return measured;
}

function inThisThread({ sitesDir, clean }: Config): Isolation {
  return noIsolation(cpuStages(loadRuleBook(configDir, sitesDir), clean));
}

async function redisCpu(redis: Redis): Promise<number> {
  const told = await redis.info('cpu');
  const of = (kind: string): number => Number(new RegExp(`^used_cpu_${kind}:([\\d.]+)`, 'm').exec(told)?.[1]);
  return of('user') + of('sys');
}
