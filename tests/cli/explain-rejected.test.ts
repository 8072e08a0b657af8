import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import { loadConfig, projectDir } from '../../src/config.ts';
import { openDesk } from '../../src/desk.ts';
import { cli, environment, scratchDir } from '../e2e/cli.ts';

/** A front page: cards that lead to stories, and one paragraph that reads as a sentence. */
const frontPage = `<!doctype html><html lang="en"><title>The Harbour Gazette</title>
<nav><a href="/news">News</a> <a href="/sport">Sport</a></nav><main>${Array.from(
  { length: 12 },
  (_, n) =>
    `<article class="card"><a href="/news/${n}"><h3>Bridge number ${n} opens to traffic</h3></a><p>It rained on the mayor.</p></article>`,
).join('')}</main><footer>Imprint</footer></html>`;
/** Which of the two it is, is decided elsewhere. */
const noArticle = /^(?:index-page|not-news)$/;
const noSentence = 'Home\nNews\nSports\nWeather\n';

type Answer = {
  outcome: string;
  reason: { code: string; detail: string } | null;
  kind: { points: number; signs: { points: number; why: string }[] } | null;
  blocks: { text: string; fate: { kind: string; rule?: string } }[];
};
const sumOf = (signs: { points: number }[]): number => signs.reduce((sum, { points }) => sum + points, 0);

async function explainFile(name: string, content: string, ...options: string[]) {
  const dir = await scratchDir();
  const file = join(dir, name);
  await writeFile(file, content);
  return cli(['explain', file, ...options], environment(dir));
}

describe('copydesk explain of a document that is rejected', () => {
  it('gives programs the outcome, the reason, the signs with their points, and every block', async () => {
    const ran = await explainFile('front.html', frontPage, '--json');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const answer: Answer = JSON.parse(ran.stdout);
    expect(answer).toMatchObject({ outcome: 'rejected', reason: { code: expect.stringMatching(noArticle) } });
    expect(sumOf(answer.kind?.signs ?? [])).toBe(answer.kind?.points);
    const texts = answer.blocks.map(({ text }) => text).join(' ');
    for (const text of ['News Sport', 'Bridge number 0 opens', 'Bridge number 11 opens', 'Imprint'])
      expect(texts).toContain(text);
    expect(answer.blocks.some(({ fate }) => fate.kind === 'removed' && fate.rule)).toBeTruthy();
  });

  it('tells people the outcome first, with its signs', async () => {
    const ran = await explainFile('front.html', frontPage);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const [first = '', second = ''] = ran.stdout.split('\n');
    expect(first).toMatch(/^rejected (?:index-page|not-news): \w+/);
    expect(second).toMatch(/^ +[+-]\d\.\d \w+/);
  });

  it('shows it on the page, the outcome before the blocks', async () => {
    const ran = await explainFile('front.html', frontPage, '--html');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const $ = load(ran.stdout);
    expect($('header .ending').text()).toMatch(/^rejected: (?:index-page|not-news) /);
    expect($('header .signs li').length).toBeGreaterThan(1);
    expect($('.blocks .is-removed').length).toBeGreaterThan(5);
  });

  it.each([
    ['plain text without a sentence', 'menu.txt', noSentence, 'no-text', ['Home', 'News', 'Sports', 'Weather']],
    ['a page without text', 'empty.html', '<!doctype html><script>let a;</script>', 'no-text', []],
    ['a page past a bound', 'deep.html', `<!doctype html>${'<div>'.repeat(2_000)}word`, 'too-deep', []],
  ])('explains %s', async (_what, name, content, code, blocks) => {
    const ran = await explainFile(name, content, '--json');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const answer: Answer = JSON.parse(ran.stdout);
    expect(answer).toMatchObject({ outcome: 'rejected', reason: { code } });
    expect(answer.blocks.map(({ text }) => text)).toEqual(blocks);
    const page = await explainFile(name, content, '--html');
    expect(page).toMatchObject({ code: 0, stderr: '' });
    expect(load(page.stdout)('.ending').text()).toContain(code);
  });

  it('reads standard input for -', async () => {
    const dir = await scratchDir();
    const ran = await cli(['explain', '-', '--json'], environment(dir), noSentence);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(ran.stdout)).toMatchObject({ address: '-', outcome: 'rejected', reason: { code: 'no-text' } });
  });

  it('refuses a name that stands for nothing', async () => {
    const dir = await scratchDir();
    const ran = await cli(['explain', join(dir, 'none.html'), '--json'], environment(dir));
    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.stdout)).toHaveProperty('error');
  });

  it('explains a rejected document of the store from the body that was handed in', async () => {
    const dir = await scratchDir();
    const id = '0123456789abcdef0123';
    const desk = openDesk({ ...loadConfig({ env: {}, cwd: projectDir }), dataDir: dir }, () => {});
    const given = { mediaType: 'text/plain' as const, bytes: Buffer.from(noSentence) };
    await desk.store.ledger.accept([{ id, address: 'menu.txt', source: 'test', given }], { again: false });
    await desk.store.ledger.end(id, 1, { state: 'rejected', reason: { code: 'no-text', detail: 'no sentence' } });
    await desk.close();
    const ran = await cli(['explain', id, '--json'], environment(dir));
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const answer: Answer = JSON.parse(ran.stdout);
    expect(answer).toMatchObject({ outcome: 'rejected', reason: { code: 'no-text' } });
    expect(answer.blocks.map(({ text }) => text)).toEqual(['Home', 'News', 'Sports', 'Weather']);
  });
});
