import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { promisify } from 'node:util';
import type { ServerProgram } from './server-program.ts';

const image = 'redis:7-alpine';

const run = promisify(execFile);

/** How long an engine may take to say that it is there, and to pull the image. */
const patienceMs = { answer: 4_000, pull: 180_000 };

/** The container of a Redis folder. One folder, one name: what an owner that was killed left behind can be found. */
export function containerName(redisDir: string): string {
  return `copydesk-redis-${createHash('sha256').update(realpathSync(redisDir)).digest('hex').slice(0, 12)}`;
}

/** Redis in a container of a local Docker engine; null when none answers, or it neither has nor gets the image. */
export async function dockerProgram(
  redisDir: string,
  onEvent: (message: string) => void,
): Promise<ServerProgram | null> {
  const security = await docker(['info', '--format', '{{.SecurityOptions}}'], patienceMs.answer);
  if (security === null || !(await hasImage(onEvent))) return null;
  const name = containerName(redisDir);
  const { uid, gid } = owner(security.includes('rootless'));
  return {
    name: `${image} in Docker`,
    command: (port) => [
      'docker',
      'run',
      '--rm',
      `--name=${name}`,
      `--publish=127.0.0.1:${port}:6379`,
      `--volume=${realpathSync(redisDir)}:/data`,
      '--workdir=/data',
      // Its files stay ours: the image's own entry point would give them to its redis user.
      `--user=${uid}:${gid}`,
      '--entrypoint=redis-server',
      image,
      'redis.conf',
      '--port',
      '6379',
      // Loopback of the container is out of reach; the published port is on the machine's loopback only.
      '--bind',
      '0.0.0.0',
    ],
    clear: async () => {
      await docker(['rm', '--force', name], patienceMs.answer * 4);
    },
  };
}

async function hasImage(onEvent: (message: string) => void): Promise<boolean> {
  if ((await docker(['image', 'inspect', '--format', '{{.Id}}', image], patienceMs.answer)) !== null) return true;
  onEvent(`pulling ${image} with Docker`);
  return (await docker(['pull', '--quiet', image], patienceMs.pull)) !== null;
}

/** Who we are inside the container: a rootless engine maps its root to the user who runs it. */
function owner(rootless: boolean): { uid: number; gid: number } {
  if (rootless) return { uid: 0, gid: 0 };
  return { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
}

async function docker(args: string[], timeout: number): Promise<string | null> {
  try {
    const { stdout } = await run('docker', args, { timeout });
    return stdout;
  } catch {
    return null;
  }
}
