import { existsSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

// Loaded before the program by a test: the store's writes, which wait for the next turn once a commit, hang for ever from the 4th
// such wait on, as a promise does whose other end has died; five documents in one go take more. The first start alone does so.
const marker = process.env.TEST_HANG_MARKER;
if (process.argv[1]?.endsWith('main.ts') && !existsSync(marker)) {
  writeFileSync(marker, '');
  const nextTurn = timers.setImmediate;
  let n = 0;
  timers.setImmediate = (...values) => (++n > 3 ? new Promise(() => {}) : nextTurn(...values));
  syncBuiltinESMExports();
}
