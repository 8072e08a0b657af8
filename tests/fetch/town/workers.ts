import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { loadConfig } from '../../../src/config.ts';
import { openDesk } from '../../../src/desk.ts';
import { enqueue } from '../../../src/sources/submit.ts';
import { readWebAddress } from '../../../src/sources/web-address.ts';
import type { Submission } from '../../../src/store/ledger.ts';

/** Accepts addresses into the store of an environment, makes their jobs, and gives their rows and the open desk. */
export async function acceptAll(env: NodeJS.ProcessEnv, addresses: readonly string[]) {
  const desk = openDesk(loadConfig({ env, cwd: process.cwd() }), () => {});
  const submissions = addresses.map((address): Submission => {
    const read = readWebAddress(address, 'town');
    if ('error' in read) throw new Error(read.error);
    return read.submission;
  });
  const rows = (await desk.store.ledger.accept(submissions, { again: false })).map(({ row }) => row);
  const opened = await desk.openQueues(true);
  await enqueue(opened?.queues ?? null, rows);
  return { desk, rows };
}

/** How each row ended: its state, and the code of its reason. */
export async function endingsOf({
  desk,
  rows,
}: Awaited<ReturnType<typeof acceptAll>>): Promise<Record<string, string>> {
  const endings = rows.map(async ({ id, address }) => {
    const row = await desk.store.ledger.get(id);
    return [address, `${row?.state}${row?.reason ? ` ${row.reason.code}` : ''}`] as const;
  });
  return Object.fromEntries(await Promise.all(endings));
}

/** Three worker processes on the network of a town; TOWN of `env` is its map. */
export function startWorkers(env: NodeJS.ProcessEnv): { stop(): Promise<void> } {
  const workers = Array.from({ length: 3 }, () =>
    spawn(process.execPath, [join(import.meta.dirname, 'work.ts')], { env, stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  return {
    async stop() {
      for (const worker of workers) {
        if (worker.exitCode !== null) continue;
        worker.kill('SIGTERM');
        await once(worker, 'exit');
      }
    },
  };
}
