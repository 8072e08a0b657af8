import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A way to run a Redis server over the files of a Redis folder. */
export type ServerProgram = {
  /** What is run, for messages. */
  name: string;
  /** The command line; the server reads redis.conf in its working folder, which is the Redis folder. */
  command(port: number): [string, ...string[]];
  /** Takes away what a run that was cut off may have left. */
  clear(): Promise<void>;
};

/** A server binary on this machine. */
export function nativeProgram(path: string, name = path): ServerProgram {
  return { name, command: (port) => [path, 'redis.conf', '--port', String(port)], clear: async () => {} };
}

/** The first file of that name on the PATH that can be run, or null. */
export function onPath(name: string): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    if (folder === '') continue;
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}
