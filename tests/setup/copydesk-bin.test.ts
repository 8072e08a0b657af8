import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { projectDir } from '../../src/config.ts';

/** What stands for src/main.ts: does what its first argument says, and tells which Node runs it. */
const main = `
const [, , what, ...rest] = process.argv;
const say = (words: string): boolean => process.stdout.write(words + '\\n');
if (what === 'arguments') say(JSON.stringify(rest));
if (what === 'node') say(process.versions.node);
if (what === 'exit') process.exitCode = Number(rest[0]);
if (what === 'echo') process.stdin.pipe(process.stdout);
if (what === 'wait') {
  const waiting = setInterval(() => {}, 1_000);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      say('drained after ' + signal);
      clearInterval(waiting);
    });
  }
  say('pid ' + process.pid);
}
if (what === 'die') process.kill(process.pid, 'SIGKILL');
`;

/** A checkout with the real wrapper; its packages are this one's, unless \`npm\` is given: a script that makes them. */
function checkout(npm?: string): { dir: string; env: NodeJS.ProcessEnv } {
  const dir = mkdtempSync(join(tmpdir(), 'copydesk-checkout with a space-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  for (const part of ['bin', 'scripts', 'package.json', 'package-lock.json'])
    cpSync(join(projectDir, part), join(dir, part), { recursive: true });
  mkdirSync(join(dir, 'src'));
  writeFileSync(join(dir, 'src/main.ts'), main);
  if (npm === undefined) {
    symlinkSync(join(projectDir, 'node_modules'), join(dir, 'node_modules'));
    return { dir, env: process.env };
  }
  mkdirSync(join(dir, 'path'));
  writeFileSync(join(dir, 'path/npm'), `#!/bin/sh\necho "npm $*" >>npm-calls\n${npm}\n`, { mode: 0o755 });
  return { dir, env: { ...process.env, PATH: `${join(dir, 'path')}:${process.env.PATH}` } };
}

const installing = `sleep 0.5; ln -s ${projectDir}/node_modules node_modules`;

type Run = { code: number | null; signal: string | null; out: string; err: string };

async function run({ dir, env }: ReturnType<typeof checkout>, args: string[], input = ''): Promise<Run> {
  const child = spawn(process.execPath, [join(dir, 'bin/copydesk.mjs'), ...args], { env });
  child.stdin.end(input);
  const [[code, signal], out, err] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]);
  return { code, signal, out, err };
}

it.each([
  [
    'passes arguments on as they are',
    ['arguments', '--json', 'a b', '', '*'],
    { out: '["--json","a b","","*"]\n', code: 0 },
  ],
  ['runs on the pinned Node', ['node'], { out: expect.stringMatching(/^26\./), code: 0 }],
  ['ends with the exit code of the command', ['exit', '3'], { out: '', code: 3 }],
  ['ends with 128 and the signal that ended the command', ['die'], { out: '', code: 137 }],
  ['passes stdin on', ['echo'], { out: 'some words', code: 0 }],
])('%s, and says nothing of its own', async (_, args, expected) => {
  expect(await run(checkout(), args, 'some words')).toMatchObject({ ...expected, err: '' });
});

/** The wrapper with a command that waits; the command's process number is its first line. */
async function waiting(): Promise<{ wrapper: ReturnType<typeof spawn>; pid: number; said: Promise<string> }> {
  const { dir, env } = checkout();
  const wrapper = spawn(process.execPath, [join(dir, 'bin/copydesk.mjs'), 'wait'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const end = new Promise<string>((resolve) => wrapper.stdout.once('close', () => resolve(said)));
  await new Promise<void>((resolve) => {
    wrapper.stdout.setEncoding('utf8').on('data', (words: string) => {
      said += words;
      if (said.includes('\n')) resolve();
    });
  });
  return { wrapper, pid: Number(/^pid (\d+)/.exec(said)?.[1]), said: end };
}

it.each(['SIGTERM', 'SIGINT'] as const)('lets the command drain on %s', async (signal) => {
  const { wrapper, said } = await waiting();
  wrapper.kill(signal);
  expect(await once(wrapper, 'exit')).toEqual([0, null]);
  expect(await said).toContain(`drained after ${signal}`);
});

it('does not leave the command behind when the wrapper is killed', async () => {
  const { wrapper, pid, said } = await waiting();
  expect(pid).not.toBe(wrapper.pid);
  wrapper.kill('SIGKILL');
  // The command holds the other end of stdout: its end is the command's end.
  expect(await Promise.race([said, sleep(30_000, 'still there')])).toContain('drained after SIGTERM');
});

it('stops when the npm that started it is gone', async () => {
  const { dir, env } = checkout();
  // npm's shell in between, as npx puts it: a signal for npm ends the shell alone.
  const shell = spawn('/bin/sh', ['-c', `"${process.execPath}" bin/copydesk.mjs wait; true`], {
    cwd: dir,
    env: { ...env, npm_lifecycle_event: 'npx' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = text(shell.stdout.on('data', () => shell.kill('SIGTERM')));
  expect(await Promise.race([said, sleep(30_000, 'still there')])).toContain('drained after SIGTERM');
});

it('sets the checkout up once, and says so on stderr only', async () => {
  const fresh = checkout(installing);
  const first = await run(fresh, ['node']);
  expect(first).toMatchObject({
    code: 0,
    err: 'Setting up: npm ci (once, and after each change of package-lock.json)\n',
  });
  expect(first.out).toMatch(/^26\.[\d.]+\n$/);
  expect(await run(fresh, ['node'])).toMatchObject({ code: 0, err: '' });
});

it('sets the checkout up again when the lock file has changed', async () => {
  const changed = checkout(`exit 1`);
  symlinkSync(join(projectDir, 'node_modules'), join(changed.dir, 'node_modules'));
  writeFileSync(
    join(changed.dir, 'package-lock.json'),
    JSON.stringify({ packages: { 'node_modules/zod': { version: '99.0.0' } } }),
  );
  expect((await run(changed, ['node'])).err).toContain('Setting up: npm ci');
});

it('sets up once when two start at the same time', async () => {
  const fresh = checkout(installing);
  const runs = await Promise.all([run(fresh, ['node']), run(fresh, ['node'])]);
  expect(runs.map(({ code }) => code)).toEqual([0, 0]);
  expect(runs.map(({ err }) => err).sort()).toEqual([
    'Another copydesk is setting up this checkout; waiting for it\n',
    'Setting up: npm ci (once, and after each change of package-lock.json)\n',
  ]);
});

it('takes up the set-up that a killed process left', async () => {
  const fresh = checkout(installing);
  writeFileSync(join(fresh.dir, '.setup-lock'), '999999999');
  expect(await run(fresh, ['node'])).toMatchObject({ code: 0 });
});

it.each([
  ['fails', 'echo "npm error network" >&2; exit 1', 'npm ci ended with exit code 1'],
  ['leaves packages out', 'mkdir node_modules; echo "{}" >node_modules/.package-lock.json', 'npm ci left packages out'],
  ['is killed', 'kill -9 $$', 'npm ci ended with SIGKILL'],
])('tells what to do when npm %s', async (_, npm, cause) => {
  const { dir, env } = checkout(npm);
  const { code, err, out } = await run({ dir, env }, ['node']);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain(`error: could not set up ${dir}: ${cause}\n`);
  expect(err).toMatch(/then run the same command again/);
});
