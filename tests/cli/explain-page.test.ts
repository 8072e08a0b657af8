import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import { explainPage } from '../../src/cli/explain-page.ts';
import type { Article } from '../../src/pipeline/article.ts';
import { explain, type Fate } from '../../src/pipeline/explain.ts';
import { explainArticle } from '../../src/pipeline/explain-document.ts';
import { cli, environment, scratchDir } from '../e2e/cli.ts';
import { openTab } from '../server/browser.ts';
import { goldArticles } from '../server/gold-articles.ts';

const seeds = goldArticles().map((article): [string, Article] => [article.address, article]);
const [[, seed] = []] = seeds;
if (seed === undefined) throw new Error('there are no gold articles');

/** What stands on the page for a fate. */
function nameOf(fate: Fate): string {
  if (fate.kind === 'body') return 'kept: body';
  return fate.kind === 'field' ? `field: ${fate.field}` : `removed by ${fate.rule}`;
}

const evil = '"\'><script>alert(1)</script><img src=x onerror=alert(2)></style></title>&lt;';

/** An article in which every text that comes from outside is hostile, with a field, a cut and a stray removal. */
const hostile: Article = {
  ...seed,
  address: `javascript:alert(3)//${evil}`,
  url: null,
  title: evil,
  publisher: evil,
  bylines: [evil],
  language: evil,
  lead: evil,
  body: evil,
  bodyBlocks: [0],
  removals: [
    { block: 1, whole: true, text: evil, rule: `rule ${evil}`, reason: evil },
    { block: 0, whole: false, text: evil, rule: 'other', reason: evil },
    { block: 9, whole: false, text: evil, rule: 'stray', reason: evil },
  ],
  evidence: {
    title: { source: evil, candidates: [{ value: evil, source: evil, block: 2, text: evil }] },
    [evil]: { source: null, candidates: [{ value: evil, source: evil, lost: evil }] },
  },
  notes: [{ code: evil, detail: evil }],
};

describe('the page of an explanation', () => {
  it.each(seeds)('shows every block of %s once, in order, with what became of it', (_address, article) => {
    const $ = load(explainPage(explainArticle(article)));
    const shown = $('.blocks > [id]')
      .toArray()
      .map((block) => ({
        n: Number($(block).attr('id')?.slice(1)),
        text: $(block).children('.said').text(),
        label: $(block).children('.label').text() || 'body',
      }));
    const expected = explain(article).map(({ n, text, fate }) => ({
      n,
      text,
      label: fate.kind === 'removed' ? `${nameOf(fate)}: ${fate.reason}` : fate.kind === 'body' ? 'body' : nameOf(fate),
    }));
    expect(expected.length).toBeGreaterThan(5);
    expect(shown).toEqual(expected);
  });

  it.each(seeds)('counts in its legend what %s holds, each rule in a colour and by its name', (_address, article) => {
    const $ = load(explainPage(explainArticle(article)));
    const legend = $('.legend li')
      .toArray()
      .map((item) => ({
        what: $(item).find('.what').text(),
        blocks: Number(/^(\d+) block/.exec($(item).find('.n').text())?.[1] ?? 0),
        colour: $(item).attr('style'),
      }));
    const counts = new Map<string, number>();
    for (const { fate } of explain(article)) counts.set(nameOf(fate), (counts.get(nameOf(fate)) ?? 0) + 1);
    expect(new Map(legend.map(({ what, blocks }) => [what, blocks]))).toEqual(counts);
    const rules = legend.filter(({ what }) => what.startsWith('removed'));
    expect(rules.length).toBeGreaterThan(0);
    expect(new Set(rules.map(({ colour }) => colour)).size).toBe(rules.length);
  });

  it('hides the blocks of a colour without a script', async () => {
    const { page } = await openTab({ javaScriptEnabled: false });
    await page.setContent(explainPage(explainArticle(seed)));
    const body = page.locator('.blocks .is-body');
    expect(await body.first().isVisible()).toBe(true);
    await page.getByLabel('kept: body').uncheck();
    expect(await body.first().isVisible()).toBe(false);
    expect(await page.locator('.blocks .is-removed').first().isVisible()).toBe(true);
  });

  it('shows hostile text as text, runs and loads nothing, and offers no such address', async () => {
    const { page, complaints } = await openTab();
    const asked: string[] = [];
    const dialogs: string[] = [];
    page.on('request', (request) => void asked.push(request.url()));
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      return dialog.dismiss();
    });
    await page.setContent(explainPage(explainArticle(hostile)));
    expect(await page.locator('script, img, iframe, link, [onerror]').count()).toBe(0);
    expect(await page.locator('a:not([href^="#"])').count()).toBe(0);
    expect(await page.locator('h1').textContent()).toBe(evil);
    expect(await page.locator('.blocks .said').allTextContents()).toEqual(Array.from({ length: 5 }, () => evil));
    expect({ asked, dialogs, complaints }).toEqual({ asked: [], dialogs: [], complaints: [] });
  });

  it('shows each candidate that lost, and why', async () => {
    const { page } = await openTab();
    await page.setContent(explainPage(explainArticle(hostile)));
    const lost = page.locator('.fields .lost li');
    expect(await lost.count()).toBe(1);
    expect(await lost.locator('.why').textContent()).toBe(evil);
    expect(await lost.isVisible()).toBe(true);
  });
});

const source = `<!doctype html><html lang="en"><title>Bridge opens</title><nav><a href="/">Home</a> <a href="/n">News</a></nav>
<h1>Bridge opens after nine years of work</h1>
<p>The bridge over the northern river opened on Tuesday, nine years after the first stone was laid by the mayor.</p>
<p>About four thousand people walked across it in the first hour, the city said in a statement in the evening.</p>
<p>Trams will follow in the spring, when the rails on the eastern bank have been joined to those of the bridge.</p></html>`;

describe('copydesk explain --html', () => {
  it('writes the page of a file to a file, or else to standard output', async () => {
    const dir = await scratchDir();
    const [from, to] = [join(dir, 'page.html'), join(dir, 'explained.html')];
    await writeFile(from, source);
    const written = await cli(['explain', from, '--html', to], environment(dir));
    expect(written).toMatchObject({ code: 0, stdout: '', stderr: `${to} shows what became of ${from}\n` });
    const printed = await cli(['explain', from, '--html'], environment(dir));
    expect(printed).toMatchObject({ code: 0, stderr: '' });
    expect(printed.stdout).toContain('Trams will follow in the spring');
    expect(printed.stdout).toBe(await readFile(to, 'utf8'));
  });

  it.each([
    ['onto the document itself', ['--html', 'page.html'], /page\.html is the document itself\n {2}name another file/],
    ['into a folder that is not there', ['--html', 'none/out.html'], /none\/out\.html cannot be written: ENOENT/],
    ['together with --json', ['--json', '--html'], /--html and --json exclude each other/],
  ])('refuses to write %s, and leaves the document alone', async (_where, options, message) => {
    const dir = await scratchDir();
    const from = join(dir, 'page.html');
    await writeFile(from, source);
    const named = options.map((word) => (word.endsWith('.html') ? join(dir, word) : word));
    const refused = await cli(['explain', from, ...named], environment(dir));
    expect(refused.code).toBe(2);
    // With --json the error is the answer; nothing of the page is written in either case.
    expect(refused.stdout).toMatch(options.includes('--json') ? /^\{"error":/ : /^$/);
    expect(refused.stderr).toMatch(message);
    expect(await readFile(from, 'utf8')).toBe(source);
  });
});
