import type { FaultRow } from './row.ts';
import { clockWrong } from './rows/clock.ts';
import { connectionRows } from './rows/connection.ts';
import { sameAddress, seedsAgain } from './rows/crowd.ts';
import { fullRows } from './rows/full.ts';
import { killedAtRows } from './rows/killed-at.ts';
import { poisonRows } from './rows/poison.ts';
import { reconcilerRows } from './rows/reconciler.ts';
import { logCutShort, redisFlushed, redisKilled, redisOwnerKilled } from './rows/redis-gone.ts';
import { workerKilled } from './rows/worker-killed.ts';
import { workerFrozen, workerTermed } from './rows/worker-stopped.ts';

/** All faults, in the order of the table. */
export const faultRows: readonly FaultRow[] = [
  ...killedAtRows,
  workerKilled,
  workerTermed,
  workerFrozen,
  redisKilled,
  redisOwnerKilled,
  redisFlushed,
  logCutShort,
  ...poisonRows,
  ...connectionRows,
  ...fullRows,
  ...reconcilerRows,
  clockWrong,
  sameAddress,
  seedsAgain,
];
