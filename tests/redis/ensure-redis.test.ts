import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { ensureRedis, type RedisHandle } from '../../src/redis/ensure-redis.ts';
import { redisPidOf } from '../support/redis-process.ts';
import { client, dataFolder, holder, isAlive, until } from './holding.ts';

type Given = { redisUrl?: string; dataDir?: string; mayStart?: boolean; events?: string[] };

async function ensured({ redisUrl, dataDir, mayStart = true, events = [] }: Given): Promise<RedisHandle | null> {
  const handle = await ensureRedis({
    redisUrl: redisUrl ?? null,
    dataDir: dataDir ?? (await dataFolder()),
    mayStart,
    onEvent: (event) => void events.push(event),
  });
  onTestFinished(async () => handle?.stop());
  return handle;
}

async function started(given: Given): Promise<RedisHandle> {
  const handle = await ensured(given);
  if (handle === null) throw new Error('no Redis was started');
  return handle;
}

async function refusal(given: Given): Promise<UsageError> {
  const outcome = await ensured(given).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(UsageError);
  return outcome as UsageError;
}

it('starts a server that keeps what it is given, evicts nothing and is closed to strangers', async () => {
  const dataDir = await dataFolder();
  const { url, how } = await started({ dataDir });
  expect(how).toMatch(/^started on port \d+ \(.+\)$/);
  const redis = client(url);
  const settings = await redis.config('GET', 'appendonly', 'appendfsync', 'maxmemory-policy', 'save');
  expect(settings).toEqual(expect.arrayContaining(['appendonly', 'yes', 'everysec', 'noeviction', 'save', '']));
  const stranger = client(url.replace(/:[^:@]+@/, ''));
  await expect(stranger.ping()).rejects.toThrow('NOAUTH');
  for (const file of ['server.json', 'redis.conf']) expect(statSync(join(dataDir, 'redis', file)).mode & 0o077).toBe(0);
});

it('keeps address and data over a stop and a start', async () => {
  const dataDir = await dataFolder();
  const first = await started({ dataDir });
  await client(first.url).set('kept', 'yes');
  await first.stop();
  const second = await started({ dataDir });
  expect(second.url).toBe(first.url);
  expect(await client(second.url).get('kept')).toBe('yes');
});

it('shares the server of a process that runs already', async () => {
  const dataDir = await dataFolder();
  const owner = await holder(dataDir);
  const guest = await started({ dataDir });
  expect(guest).toMatchObject({ url: owner.url, how: expect.stringMatching(/^shared with another copydesk process/) });
});

it('gives one server to processes that start at the same time', async () => {
  const dataDir = await dataFolder();
  const holders = await Promise.all([holder(dataDir), holder(dataDir), holder(dataDir)]);
  expect(new Set(holders.map(({ url }) => url)).size).toBe(1);
  expect(holders.filter(({ how }) => how.startsWith('started')).length).toBe(1);
});

it('starts none when it may not, and finds the one that runs', async () => {
  const dataDir = await dataFolder();
  expect(await ensured({ dataDir, mayStart: false })).toBeNull();
  const owner = await started({ dataDir });
  expect(await ensured({ dataDir, mayStart: false })).toMatchObject({ url: owner.url });
  await owner.stop();
  expect(await ensured({ dataDir, mayStart: false })).toBeNull();
});

it('takes another port when its own is in use by another program', async () => {
  const dataDir = await dataFolder();
  const first = await started({ dataDir });
  await client(first.url).set('kept', 'yes');
  await first.stop();
  const stranger = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  await new Promise<void>((resolve) => stranger.listen(Number(new URL(first.url).port), '127.0.0.1', resolve));
  onTestFinished(() => void stranger.close());
  const events: string[] = [];
  const second = await started({ dataDir, events });
  expect(second.url).not.toBe(first.url);
  expect(events).toEqual([expect.stringMatching(/^port \d+ is taken by another program/)]);
  expect(await client(second.url).get('kept')).toBe('yes');
});

