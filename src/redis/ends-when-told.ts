import type { Redis } from 'ioredis';

/** What ioredis keeps to itself: commands whose answers were lost with a connection, to be sent anew on the next one. */
type Inner = { prevCommandQueue?: { length: number; shift(): { command: { reject(error: Error): void } } } | null };

/**
 * Makes a connection, and those that are duplicated from it, end when they are told to while Redis is away. ioredis 5 waits
 * then for the end of a socket that is gone already, and keeps lost commands for ever: a worker that was told to stop never
 * did (redis/ioredis#2169, taskforcesh/bullmq#4656).
 */
export function endsWhenTold(redis: Redis): Redis {
  const duplicate = redis.duplicate.bind(redis);
  const disconnect = redis.disconnect.bind(redis);
  redis.duplicate = (options) => endsWhenTold(duplicate(options));
  redis.disconnect = (reconnect = false) => {
    // A connection that was never begun ends at once, which is what one between two attempts is.
    if (!reconnect && redis.status === 'reconnecting') redis.status = 'wait';
    disconnect(reconnect);
  };
  redis.on('end', () => {
    const lost = (redis as unknown as Inner).prevCommandQueue;
    while (lost && lost.length > 0) lost.shift().command.reject(new Error('Connection is closed.'));
  });
  return redis;
}
