import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A client's connection and the one to the server behind it. */
export type Pair = {
  /** Passes nothing on from now on, either way, and keeps both connections open. */
  silence(): void;
  /** Ends both with a reset. */
  reset(): void;
  /** Passes so many more bytes on to the client, and then resets both. */
  resetAfter(bytes: number): void;
  onEnd(ended: () => void): void;
};

/** Passes bytes on between two sockets, each chunk held for `delayMs`, in order. */
export function pump(client: Socket, server: Socket, delayMs: () => number): Pair {
  let silent = false;
  let left = Number.POSITIVE_INFINITY;
  const ends: (() => void)[] = [];

  const reset = (): void => {
    client.resetAndDestroy();
    server.resetAndDestroy();
  };
  const toClient = (chunk: Buffer): void => {
    if (silent) return;
    client.write(chunk.subarray(0, left));
    left -= Math.min(left, chunk.length);
    // The bytes that were written are to arrive before the reset.
    if (left === 0) setTimeout(reset, 5);
  };
  const toServer = (chunk: Buffer): void => {
    if (!silent) server.write(chunk);
  };
  // A chunk never overtakes one that is held, also when the delay has ended meanwhile: TCP keeps the order.
  const held = (pass: (chunk: Buffer) => void) => {
    let before = Promise.resolve();
    let waiting = 0;
    return (chunk: Buffer): void => {
      const ms = delayMs();
      if (ms === 0 && waiting === 0) {
        pass(chunk);
        return;
      }
      waiting += 1;
      const time = sleep(ms);
      before = before
        .then(() => time)
        .then(() => {
          waiting -= 1;
          pass(chunk);
        });
    };
  };
  client.on('data', held(toServer));
  server.on('data', held(toClient));
  for (const [one, other] of [
    [client, server],
    [server, client],
  ] as const) {
    one.on('error', () => {});
    one.on('close', () => {
      // The end of one side is news that a dead line does not carry, unless the client itself has gone.
      if (silent && one === server) return;
      other.destroy();
      for (const ended of ends) ended();
    });
  }

  return {
    silence() {
      silent = true;
    },
    reset,
    resetAfter(bytes) {
      left = bytes;
    },
    onEnd: (ended) => void ends.push(ended),
  };
}
