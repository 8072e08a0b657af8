import { ensureRedis } from '../../src/redis/ensure-redis.ts';

// A process that shares the Redis of the data folder in argv, to be killed by a test. Tells each event as a line of JSON.
const [, , dataDir = ''] = process.argv;
const tell = (event: object): boolean => process.stdout.write(`${JSON.stringify(event)}\n`);
const handle = await ensureRedis({ redisUrl: null, dataDir, mayStart: true, onEvent: (event) => tell({ event }) });
tell({ url: handle?.url, how: handle?.how });
const alive = setInterval(() => {}, 1_000);
process.once('SIGTERM', async () => {
  await handle?.stop();
  clearInterval(alive);
});
