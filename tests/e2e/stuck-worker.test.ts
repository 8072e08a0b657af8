import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { projectDir } from '../../src/config.ts';
import { cli, environment, scratchDir, until } from './cli.ts';

it('a worker that hangs says so, ends, is started again, and nothing is lost', async () => {
  const dir = await scratchDir();
  const env = environment(join(dir, 'data'), { COPYDESK_STUCK_SECONDS: '5' });
  expect((await cli(['replay', '--no-wait', '--json'], env)).code).toBe(0);

  const marker = join(dir, 'hung');
  const hang = new URL('hang.mjs', import.meta.url).href;
  const worker = spawn(process.execPath, [join(projectDir, 'bin/copydesk.mjs'), 'work'], {
    env: { ...env, NODE_OPTIONS: `--import=${hang}`, TEST_HANG_MARKER: marker },
    cwd: projectDir,
  });
  onTestFinished(() => void worker.kill('SIGKILL'));
  let said = '';
  worker.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await until(() => said.includes('starting again in 1 s'), 150);
  expect(existsSync(marker)).toBe(true);
  expect(said).toMatch(/no progress: \w+ has (been at one document|taken none)/);
  expect(said).toContain('makes no progress');

  await until(async () => JSON.parse((await cli(['status', '--json'], env)).stdout).indexed === 5, 150);
  expect((await cli(['status', '--check'], env)).code).toBe(0);
  worker.kill('SIGTERM');
  expect((await once(worker, 'exit'))[0]).toBe(0);
}, 400_000);
