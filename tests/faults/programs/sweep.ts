import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadConfig } from '../../../src/config.ts';
import { openDesk } from '../../../src/desk.ts';
import { redisWalks } from '../../../src/fetch/walks.ts';
import { redisDocumentStore } from '../../../src/store/redis/document-store.ts';
import { reconcile } from '../../../src/workers/reconcile.ts';

/** Sweeps without a lease, without a pause and without grace until it is stopped: a second one is at it all the time. */
const config = loadConfig({ env: process.env, cwd: process.cwd() });
const desk = openDesk(config, () => {});
const opened = await desk.openQueues(true);
if (opened === null) throw new Error('no Redis');
const { redis, queues } = opened;
const { ledger, articles } = desk.store;
const bodies = redisDocumentStore(redis, config.redisPrefix);
const walks = redisWalks(redis, config.redisPrefix);
let stopped = false;
void once(process, 'SIGTERM').then(() => {
  stopped = true;
});
console.log('working');
while (!stopped) {
  await reconcile({ ledger, articles, bodies, walks, queues }, { graceMs: 0, deep: true });
  await sleep(5);
}
await desk.close();
