import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { syntheticPage } from '../../bench/archive/synthetic-pages.ts';
import { packRecord, recordId } from '../../src/archive/warc-record.ts';
import { configDir } from '../../src/config.ts';
import { readWebAddress } from '../../src/sources/web-address.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { cli, environment, scratchDir } from '../e2e/cli.ts';
import { putArticle } from '../support/put-article.ts';

const advice = 'Ward letters are printed on Sundays by the old press.';
const withAdvice = (n: number): string => syntheticPage(n).replace('</article>', `<p>${advice}</p></article>`);

type Told = {
  documents: {
    address: string;
    outcome: string;
    difference: {
      fields: { field: string }[];
      paragraphs: { added: string[]; removed: string[] };
      removals: { added: { rule: string; text: string }[]; gone: { rule: string; text: string }[] };
    };
  }[];
  summary: {
    documents: number;
    outcomes: Record<string, number>;
    fields: object;
    bodies: object;
    removals: object;
    published: number;
  };
};

/** Six documents, three of them with the advice: four from an archive, two handed in. */
async function desk() {
  const dir = await scratchDir();
  const env = environment(join(dir, 'data'));
  const pages = [0, 1, 2, 3, 4, 5].map((n) => ({
    url: `https://${n % 2 === 0 ? 'even' : 'odd'}.example/${n}`,
    html: n < 3 ? withAdvice(n) : syntheticPage(n),
  }));
  const records = pages.slice(0, 4).map(({ url, html }) =>
    packRecord({
      type: 'response',
      id: recordId(),
      date: '2026-04-01T10:00:00Z',
      headers: [['WARC-Target-URI', url]],
      block: Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n${html}`),
    }),
  );
  await writeFile(join(dir, 'a.warc.gz'), Buffer.concat(await Promise.all(records)));
  await writeFile(
    join(dir, 'b.jsonl'),
    pages
      .slice(4)
      .map((page) => JSON.stringify(page))
      .join('\n'),
  );
  const ran = await cli(['replay', join(dir, 'a.warc.gz'), join(dir, 'b.jsonl'), '--wait', '--json'], env);
  expect(ran.code).toBe(0);
  const told = async (...args: string[]): Promise<Told> => {
    const { stdout, stderr } = await cli(['reextract', '--json', ...args], env);
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout) as Told;
  };
  const rules = join(dir, 'rules');
  await mkdir(rules);
  await cp(configDir, rules, { recursive: true });
  const shown = async (url: string) =>
    JSON.parse((await cli(['show', url, '--json'], env)).stdout) as { run: number; body: string };
  return { env, rules, told, pages, shown, dir };
}

const rule = `- id: ward-letter
  why: Where letters are printed is the paper's own affair.
  equals:
    en: [ward letters are printed on sundays by the old press]
  removes: Ward letters are printed on Sundays by the old press.
  keeps: The letters of the ward were printed and read at the old press on the river.
`;

it('says that nothing changes while the rules are as they were', async () => {
  const { told } = await desk();
  expect(await told('--diff')).toMatchObject({
    documents: [],
    summary: { documents: 6, outcomes: { same: 6 }, published: 0 },
  });
}, 120_000);

it('shows exactly what a new rule changes, writes nothing, and then publishes it as new runs', async () => {
  const { env, rules, told, pages, shown } = await desk();
  await writeFile(join(rules, 'boilerplate', 'ward.yaml'), rule);
  const { documents, summary } = await told('--diff', '--rules', rules);
  expect(documents.map(({ address, outcome }) => [address, outcome])).toEqual(
    pages.slice(0, 3).map(({ url }) => [url, 'changed']),
  );
  for (const { difference } of documents) {
    expect(difference).toEqual({
      fields: [],
      paragraphs: { added: [], removed: [advice] },
      reordered: false,
      removals: { added: [{ rule: 'ward-letter', text: advice }], gone: [] },
    });
  }
  expect(summary).toEqual({
    documents: 6,
    outcomes: { changed: 3, same: 3 },
    fields: {},
    bodies: { changed: 3, paragraphsAdded: 0, paragraphsRemoved: 3 },
    removals: { 'ward-letter': { added: 3, gone: 0 } },
    published: 0,
  });
  expect((await shown(pages[0]?.url ?? '')).body).toContain(advice);
  const { stdout } = await cli(['reextract', '--diff', '--rules', rules, '--site', 'odd.example'], env);
  expect(stdout).toContain(`− ${advice}`);
  expect(stdout).toMatch(/ward-letter\s+1\s+0/);
  expect(stdout).toContain('Nothing was written');
  expect((await told('--rules', rules, '--site', 'odd.example')).summary).toMatchObject({
    documents: 3,
    outcomes: { changed: 1 },
  });
  expect((await told('--rules', rules, '--since', '2999-01-01')).summary.documents).toBe(0);
  expect((await told('--rules', rules, '--id', pages[1]?.url ?? '')).summary).toMatchObject({
    documents: 1,
    outcomes: { changed: 1 },
  });
  expect((await cli(['reextract', '--rules', rules, '--publish'], env)).code).toBe(2);
}, 120_000);

it('publishes what differs as new runs, and finds nothing to do the next time', async () => {
  const { env, told, pages, shown, dir } = await desk();
  // Two articles as earlier rules may have made them: one from the archive, one that was handed in.
  const store = openSqliteStore(join(dir, 'data'));
  for (const { url } of [pages[1], pages[5]].filter((page) => page !== undefined)) {
    const read = readWebAddress(url, 'test');
    const article = 'submission' in read ? await store.articles.get(read.submission.id) : null;
    if (article === null) throw new Error(`${url} was not indexed`);
    const earlier = { ...article, title: 'An old title', body: `${article.body}\n\nAn old line.` };
    await putArticle(store.articles, earlier, await store.ledger.digest(article.id, article.run));
  }
  await store.close();

  const { summary } = await told('--publish');
  expect(summary).toMatchObject({
    outcomes: { changed: 2, same: 4 },
    fields: { title: 2 },
    bodies: { changed: 2, paragraphsAdded: 0, paragraphsRemoved: 2 },
    published: 2,
  });
  for (const n of [1, 5]) {
    const article = await shown(pages[n]?.url ?? '');
    expect(article.run).toBe(2);
    expect(article.body).not.toContain('An old line.');
    const list = await cli(['show', pages[n]?.url ?? '', '--versions', '--json'], env);
    const versions = JSON.parse(list.stdout).versions as { version: number; change: { kind: string } | null }[];
    // The bytes are the same: it is the rules that changed.
    expect(versions.map(({ version, change }) => [version, change?.kind])).toEqual([
      [2, 'reworked'],
      [1, undefined],
    ]);
  }
  expect((await told()).summary).toMatchObject({ outcomes: { same: 6 }, published: 0 });
  expect(JSON.parse((await cli(['status', '--json'], env)).stdout)).toMatchObject({
    indexed: 6,
    accepted: 6,
    addsUp: true,
  });
}, 120_000);

it('leaves a document that shares another’s article to that one', async () => {
  const dir = await scratchDir();
  const env = environment(join(dir, 'data'));
  const story = 'https://paper.example/news/2026/11/the-bridge-is-open-again';
  const html = syntheticPage(1).replace('</head>', `<link rel="canonical" href="${story}"></head>`);
  const lines = [story, 'https://paper.example/x/4711000'].map((url) => JSON.stringify({ url, html }));
  await writeFile(join(dir, 'a.jsonl'), `${lines[0]}\n`);
  await writeFile(join(dir, 'b.jsonl'), `${lines[1]}\n`);
  for (const file of ['a.jsonl', 'b.jsonl']) await cli(['replay', join(dir, file), '--wait'], env);
  for (const args of [['--publish'], []]) {
    const { summary } = JSON.parse((await cli(['reextract', '--json', ...args], env)).stdout) as Told;
    expect(summary).toMatchObject({ documents: 2, outcomes: { same: 1, shared: 1 }, published: 0 });
  }
  const { stdout } = await cli(['status', 'https://paper.example/x/4711000', '--json'], env);
  expect(JSON.parse(stdout)).toMatchObject({ run: 1, reason: { code: 'same-document' } });
}, 120_000);

it('goes by the day on which a page was fetched, not by that of its last run', async () => {
  const { env, told, dir } = await desk();
  await cli(['replay', join(dir, 'a.warc.gz'), '--again', '--wait'], env);
  expect((await told('--since', '2026-04-01', '--site', 'https://even.example/x')).summary.documents).toBe(3);
  // Two were handed in today without a day of their own.
  expect((await told('--since', '2026-04-02')).summary.documents).toBe(2);
}, 120_000);
