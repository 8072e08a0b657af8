import { describe, expect, it } from 'vitest';
import { faultRows } from './rows.ts';
import { runRow } from './run-row.ts';

// Beside each other: most of a row's time goes by in waiting for a lock to run out.
describe.concurrent('each acknowledged address ends once, after', { timeout: 600_000 }, () => {
  it.each(faultRows)('$name', async (row) => {
    const told: string[] = [];
    const result = await runRow(row, { short: true, seed: Date.now(), tell: (message) => void told.push(message) });
    expect(result, told.join('\n')).toMatchObject({ lost: 0, duplicated: 0, faults: [] });
    expect(result.documents).toBeGreaterThan(0);
  });
});
