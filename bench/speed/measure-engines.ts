import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type EngineName, engineNames } from './engines.ts';
import { type Life, lifeSchema, type Measured, measuredSchema } from './measured.ts';

export type Runs = Record<EngineName, Measured[]>;

/** The engines that are measured over a thread's life: readers on DOMs of their own would take an hour. */
const living = ['copydesk', 'bare parse'] as const satisfies EngineName[];
export type Lives = Record<(typeof living)[number], Life[]>;

/**
 * Measures every engine once a round, on that round's sample, each time in a process of its own; the order turns from round
 * to round, so that no engine always follows the same one. V8's helper threads are off: one thread does all, collecting garbage too.
 */
export async function measureEngines(
  samples: readonly string[],
  { warmUp, tell }: { warmUp: number; tell(line: string): void },
): Promise<Runs> {
  const runs = Object.fromEntries(engineNames.map((name) => [name, [] as Measured[]])) as Runs;
  for (const [round, sample] of samples.entries()) {
    tell(`round ${round + 1} of ${samples.length}`);
    for (let turn = 0; turn < engineNames.length; turn++) {
      const name = engineNames[(round + turn) % engineNames.length];
      if (name !== undefined) runs[name].push(measuredSchema.parse(await measureOnce(name, sample, 'warm-up', warmUp)));
    }
  }
  return runs;
}

/** Measures what a thread's life of `pages` pages takes, its first pages among them; none where there are to be none. */
export async function measureLives(
  samples: readonly string[],
  { pages, tell }: { pages: number; tell(line: string): void },
): Promise<Lives> {
  const lives: Lives = { copydesk: [], 'bare parse': [] };
  for (const [round, sample] of pages > 0 ? samples.entries() : []) {
    tell(`a thread's life, round ${round + 1} of ${samples.length}`);
    for (const name of round % 2 === 0 ? living : living.toReversed())
      lives[name].push(lifeSchema.parse(await measureOnce(name, sample, 'life', pages)));
  }
  return lives;
}

async function measureOnce(
  name: EngineName,
  sample: string,
  what: 'warm-up' | 'life',
  count: number,
): Promise<unknown> {
  const program = join(import.meta.dirname, 'measure-engine.ts');
  const child = spawn(process.execPath, ['--single-threaded', program, name, sample, what, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [answer, [code, signal]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (code !== 0) throw new Error(`the process that measures ${name} ended with ${signal ?? `exit code ${code}`}`);
  return JSON.parse(answer);
}
