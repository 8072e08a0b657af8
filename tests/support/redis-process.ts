import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { containerName } from '../../src/redis/docker-program.ts';
import { probeOwn } from '../../src/redis/probe.ts';
import { readRecord, redisDirOf } from '../../src/redis/server-record.ts';

/** Kills the Redis of a data folder with SIGKILL, in its container where it runs in one. */
export async function killRedisOf(dataDir: string): Promise<void> {
  const redisDir = redisDirOf(dataDir);
  if (await inContainer(redisDir)) {
    await promisify(execFile)('docker', ['kill', containerName(redisDir)]);
    return;
  }
  process.kill(await redisPidOf(dataDir), 'SIGKILL');
}

/** The process number of the Redis of a data folder, as it says itself. */
export async function redisPidOf(dataDir: string): Promise<number> {
  const record = readRecord(redisDirOf(dataDir));
  if (record === null) throw new Error(`no Redis was started for ${dataDir}`);
  const answer = await probeOwn(record, 2_000);
  if (!answer.ok) throw new Error(`the Redis of ${dataDir} does not answer: ${answer.cause}`);
  return answer.pid;
}

async function inContainer(redisDir: string): Promise<boolean> {
  try {
    await promisify(execFile)('docker', ['container', 'inspect', containerName(redisDir)], { timeout: 4_000 });
    return true;
  } catch {
    return false;
  }
}
