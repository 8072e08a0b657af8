import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Below the range from which systems pick the near end of outgoing connections: a port that is kept for a data folder
// would now and then be taken by one of those.
const lowest = 16_400;
const highest = 32_700;

/** A random loopback port that nothing listens on. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = randomInt(lowest, highest);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port between ${lowest} and ${highest}`);
}

/** Whether a server could listen on this loopback port now. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
