import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { cli, environment, scratchDir } from '../e2e/cli.ts';

it('status --check exits with 0 while all adds up, and with 1 and the id of what does not', async () => {
  const dataDir = await scratchDir();
  const store = openSqliteStore(dataDir);
  const [id, lost] = ['0123456789abcdef0123', 'abcdef0123456789abcd'];
  const submissions = [id, lost].map((one) => ({ id: one, address: `https://a.example/${one}`, source: 'test' }));
  await store.ledger.accept(submissions, { again: false });
  for (const one of [id, lost])
    await store.ledger.end(one, 1, { state: 'rejected', reason: { code: 'no-text', detail: 'nothing' } });
  await store.close();
  const env = environment(dataDir);

  const whole = await cli(['status', '--check'], env);
  expect(whole.stdout).toContain('conservation holds');
  expect(whole.code).toBe(0);

  const db = new DatabaseSync(join(dataDir, 'copydesk.db'));
  db.exec(`UPDATE ledger SET reason_code = NULL WHERE id = '${lost}'`);
  db.close();
  const broken = await cli(['status', '--check'], env);
  expect(broken.stdout).toMatch(new RegExp(`${lost}[^]*1 BREACHES`));
  expect(broken.stdout).not.toContain(id);
  expect(broken.code).toBe(1);
}, 120_000);
