import { UsageError } from '../errors.ts';
import { comesFree } from './comes-free.ts';
import { findServerProgram } from './find-server-program.ts';
import { freePort, isFree } from './free-port.ts';
import { launch } from './launch.ts';
import { newRecord, readRecord, type ServerRecord, writeRecord } from './server-record.ts';
import { supervise } from './supervise.ts';

/** A server that this process runs, and starts again when it ends under it. */
export type OwnedServer = { record: ServerRecord; program: string; stop(): Promise<void> };

/**
 * Starts the server of a Redis folder; the caller holds the folder's lock. The port and password of the folder's
 * record are kept; when another program has taken the port meanwhile, a new one is chosen.
 * @throws UsageError when no server can be found or started.
 */
export async function ownServer(redisDir: string, onEvent: (message: string) => void): Promise<OwnedServer> {
  const program = await findServerProgram(redisDir, onEvent);
  const kept = readRecord(redisDir);
  if (kept !== null && !(await comesFree(kept)))
    onEvent(`port ${kept.port} is taken by another program; Redis gets a new one`);
  const record = kept !== null && (await isFree(kept.port)) ? kept : newRecord(await freePort());
  if (record !== kept) writeRecord(redisDir, record);
  try {
    const first = await launch(redisDir, record, program);
    return { record, program: program.name, stop: supervise({ redisDir, record, first, onEvent }).stop };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `Redis cannot be started in ${redisDir} with ${program.name}: ${(error as Error).message}`,
      `its own words are in ${redisDir}/redis.log; REDIS_URL names a Redis of yours instead`,
    );
  }
}
