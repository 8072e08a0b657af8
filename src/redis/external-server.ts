import { UsageError } from '../errors.ts';
import { type Answer, probe } from './probe.ts';

/** How long a server named by REDIS_URL may take to answer. */
const patienceMs = 5_000;

/** The oldest Redis whose commands the queues use. */
const oldestVersion = [6, 2] as const;

/** Makes sure that the server at REDIS_URL answers and can hold queues. @throws UsageError when not. */
export async function checkExternalServer(url: string): Promise<void> {
  const shown = withoutSecrets(url);
  const answer = await probe(url, patienceMs);
  if (!answer.ok) {
    throw new UsageError(
      `Redis at ${shown} (REDIS_URL) does not answer: ${answer.cause}`,
      'start that server or correct REDIS_URL; without REDIS_URL copydesk starts a Redis of its own',
    );
  }
  checkFitness(answer, shown);
}

/** @throws UsageError when a server is too old, or may throw away jobs to save memory. */
export function checkFitness(answer: Extract<Answer, { ok: true }>, shown: string): void {
  const [major = 0, minor = 0] = answer.version.split('.').map(Number);
  if (major < oldestVersion[0] || (major === oldestVersion[0] && minor < oldestVersion[1])) {
    throw new UsageError(
      `Redis at ${shown} is version ${answer.version}; the queues need ${oldestVersion.join('.')} or newer`,
      'update it, or name another one with REDIS_URL',
    );
  }
  const policy = answer.maxmemoryPolicy;
  if (policy !== null && policy !== 'noeviction') {
    throw new UsageError(
      `Redis at ${shown} has maxmemory-policy ${policy}: it may throw away queued work when its memory is full`,
      'set it with: redis-cli CONFIG SET maxmemory-policy noeviction (and the same in its configuration file); a hosted Redis has it among its parameters as maxmemory-policy',
    );
  }
}

/** An address as it may be printed: without user name, password and query. */
function withoutSecrets(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}
