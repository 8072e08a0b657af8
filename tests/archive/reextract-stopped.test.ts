import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { syntheticPage } from '../../bench/archive/synthetic-pages.ts';
import { cli, environment, scratchDir, startCli } from '../e2e/cli.ts';

const documents = 150;

it('a re-extraction that is stopped has published whole documents, and the next one publishes the others', async () => {
  const dir = await scratchDir();
  const sites = join(dir, 'sites');
  await mkdir(sites);
  const env = environment(join(dir, 'data'), { COPYDESK_SITES_DIR: sites });
  const lines = Array.from({ length: documents }, (_, n) =>
    JSON.stringify({
      url: `https://paper.example/${n}`,
      html: syntheticPage(n).replace('</article>', '<p class="ward">Letters are printed on Sundays.</p></article>'),
    }),
  );
  await writeFile(join(dir, 'a.jsonl'), lines.join('\n'));
  expect((await cli(['replay', join(dir, 'a.jsonl'), '--wait'], env)).code).toBe(0);
  await writeFile(join(sites, 'paper.yaml'), 'hosts: [paper.example]\nwhy: A test.\nremove: [.ward]\n');

  const child = startCli(['reextract', '--publish'], env);
  if (child.stdout === null) throw new Error('no output');
  await once(child.stdout, 'data');
  child.kill('SIGINT');
  const [code] = await once(child, 'close');
  expect(code).toBe(1);
  expect(child.seen.stderr).toMatch(/stopped after \d+ documents?: say the same again to go on/);
  const first = Number(/(\d+) documents? published/.exec(child.seen.stdout)?.[1]);
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(documents);

  const rest = JSON.parse((await cli(['reextract', '--publish', '--json'], env)).stdout);
  expect(rest.summary).toMatchObject({
    outcomes: { same: first, changed: documents - first },
    published: documents - first,
  });
  expect((await cli(['status', '--check'], env)).code).toBe(0);
}, 120_000);
