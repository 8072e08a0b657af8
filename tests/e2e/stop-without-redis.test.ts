import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { projectDir } from '../../src/config.ts';
import type { TcpProxy } from '../faults/proxy/proxy.ts';
import { redisBehindProxy } from '../support/redis-behind-proxy.ts';
import { cli, environment, scratchDir, until } from './cli.ts';

it.each([
  ['refuses', (proxy: TcpProxy) => proxy.refuse()],
  ['is silent', async (proxy: TcpProxy) => proxy.silence()],
])(
  'a worker that is told to stop while Redis %s lets go of its documents and ends',
  async (_how, takeAway) => {
    const { url, proxy } = await redisBehindProxy();
    const env = environment(join(await scratchDir(), 'data'), { REDIS_URL: url, COPYDESK_DRAIN_SECONDS: '5' });
    const worker = spawn(process.execPath, [join(projectDir, 'src/main.ts'), 'work'], { env, cwd: projectDir });
    onTestFinished(() => void worker.kill('SIGKILL'));
    let said = '';
    for (const stream of [worker.stdout, worker.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    await until(() => said.includes('Working on'));
    // Its five documents are on their way.
    expect((await cli(['replay', '--no-wait', '--json'], env)).code).toBe(0);

    await takeAway(proxy);
    await until(() => said.includes('Redis is away'));
    await sleep(1_000);
    worker.kill('SIGTERM');
    const ended = await Promise.race([once(worker, 'exit'), sleep(60_000, `still there: ${said}`)]);
    expect(ended).toEqual([0, null]);

    await proxy.restore();
    const again = spawn(process.execPath, [join(projectDir, 'src/main.ts'), 'work'], { env, cwd: projectDir });
    onTestFinished(() => void again.kill('SIGKILL'));
    await until(async () => JSON.parse((await cli(['status', '--json'], env)).stdout).indexed === 5, 120);
    expect((await cli(['status', '--check'], env)).code).toBe(0);
  },
  300_000,
);
