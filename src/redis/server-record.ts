import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * What all processes of one data folder know of its Redis server. It is chosen once and kept, so that clients of a
 * server that was started again, or by another process, reach it at the same address.
 */
const recordSchema = z.object({ port: z.int().min(1).max(65535), password: z.string().min(16) });
export type ServerRecord = z.infer<typeof recordSchema>;

/** The folder under the data folder that holds the record, the lock, the log and Redis' own files. */
export const redisDirOf = (dataDir: string): string => join(dataDir, 'redis');

const recordPath = (redisDir: string): string => join(redisDir, 'server.json');

/** The record of a Redis folder; null when there is none, or it cannot be read as one. */
export function readRecord(redisDir: string): ServerRecord | null {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(recordPath(redisDir), 'utf8')));
  } catch {
    return null;
  }
}

/** Writes the record whole or not at all; only its owner may read it, since it holds the password. */
export function writeRecord(redisDir: string, record: ServerRecord): void {
  const path = recordPath(redisDir);
  writeFileSync(`${path}.new`, `${JSON.stringify(record)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** A new record for a port, with a random password. */
export function newRecord(port: number): ServerRecord {
  return { port, password: randomBytes(18).toString('base64url') };
}

/** The address clients connect to. It holds the password: never print it. */
export function urlOf({ port, password }: ServerRecord): string {
  return `redis://:${password}@127.0.0.1:${port}`;
}
