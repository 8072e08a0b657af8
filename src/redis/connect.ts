import { Redis } from 'ioredis';
import { endsWhenTold } from './ends-when-told.ts';

export type { Redis };

/**
 * A connection that never gives up: commands wait while Redis is away, and it reconnects within about a second of its
 * return. `onTrouble` hears of each loss once, and of the return (null).
 */
export function connectRedis(url: string, onTrouble: (fault: string | null) => void): Redis {
  let away = false;
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    enableReadyCheck: true,
    connectTimeout: 5_000,
    keepAlive: 10_000,
    // Half-open connections: whoever waits for an answer this long has none to expect. Longer than BullMQ's longest wait for a
    // job (10 s), and with the wait before a new connection short enough that an outage costs no 15 s more after its end.
    socketTimeout: 11_500,
    // ioredis keeps a process alive for this long after a disconnect, whatever the other side says.
    disconnectTimeout: 100,
    retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 5), 1_000),
  });
  redis.on('error', (error: Error) => {
    if (!away) onTrouble(error.message || (error as NodeJS.ErrnoException).code || 'connection lost');
    away = true;
  });
  redis.on('ready', () => {
    if (away) onTrouble(null);
    away = false;
  });
  return endsWhenTold(redis);
}
