import type { FaultRow } from './row.ts';
import { type RowOptions, type RowResult, runRow } from './run-row.ts';

/**
 * Runs rows, those that measure time alone and the others `atOnce` beside each other; tells of each result as it comes.
 * @returns the results in the order of the rows.
 */
export async function runAll(
  rows: readonly FaultRow[],
  options: RowOptions & { atOnce: number },
  onResult: (result: RowResult) => void,
): Promise<RowResult[]> {
  const results = new Map<FaultRow, RowResult>();
  const take = async (queue: FaultRow[]): Promise<void> => {
    for (let row = queue.shift(); row !== undefined; row = queue.shift()) {
      const result = await runRow(row, options);
      results.set(row, result);
      onResult(result);
    }
  };
  const timed = rows.filter((row) => row.timed);
  const others = rows.filter((row) => !row.timed);
  await Promise.all(Array.from({ length: options.atOnce }, () => take(others)));
  await take(timed);
  return rows.flatMap((row) => results.get(row) ?? []);
}
