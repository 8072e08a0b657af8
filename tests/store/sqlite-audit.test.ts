import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { auditChecks } from '../../src/store/sqlite/audit-checks.ts';
import { schema } from '../../src/store/sqlite/schema.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { auditContract, breachesOf, livelyStore } from './audit.contract.ts';

async function make() {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-audit-'));
  const store = openSqliteStore(dir);
  return {
    ...store,
    dir,
    async close() {
      await store.close();
      await rm(dir, { recursive: true });
    },
  };
}

auditContract('SQLite', make);

const id = (n: number): string => n.toString(16).padStart(20, '0');

/** What goes wrong beside every port: the damage, and the kinds and ids that the audit must name. */
const damages: [string, string, (string | null)[][]][] = [
  [
    'a row that vanished',
    `DELETE FROM ledger WHERE id = '${id(6)}'`,
    [
      ['count-off', null],
      ['belongs-to-nothing', id(6)],
    ],
  ],
  [
    'an ending that was undone',
    `UPDATE ledger SET state = 'accepted' WHERE id = '${id(8)}'`,
    [
      ['count-off', null],
      ['row-broken', id(8)],
    ],
  ],
  ['a state that is none', `UPDATE ledger SET state = 'lost' WHERE id = '${id(6)}'`, [['row-broken', id(6)]]],
  [
    'an ending without its time',
    `UPDATE ledger SET times = json_remove(times, '$.ended') WHERE id = '${id(8)}'`,
    [['row-broken', id(8)]],
  ],
  [
    'a rejection without a reason',
    `UPDATE ledger SET reason_code = NULL WHERE id = '${id(8)}'`,
    [['row-broken', id(8)]],
  ],
  [
    'a run that was forgotten',
    `UPDATE ledger SET past = '[]' WHERE id = '${id(3)}'`,
    [
      ['count-off', null],
      ['run-without-ending', id(3)],
    ],
  ],
  [
    'a run that ended twice',
    `UPDATE ledger SET past = json_insert(past, '$[#]', past -> 0) WHERE id = '${id(3)}'`,
    [
      ['count-off', null],
      ['run-without-ending', id(3)],
    ],
  ],
  [
    'an article that vanished',
    `DELETE FROM articles WHERE id = '${id(3)}'`,
    [
      ['article-missing', id(3)],
      ['article-unsearchable', null],
    ],
  ],
  [
    'an article of another run',
    `UPDATE articles SET run = 1 WHERE id = '${id(3)}'`,
    [
      ['article-of-other-run', id(3)],
      ['article-without-row', id(3)],
    ],
  ],
  [
    'an article that cannot be found',
    `DELETE FROM articles_text WHERE rowid = (SELECT seq FROM articles WHERE id = '${id(3)}')`,
    [['article-unsearchable', id(3)]],
  ],
  ['a version that vanished', `DELETE FROM article_versions WHERE id = '${id(1)}'`, [['versions-broken', id(1)]]],
  ['a case that vanished', `DELETE FROM quarantine WHERE id = '${id(4)}'`, [['case-missing', id(4)]]],
  [
    'a given body of nobody',
    `INSERT INTO given VALUES ('${id(77)}', 'd', 'text/plain', NULL, x'00')`,
    [['belongs-to-nothing', id(77)]],
  ],
  ['a count that is off', `UPDATE ledger_counts SET n = n + 1 WHERE state = 'indexed'`, [['count-off', null]]],
];

describe('the audit of SQLite names', () => {
  it.each(damages)('%s', async (_, sql, expected) => {
    const store = await make();
    onTestFinished(store.close);
    await livelyStore(store);
    const other = new DatabaseSync(join(store.dir, 'copydesk.db'));
    expect(Number(other.prepare(sql).run().changes)).toBeGreaterThan(0);
    other.close();
    const found = (await breachesOf(store)).map(({ what, id }) => [what, id]);
    for (const one of expected) expect(found).toContainEqual(one);
    for (const [what] of found) expect(expected.map(([name]) => name)).toContain(what);
  });

  it('every kind that it knows, in these tests', () => {
    const planted = new Set([...damages.flatMap(([, , found]) => found.map(([what]) => what)), 'same-as-nothing']);
    expect(auditChecks.map(({ what }) => what).filter((what) => !planted.has(what))).toEqual([]);
  });
});

it('brings the counts of an earlier version up to its rows', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-audit-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  const old = new DatabaseSync(join(dir, 'copydesk.db'));
  const before = schema.findIndex((step) => step.includes('CREATE TABLE ledger_events'));
  for (const step of schema.slice(0, before)) old.exec(step);
  old.exec(`PRAGMA user_version = ${before}`);
  const insert = old.prepare(
    `INSERT INTO ledger (id, address, source, run, state, stage, reason_code, attempts, times, past) VALUES (?, ?, 'test', ?, ?, 'fetch', ?, 1, ?, ?)`,
  );
  const ended = '2026-01-01T00:00:00.000Z';
  const past = JSON.stringify([{ run: 1, state: 'quarantined', reason: null, ended }]);
  insert.run(id(1), 'a', 2, 'rejected', 'x', JSON.stringify({ accepted: ended, ended }), past);
  insert.run(id(2), 'b', 1, 'accepted', null, JSON.stringify({ accepted: ended }), '[]');
  old.close();
  const store = openSqliteStore(dir);
  onTestFinished(store.close);
  expect(await breachesOf(store)).toEqual([]);
  expect(await store.ledger.counts()).toMatchObject({ total: 2, accepted: 1, rejected: 1, inFlight: { fetch: 1 } });
});
