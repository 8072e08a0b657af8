import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GenericContainer, Wait } from 'testcontainers';
import type { TestProject } from 'vitest/node';
import { ensureRedis } from '../../src/redis/ensure-redis.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    redisUrl: string;
  }
}

const image = 'redis:7-alpine';

/**
 * Before all tests: one real Redis for them, in a container where an engine answers and has or gets the image, else
 * the one that copydesk itself would start. Says which. Fails when there is neither: no test is left out.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, how, stop } = (await engineHasImage()) ? await container() : await launcher();
  console.log(`Redis for tests: ${how}`);
  project.provide('redisUrl', url);
  return stop;
}

type TestRedis = { url: string; how: string; stop(): Promise<void> };

async function container(): Promise<TestRedis> {
  const started = await new GenericContainer(image)
    .withCommand(['redis-server', '--save', '', '--maxmemory-policy', 'noeviction'])
    .withExposedPorts(6379)
    .withWaitStrategy(Wait.forLogMessage(/Ready to accept connections/))
    .withStartupTimeout(60_000)
    .start();
  const url = `redis://${started.getHost()}:${started.getMappedPort(6379)}`;
  const stop = async (): Promise<void> => {
    await started.stop();
  };
  return { url, how: `${image} through testcontainers`, stop };
}

async function launcher(): Promise<TestRedis> {
  const dataDir = await mkdtemp(join(tmpdir(), 'copydesk-tests-'));
  const handle = await ensureRedis({ redisUrl: null, dataDir, mayStart: true, onEvent: (event) => console.log(event) });
  if (handle === null) throw new Error('no Redis for the tests');
  const stop = async (): Promise<void> => {
    await handle.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url: handle.url, how: `no Docker engine with ${image}; ${handle.how}`, stop };
}

/** Asked before a container is: an engine that answers and cannot get the image must not make the tests fail. */
async function engineHasImage(): Promise<boolean> {
  const docker = async (args: string[], timeout: number): Promise<boolean> =>
    promisify(execFile)('docker', args, { timeout }).then(
      () => true,
      () => false,
    );
  if (!(await docker(['info'], 4_000))) return false;
  return (await docker(['image', 'inspect', image], 4_000)) || docker(['pull', '--quiet', image], 120_000);
}