it('never ends the Redis of somebody else that listens on its port', async () => {
  const mine = await dataFolder();
  const theirs = await started({});
  mkdirSync(join(mine, 'redis'));
  const record = { port: Number(new URL(theirs.url).port), password: 'not-the-password-of-theirs' };
  writeFileSync(join(mine, 'redis', 'server.json'), JSON.stringify(record));
  const open = client(theirs.url);
  // Without a password it lets everybody in, and so would take our word for it.
  await open.config('SET', 'requirepass', '');
  const { url } = await started({ dataDir: mine });
  expect(url).not.toContain(`:${record.port}`);
  expect(await open.ping()).toBe('PONG');
});

it('uses the server of REDIS_URL and leaves it running', async () => {
  const { url } = await started({});
  const handle = await ensured({ redisUrl: url });
  expect(handle).toMatchObject({ url, how: 'REDIS_URL' });
  await handle?.stop();
  expect(await client(url).ping()).toBe('PONG');
});

it('refuses a REDIS_URL that does not answer, without telling its password', async () => {
  const error = await refusal({ redisUrl: 'redis://desk:secret-word@127.0.0.1:1/3' });
  expect(error.message).toMatch(/^Redis at redis:\/\/127\.0\.0\.1:1\/3 \(REDIS_URL\) does not answer: .*ECONNREFUSED/);
  expect(`${error.message}${error.hint}`).not.toContain('secret-word');
  expect(error.hint).toMatch(/start that server or correct REDIS_URL/);
});

it('waits five seconds for a REDIS_URL that is silent', async () => {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void silent.close());
  const { port } = silent.address() as { port: number };
  const began = performance.now();
  const error = await refusal({ redisUrl: `redis://127.0.0.1:${port}` });
  expect(error.message).toContain('no answer within 5 s');
  expect(performance.now() - began).toBeLessThan(7_000);
});

it('refuses a wrong password with the words of the server', async () => {
  const { url } = await started({});
  const error = await refusal({ redisUrl: url.replace(/:[^:@]+@/, ':a-wrong-password@') });
  expect(error.message).toMatch(/does not answer: WRONGPASS/);
});

it('refuses a server that may evict jobs, and says how to set it', async () => {
  const { url } = await started({});
  await client(url).config('SET', 'maxmemory-policy', 'allkeys-lru');
  const error = await refusal({ redisUrl: url });
  expect(error.message).toContain('maxmemory-policy allkeys-lru');
  expect(error.hint).toContain('CONFIG SET maxmemory-policy noeviction');
});

it('refuses a shared server, too, when it was told to evict jobs after it was started', async () => {
  const dataDir = await dataFolder();
  const owner = await holder(dataDir);
  expect(await ensured({ dataDir, mayStart: false })).toMatchObject({ url: owner.url });
  await client(owner.url).config('SET', 'maxmemory-policy', 'volatile-lru');
  for (const mayStart of [true, false]) {
    const error = await refusal({ dataDir, mayStart });
    expect(error.message).toMatch(/^Redis at 127\.0\.0\.1:\d+ has maxmemory-policy volatile-lru/);
  }
});

it('names a data folder that cannot be written', async () => {
  const file = join(await dataFolder(), 'a-file');
  writeFileSync(file, '');
  const error = await refusal({ dataDir: file });
  expect(error.message).toContain(`${file}/redis`);
  expect(error.hint).toContain('COPYDESK_DATA_DIR');
});

it('tells what keeps a server from starting', async () => {
  const dataDir = await dataFolder();
  await (await started({ dataDir })).stop();
  writeFileSync(join(dataDir, 'redis', 'appendonlydir', 'appendonly.aof.manifest'), 'not a manifest\n');
  const error = await refusal({ dataDir });
  expect(error.message).toMatch(/^Redis cannot be started in .*ended with exit code 1 \(.*manifest/i);
  expect(readFileSync(join(dataDir, 'redis', 'redis.log'), 'utf8')).not.toBe('');
});

it('ends the server when it is told to stop', async () => {
  const dataDir = await dataFolder();
  const handle = await started({ dataDir });
  const pid = await redisPidOf(dataDir);
  await handle.stop();
  await until(() => !isAlive(pid));
});
