import { UsageError } from '../errors.ts';
import { debianProgram, linkedProgram } from './debian-program.ts';
import { dockerProgram } from './docker-program.ts';
import { nativeProgram, onPath, type ServerProgram } from './server-program.ts';

/**
 * The first way there is, cheapest first: a server on the PATH, a Docker engine, Debian's package.
 * @throws UsageError that says what to install when there is none.
 */
export async function findServerProgram(redisDir: string, onEvent: (message: string) => void): Promise<ServerProgram> {
  if (process.platform === 'win32') {
    throw new UsageError(
      'copydesk cannot start a Redis of its own on Windows',
      'start one (docker run -d -p 6379:6379 redis:7-alpine redis-server --appendonly yes) and set REDIS_URL=redis://127.0.0.1:6379',
    );
  }
  for (const name of ['valkey-server', 'redis-server']) {
    const path = onPath(name);
    if (path !== null) return nativeProgram(path);
  }
  const program =
    linkedProgram(redisDir) ?? (await dockerProgram(redisDir, onEvent)) ?? (await debianProgram(redisDir, onEvent));
  if (program !== null) return program;
  throw new UsageError(
    'no Redis: REDIS_URL is not set, no valkey-server or redis-server is on the PATH, no Docker engine gives redis:7-alpine',
    process.platform === 'darwin'
      ? 'install one with: brew install valkey'
      : 'install one (Debian, Ubuntu: sudo apt-get install redis-tools; Fedora: sudo dnf install valkey), or set REDIS_URL',
  );
}
