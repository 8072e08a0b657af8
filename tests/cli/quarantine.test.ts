import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { cli, environment, scratchDir } from '../e2e/cli.ts';
import { failDocument, failedPage } from '../support/failed-documents.ts';

/** A data folder with 12 timeouts of one site and one fault of clean; what the commands say of it, and its rows afterwards. */
async function desk() {
  const dir = await scratchDir();
  const store = openSqliteStore(dir);
  for (let n = 0; n < 12; n++) {
    const failure = { code: 'timeout', detail: `no answer within ${n} s`, stage: 'fetch' as const };
    await failDocument(store, `https://www.example.com/${n}`, failure);
  }
  const broken = await failDocument(store, 'https://news.test/a', { code: 'TypeError', detail: 'boom 7' });
  await store.close();
  const env = environment(dir);
  return {
    dir,
    broken,
    run: (...args: string[]) => cli(['quarantine', ...args], env),
    explain: (...args: string[]) => cli(['explain', ...args], env),
    async counts() {
      const { stdout } = await cli(['status', '--json'], env);
      return JSON.parse(stdout);
    },
  };
}

it('tells causes first, most first, with the next step', async () => {
  const { run } = await desk();
  const { stdout, code } = await run('list');
  expect(stdout).toMatch(/^12 × timeout from example.com {2}in fetch\n {4}no answer within <n> s\n/);
  expect(stdout).toMatch(/→ when the host is well: copydesk quarantine retry --like [0-9a-f]{20}/);
  expect(stdout).toMatch(/1 × TypeError from news.test/);
  expect(stdout).toMatch(/13 cases in 2 groups\. --each lists the documents\.\n$/);
  expect(code).toBe(0);
  const each = JSON.parse((await run('list', '--each', '--site', 'www.example.com', '--limit', '3', '--json')).stdout);
  expect([each.total, each.cases.length]).toEqual([12, 3]);
});

it('shows a case whole, gives its page to a file, and explains it as it was', async () => {
  const { run, explain, broken, dir } = await desk();
  const { stdout } = await run('show', broken.slice(0, 8));
  for (const part of ['TypeError: boom 7', 'clean, attempt 4, run 1', 'desk:12', 'v26.0.0', 'clean.ts:12:3'])
    expect(stdout).toContain(part);
  const file = join(dir, 'page.html');
  await run('show', broken, '--body', file);
  expect(await readFile(file, 'utf8')).toBe(`\ufeff${failedPage}`);
  expect((await run('show', broken, '--body', '-')).stdout).toBe(`\ufeff${failedPage}`);
  const explained = JSON.parse((await explain(broken, '--json')).stdout);
  expect([explained.address, explained.blocks[0].text]).toEqual(['https://news.test/a', 'The café']);
});

it('runs again and drops, and every document keeps one ending', async () => {
  const { run, counts, broken } = await desk();
  const retried = JSON.parse((await run('retry', '--like', broken, '--json')).stdout);
  expect(retried.documents).toMatchObject([{ id: broken, run: 2, state: 'accepted' }]);
  const dropped = await run('drop', '--error', 'timeout', '--why', 'a dead site', '--yes');
  expect(dropped.stdout).toBe('12 documents dropped\n');
  expect(await counts()).toMatchObject({ accepted: 13, inFlight: 1, rejected: 12, quarantined: 0, addsUp: true });
  expect((await run('list')).stdout).toBe('Nothing is quarantined.\n');
});

it('changes nothing that nobody was asked about, and teaches', async () => {
  const { run, counts, broken } = await desk();
  const rows: [string[], RegExp][] = [
    [['retry', '--site', 'example.com'], /Run 12 documents again\? Nobody can be asked.*\n {2}say --yes/],
    [['drop', broken], /End 1 document as rejected.*\n {2}say --yes/],
    [['retry'], /name documents, or say --site, --stage/],
    [['retry', broken, '--all'], /exclude each other/],
    [['list', '--since', 'yesterday'], /a day, as 2026-01-31, or a span, as 90m, 24h or 7d/],
  ];
  for (const [args, says] of rows) {
    const { code, stderr } = await run(...args);
    expect(stderr, args.join(' ')).toMatch(says);
    expect(code, args.join(' ')).toBe(2);
  }
  expect(await counts()).toMatchObject({ quarantined: 13 });
});
