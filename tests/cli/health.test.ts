import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dayAt, isoDay } from '../../src/health/days.ts';
import { addEnding, emptyTally } from '../../src/store/day-tally.ts';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { cli, environment, scratchDir } from '../e2e/cli.ts';

/** A data folder with 50 days of two sites; `lost.test` has had no dates for three days. */
async function desk() {
  const dir = await scratchDir();
  const { db, close } = openDatabase(join(dir, 'copydesk.db'));
  const put = db.prepare('INSERT INTO day_tallies (scope, day, tally) VALUES (?, ?, ?)');
  const today = dayAt(Date.now());
  for (const site of ['lost.test', 'well.test']) {
    for (let ago = 0; ago < 50; ago++) {
      const tally = emptyTally();
      for (let n = 0; n < 20; n++) {
        const signs = { title: true, date: site === 'well.test' || ago > 2, byline: true, words: 500 };
        addEnding(tally, `${n}`.padStart(20, '0'), { state: 'indexed', signs });
      }
      put.run(`site:${site}`, isoDay(today - ago), JSON.stringify(tally));
    }
  }
  await close();
  const env = environment(dir);
  return { today, run: (...args: string[]) => cli(['health', ...args], env) };
}

it('ends with 1 while an alarm is on, and tells what, since when, and what to do', async () => {
  const { run, today } = await desk();
  const { code, stdout } = await run();
  expect(code).toBe(1);
  expect(stdout).toMatch(new RegExp(`lost.test +have no date +${isoDay(today - 2)} +0 % +100 %`));
  expect(stdout).toContain('→ copydesk explain 00000000000000000019 shows what the page gives');
  expect(stdout).toMatch(/1 alarm: 2 sites, 2 of them with a past of three weeks; 0 feeds\n$/);
});

it('ends with 0 when all is well, and with 2 for what it cannot mean', async () => {
  const { run } = await desk();
  const well = await run('--site', 'https://www.well.test/news');
  expect([well.code, well.stdout]).toEqual([0, 'no alarm: 1 site, 1 of them with a past of three weeks; 0 feeds\n']);
  const wrong = await run('--site', 'a b');
  expect([wrong.code, wrong.stderr]).toMatchObject([2, expect.stringContaining('It must be a host, as example.org')]);
});
