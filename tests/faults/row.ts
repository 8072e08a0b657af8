import type { Arena } from './arena/arena.ts';

/** A fault: what is done to the line while it works. One file a fault or a family of them, named in rows.ts. */
export type FaultRow = {
  name: string;
  /** What is done, for the table. */
  injects: string;
  /** How often it is done: in `npm run test:faults`, and in the shortened form that `npm test` runs. */
  rounds: { full: number; short: number };
  /** Time is measured: nothing else runs beside it. */
  timed?: true;
  /** How long all may take to end once the fault is over. */
  patienceSeconds?: number;
  settings?: Record<string, string>;
  /** The data folder is a file system of so many megabytes. */
  megabytes?: number;
  redisApart?: true;
  /** The bars that `arena.measured` and the recovery are held to, in the unit that the name ends with. */
  bars?: Record<string, number>;
  /**
   * Does the fault so many times to a line at work, says when it is over (`faultOver`), and leaves workers running.
   * Documents that it knows to be acknowledged stand in `arena.expected`.
   */
  run(arena: Arena, rounds: number, form: 'full' | 'short'): Promise<void>;
};
