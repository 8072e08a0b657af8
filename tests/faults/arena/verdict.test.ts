import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { FaultRow } from '../row.ts';
import { runRow } from '../run-row.ts';
import type { Arena } from './arena.ts';

// A verdict that cannot see damage would pass every row: each kind is done here on purpose, past the line.

/** Documents that went through the line unharmed, and then this happens to the arena. */
const damaged = (harm: (arena: Arena, sql: (statement: string) => void) => unknown): FaultRow => ({
  name: 'planted damage',
  injects: 'damage done past the line',
  rounds: { full: 1, short: 1 },
  patienceSeconds: 3,
  async run(arena) {
    await arena.work();
    await arena.feed(4);
    await arena.until('all have ended', async () => (await arena.ended()) === 4);
    await harm(arena, (statement) => {
      const db = new DatabaseSync(join(arena.dataDir, 'copydesk.db'), { timeout: 5_000 });
      db.exec(statement);
      db.close();
    });
  },
});

const judged = (row: FaultRow) => runRow(row, { short: true, seed: 1, tell: () => {} });
const first = "(SELECT id FROM ledger WHERE address LIKE '%story-0')";

describe.concurrent('the verdict', () => {
  it.each<[string, FaultRow, object]>([
    ['nothing, when there is none', damaged(() => {}), { lost: 0, duplicated: 0, faults: [] }],
    [
      'a row that is gone',
      damaged((_, sql) => sql(`DELETE FROM ledger WHERE id = ${first}`)),
      { lost: 1, faults: expect.arrayContaining([expect.stringContaining('story-0 has no row')]) },
    ],
    [
      'an article that is gone',
      damaged((_, sql) => sql(`DELETE FROM articles WHERE id = ${first}`)),
      { lost: 1, faults: expect.arrayContaining([expect.stringContaining('story-0 is indexed and has no article')]) },
    ],
    [
      'an ending that it should not have',
      damaged((_, sql) => sql(`UPDATE ledger SET state = 'quarantined' WHERE id = ${first}`)),
      { faults: expect.arrayContaining([expect.stringContaining('story-0 is quarantined, not indexed')]) },
    ],
    [
      'a second run',
      damaged((_, sql) => sql(`UPDATE ledger SET run = 2 WHERE id = ${first}`)),
      { faults: expect.arrayContaining([expect.stringContaining('story-0 ended by run 2, not 1')]) },
    ],
    [
      'a document that was never acknowledged',
      damaged((arena) => void arena.expected.delete('https://feed.example/story-0')),
      { duplicated: 2, faults: expect.arrayContaining(['4 rows for 3 addresses']) },
    ],
    [
      'a body that was left',
      damaged(async (arena) => {
        // A reconciler at work would free it.
        await arena.stopWorkers();
        await arena.bodies.save({ id: '0123456789abcdef0123', run: 1 }, 'clean', new Uint8Array(1));
      }),
      { faults: expect.arrayContaining(['1 bodies in the document store']) },
    ],
    [
      'a job that nobody does',
      damaged((arena) => arena.queues.all[0]?.add('later', {}, { delay: 60_000 })),
      { faults: expect.arrayContaining([expect.stringContaining('1 jobs in fetch')]) },
    ],
  ])('sees %s', async (_, row, verdict) => {
    expect(await judged(row)).toMatchObject(verdict);
  });

  it('sees a bar that is missed', async () => {
    const row = damaged((arena) => {
      arena.measured.stalled = 3;
    });
    const result = await judged({ ...row, bars: { stalled: 0, unheard: 1 } });
    expect(result.faults).toEqual(['stalled is 3, over the bar of 0', 'unheard is undefined, over the bar of 1']);
  });
});
