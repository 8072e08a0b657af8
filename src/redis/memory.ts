import type { Redis } from 'ioredis';

/**
 * What a Redis uses of its memory, in bytes; `most` is its own bound, null when it has none. `policy` is what it does at that
 * bound, null when it does not tell; by any but noeviction it throws keys away.
 */
export type RedisMemory = { used: number; most: number | null; policy: string | null };

/** Asks for the memory. INFO, not CONFIG GET: hosted servers often forbid CONFIG. */
export async function readMemory(redis: Redis): Promise<RedisMemory> {
  const info = await redis.info('memory');
  const field = (name: string): number => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
  const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1] ?? null;
  return { used: field('used_memory'), most: field('maxmemory') || null, policy };
}
