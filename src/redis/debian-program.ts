import { execFile } from 'node:child_process';
import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UsageError } from '../errors.ts';
import { nativeProgram, onPath, type ServerProgram } from './server-program.ts';

const run = promisify(execFile);

/**
 * The server inside Debian's redis-tools; null when that package is not there. Its redis-check-rdb is the whole
 * server, which looks at the name it is called by: a link named redis-server starts it as one.
 */
export function linkedProgram(redisDir: string): ServerProgram | null {
  const binary = onPath('redis-check-rdb');
  if (binary === null) return null;
  const link = join(redisDir, 'redis-server');
  rmSync(link, { force: true });
  symlinkSync(binary, link);
  return nativeProgram(link, "redis-server of Debian's redis-tools");
}

/**
 * Installs redis-tools on Debian and its kin when we are root: unlike redis-server it registers no service.
 * Null elsewhere. @throws UsageError when apt-get fails.
 */
export async function debianProgram(
  redisDir: string,
  onEvent: (message: string) => void,
): Promise<ServerProgram | null> {
  if (process.getuid?.() !== 0 || !isDebian() || onPath('apt-get') === null) return null;
  onEvent('no Redis found: installing the package redis-tools with apt-get');
  const install = ['install', '--yes', '--no-install-recommends', 'redis-tools'];
  try {
    // A fresh machine has no package lists yet: then the first try fails, and the lists are fetched.
    await aptGet(install).catch(async () => {
      await aptGet(['update']);
      await aptGet(install);
    });
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    const cause =
      stderr
        ?.trim()
        .split('\n')
        .findLast((line) => line.startsWith('E:')) ?? message;
    throw new UsageError(
      `no Redis: apt-get could not install redis-tools: ${cause}`,
      'check the network and apt-get update, or put valkey-server or redis-server on the PATH, or set REDIS_URL',
    );
  }
  return linkedProgram(redisDir);
}

function aptGet(args: string[]): Promise<unknown> {
  return run('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args], {
    timeout: 300_000,
    maxBuffer: 1 << 26,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
  });
}

function isDebian(): boolean {
  try {
    return /^ID(_LIKE)?=.*\bdebian\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
