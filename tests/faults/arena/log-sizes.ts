import type { ArenaRedis } from './redis.ts';

/** Keeps watch over how the append-only log grows. */
export function logSizes({ logBytes }: Pick<ArenaRedis, 'logBytes'>) {
  const seen: { at: number; bytes: number }[] = [];
  const look = (): void => void seen.push({ at: performance.now(), bytes: logBytes() });
  look();
  const timer = setInterval(look, 50);
  return {
    /** How many bytes were written within the last `ms`. */
    writtenWithin(ms: number): number {
      look();
      const since = performance.now() - ms;
      const before = seen.findLast(({ at }) => at <= since) ?? seen[0];
      return (seen.at(-1)?.bytes ?? 0) - (before?.bytes ?? 0);
    },
    stop: () => clearInterval(timer),
  };
}
