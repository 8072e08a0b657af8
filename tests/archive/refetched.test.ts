import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cli, until } from '../e2e/cli.ts';
import { workingOn } from '../fetch/refetching.ts';
import { putArticle } from '../support/put-article.ts';
import { strictRecords } from './strict-members.ts';

const paragraphs = [
  'The council voted 12 to 3 for the new bridge on Monday, and work on both banks of the river begins in May.',
  'It will cost 4.5 million euros, Mayor Anna Berg said, of which the state pays a third over the next two years.',
  'Three members of the opposition spoke against it, and asked that the old ferry be kept until the bridge is open.',
];
const bare = `<!doctype html><html lang="en"><head><meta property="og:type" content="article"></head>
<body><article>${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}</article></body></html>`;

const hints = { from: 'https://paper.test/feed', title: 'Council votes for bridge', publishedAt: '2024-05-06' };

it('a page that a feed named keeps its hints and its bytes: through the line, today’s rules and the next fetch', async () => {
  const line = await workingOn({
    'paper.test': (request, response) => {
      if (request.url === '/robots.txt') return void response.writeHead(404).end();
      const etag = '"1"';
      if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
      response.writeHead(200, { 'content-type': 'text/html', etag }).end(bare);
    },
  });
  const address = 'http://paper.test/news/2024/bridge-vote';
  const { id } = await line.readOne(address, hints);
  const article = await line.articles.get(id);
  if (article === null) throw new Error('it was not indexed');
  expect(article).toMatchObject({ run: 1, title: hints.title, publishedAt: '2024-05-06', publishedPrecision: 'day' });
  expect(article.evidence.title?.source).toBe(`feed hint:${hints.from}`);

  const reextracted = async (...args: string[]): Promise<object> =>
    JSON.parse((await cli(['reextract', '--json', ...args], line.env)).stdout).summary;
  expect(await reextracted()).toMatchObject({ outcomes: { same: 1 } });
  const earlier = { ...article, body: `${article.body}\n\nA line that earlier rules kept.` };
  await putArticle(line.articles, earlier, await line.ledger.digest(id, 1));
  expect(await reextracted('--publish')).toMatchObject({ outcomes: { changed: 1 }, published: 1 });
  expect((await line.articles.versions(id)).map(({ run, change }) => [run, change?.kind])).toEqual([
    [2, 'reworked'],
    [1, undefined],
  ]);

  expect(await line.readOne(address)).toMatchObject({ run: 3, stage: 'fetch', reason: { code: 'unchanged' } });
  expect(await reextracted()).toMatchObject({ outcomes: { same: 1 } });
  const folder = join(line.dataDir, 'archive');
  const types = await until(async () => {
    const files = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file))));
    const pages = (await Promise.all(files.map(strictRecords)))
      .flat()
      .filter(({ fields }) => fields['WARC-Target-URI'] === address)
      .map(({ fields }) => fields['WARC-Type']);
    return pages.includes('revisit') ? pages : null;
  }, 10);
  expect(types.filter((type) => type !== 'request')).toEqual(['response', 'revisit']);
}, 120_000);
