import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type EngineName, engineNames } from './engines.ts';
import { type Measured, measuredSchema } from './measured.ts';

export type Runs = Record<EngineName, Measured[]>;

/**
 * Measures every engine once a round, each time in a process of its own; the order turns from round to round, so that
 * no engine always follows the same one. V8's helper threads are off: one thread does all, collecting garbage too.
 */
export async function measureEngines(
  sample: string,
  { rounds, warmUp, tell }: { rounds: number; warmUp: number; tell(line: string): void },
): Promise<Runs> {
  const runs = Object.fromEntries(engineNames.map((name) => [name, [] as Measured[]])) as Runs;
  for (let round = 0; round < rounds; round++) {
    tell(`round ${round + 1} of ${rounds}`);
    for (let turn = 0; turn < engineNames.length; turn++) {
      const name = engineNames[(round + turn) % engineNames.length];
      if (name !== undefined) runs[name].push(await measureOnce(name, sample, warmUp));
    }
  }
  return runs;
}

async function measureOnce(name: EngineName, sample: string, warmUp: number): Promise<Measured> {
  const program = join(import.meta.dirname, 'measure-engine.ts');
  const child = spawn(process.execPath, ['--single-threaded', program, name, sample, String(warmUp)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [answer, [code, signal]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (code !== 0) throw new Error(`the process that measures ${name} ended with ${signal ?? `exit code ${code}`}`);
  return measuredSchema.parse(JSON.parse(answer));
}
