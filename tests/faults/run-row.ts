import { lastWords, openArena } from './arena/arena.ts';
import { judge, type Verdict } from './arena/verdict.ts';
import type { FaultRow } from './row.ts';

/** What came of one row. */
export type RowResult = Verdict & {
  row: string;
  injects: string;
  rounds: number;
  measured: Record<string, number>;
  seconds: number;
};

export type RowOptions = { short: boolean; rounds?: number; seed: number; tell(message: string): void };

/** Generous: how long it took is told, and a slow machine is no damage. */
const defaultPatienceSeconds = 180;

/** Runs a row in an arena of its own and judges it. Never throws: a row that cannot be done is a fault too. */
export async function runRow(row: FaultRow, options: RowOptions): Promise<RowResult> {
  const began = performance.now();
  const { name, injects, settings = {}, megabytes, redisApart = false } = row;
  const rounds = options.rounds ?? (options.short ? row.rounds.short : row.rounds.full);
  const tell = (message: string): void => options.tell(`${name}: ${message}`);
  const result = (verdict: Verdict, measured: Record<string, number> = {}): RowResult => ({
    row: name,
    injects,
    rounds,
    ...verdict,
    measured,
    seconds: (performance.now() - began) / 1000,
  });
  const undone = (documents: number, why: string): RowResult =>
    result({ documents, lost: 0, duplicated: 0, recoverySeconds: 0, faults: [`it could not be done: ${why}`] });

  const disk = megabytes === undefined ? {} : { megabytes };
  const opened = openArena({ name, seed: options.seed, tell, settings, redisApart, ...disk });
  const arena = await opened.catch((error: Error) => error);
  if (arena instanceof Error) return undone(0, arena.message);
  try {
    await row.run(arena, rounds, options.short ? 'short' : 'full');
    const verdict = await judge(arena, row.patienceSeconds ?? defaultPatienceSeconds);
    await arena.stopWorkers();
    const { measured, damage } = arena;
    const faults = [
      ...verdict.faults,
      ...damage,
      // What measures time says nothing with others at work beside it, as they are in the short form.
      ...(row.timed && options.short ? [] : overBars(row.bars ?? {}, { ...verdict, ...measured })),
    ];
    if (faults.length > 0) tell(`the last words of its processes:\n${await lastWords(arena.dir)}`);
    return result({ ...verdict, faults }, measured);
  } catch (error) {
    return undone(arena.expected.size, `${(error as Error).message}\n${await lastWords(arena.dir)}`);
  } finally {
    await arena.close();
  }
}

function overBars(bars: Record<string, number>, figures: Record<string, unknown>): string[] {
  return Object.entries(bars)
    .filter(([what, bar]) => !(Number(figures[what]) <= bar))
    .map(([what, bar]) => `${what} is ${figures[what]}, over the bar of ${bar}`);
}
