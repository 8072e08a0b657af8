import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { audit } from '../../bench/accounts/audit.ts';
import { pageText } from '../../bench/accounts/page-text.ts';
import { UsageError } from '../../src/errors.ts';
import type { Article } from '../../src/pipeline/article.ts';
import { explainDocument } from '../../src/pipeline/explain-document.ts';
import { processDocument } from '../../src/pipeline/process.ts';
import { ruleIds } from '../../src/pipeline/rule-ids.ts';
import { loadSites } from '../../src/site-files.ts';
import { cli, environment } from '../e2e/cli.ts';
import { book, options, passed, projectDir, raw } from './documents.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sites-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sentence = (n: number): string =>
  `On day ${n} the mayor said that the bridge in the harbour would be opened to traffic in the spring.`;
const paragraphs = [1, 2, 3, 4, 5, 6].map((n) => `<p>${sentence(n)} ${sentence(n + 10)}</p>`).join('\n');
const html = `<!doctype html><html lang="en"><head><title>Bridge opens to traffic</title>
<meta name="author" content="Max Muster"></head><body><main>
<h1>Bridge opens to traffic</h1><b class="head">Harbour bridge is open at last</b><span class="who">Jane Roe</span>
<i class="day" data-at="2024-05-04T10:00:00Z">yesterday</i>
<article>${paragraphs}
<p class="note">${sentence(21)} ${sentence(22)}</p>
<p>The bridge <span class="tip">(tap to learn more about bridges)</span> is a hundred years old, the city said on Tuesday.</p>
<aside class="facts"><p>The bridge is 300 metres long, and was built by four hundred workers within three years.</p></aside>
</article><p class="after">${sentence(31)} ${sentence(32)}</p></main></body></html>`;
const url = 'https://www.example.org/news/2024/05/bridge-opens-to-traffic';

function article(rules: string, page: { html?: string; url?: string } = {}): Article {
  writeFileSync(join(folder, 'example.yaml'), `hosts: [example.org]\nwhy: It is so on this site.\n${rules}`);
  const document = raw(page.html ?? html, { url: page.url ?? url });
  const withSites = { ...book, sites: loadSites([folder]) };
  expect(
    audit(explainDocument(document, withSites, options), pageText(document.text), ruleIds(withSites)),
    'all text is accounted for',
  ).toEqual([]);
  return passed(processDocument(document, withSites, options));
}

describe('a rule for one site', () => {
  it('takes out what it selects, under its own name and with its own reason', () => {
    const { body, removals } = article(
      'remove:\n  - .none\n  - { select: p.note, why: A note of the editors to themselves. }\n',
    );
    expect(body).not.toContain('On day 21');
    expect(removals).toContainEqual(
      expect.objectContaining({
        rule: 'site:example.org/remove-2',
        reason: 'A note of the editors to themselves.',
        text: `${sentence(21)} ${sentence(22)}`,
      }),
    );
  });

  it('cuts what it selects within a line out of that line', () => {
    const { body, removals } = article('remove: [.tip]\n');
    expect(body).toContain('The bridge is a hundred years old, the city said');
    expect(removals).toContainEqual({
      block: expect.any(Number),
      whole: false,
      text: '(tap to learn more about bridges)',
      rule: 'site:example.org/remove-1',
      reason: 'It is so on this site.',
    });
  });

  it('keeps what other rules take, but for what it takes itself within', () => {
    const fact = 'The bridge is 300 metres long';
    expect(article('').body).not.toContain(fact);
    expect(article('keep: [.facts]\n').body).toContain(fact);
    expect(article('keep: [.facts]\nremove: [.facts p]\n').body).not.toContain(fact);
  });

  it('says where the story stands', () => {
    const { body, removals } = article('body: [article]\n');
    expect(body).toContain('On day 6');
    expect(body).not.toContain('On day 31');
    expect(removals.find(({ text }) => text.includes('On day 31'))?.rule).toBe('site:example.org/body-1');
  });

  it('that says where the story stands and errs changes nothing, and is noted', () => {
    const { body, notes } = article('body: [.moved]\n');
    expect(body).toBe(article('').body);
    expect(notes).toContainEqual({ code: 'site-rule-idle', detail: expect.stringContaining('.moved') });
  });

  it('reads fields, which win over what the page declares and leave it in the evidence', () => {
    const read = article('fields: { title: b.head, bylines: .who, publishedAt: i.day@data-at, dek: .none }\n');
    expect(read).toMatchObject({
      title: 'Harbour bridge is open at last',
      bylines: ['Jane Roe'],
      publishedAt: '2024-05-04T10:00:00Z',
      publishedPrecision: 'second',
      dek: article('').dek,
    });
    expect(read.evidence.bylines).toMatchObject({ source: 'site:example.org/bylines' });
    const beaten = read.evidence.bylines?.candidates.find(({ value }) => value === 'Max Muster');
    expect(beaten?.lost).toBe('a rule of the site says otherwise');
  });

  it.each([
    ['the site itself', 'https://example.org/news/1', true],
    ['a subdomain', 'https://www.news.example.org/1', true],
    ['a host that ends alike', 'https://badexample.org/1', false],
    ['another site', 'https://example.net/1', false],
  ])('reaches %s as it should', (_which, address, reached) => {
    const { removals } = article('remove: [p.note]\n', { url: address });
    expect(removals.some(({ rule }) => rule.startsWith('site:'))).toBe(reached);
  });

  it('cannot be claimed by a page', () => {
    const forged = html.replace('<p>On day 3 ', '<p data-copydesk-site="site:example.org/remove-1">On day 3 ');
    expect(article('remove: [.none]\n', { html: forged }).body).toContain('On day 3 ');
  });

  it('in a folder of the user replaces the rules that the host had', () => {
    const own = mkdtempSync(join(folder, 'own-'));
    writeFileSync(join(folder, 'a.yaml'), 'hosts: [example.org, example.net]\nwhy: A.\nremove: [.a]\n');
    writeFileSync(join(own, 'b.yaml'), 'hosts: [example.org]\nwhy: B.\nremove: [.b]\n');
    const sites = loadSites([folder, own]);
    expect(sites.get('example.org')?.rules).toMatchObject([{ select: '.b' }]);
    expect(sites.get('example.net')?.rules).toMatchObject([{ select: '.a' }]);
  });

  it('is read from the folder that COPYDESK_SITES_DIR names', async () => {
    writeFileSync(join(folder, 'a.yaml'), 'hosts: [example.org]\nwhy: A.\nremove: [p.note]\n');
    const line = `${JSON.stringify({ id: 1, url, html })}\n`;
    const run = (more: Record<string, string>) => cli(['extract', '--jsonl'], environment(folder, more), line);
    expect((await run({ COPYDESK_SITES_DIR: folder })).stdout).toContain('site:example.org/remove-1');
    expect((await run({})).stdout).not.toContain('site:example.org');
    expect(await run({ COPYDESK_SITES_DIR: join(folder, 'none') })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/cannot read the rules for sites in .*none/),
    });
  });
});

it('the example of config/sites/README.md holds', () => {
  const readme = readFileSync(resolve(projectDir, 'config/sites/README.md'), 'utf8');
  writeFileSync(join(folder, 'a.yaml'), /```yaml\n(.*?)```/s.exec(readme)?.[1] ?? '');
  const site = loadSites([folder]).get('example.net');
  expect(site?.rules[2]).toMatchObject({
    id: 'site:example.org/remove-2',
    why: 'A note of the editors to themselves.',
  });
  expect(site?.fields).toHaveLength(3);
});

describe('a faulty file of rules is told with file, line and key', () => {
  const start = 'hosts: [example.org]\nwhy: A.\n';
  it.each([
    ['an unknown key', `${start}remov: [.a]\n`, /bad\.yaml:3: remov: unknown key \(did you mean remove\?\)/],
    [
      'an unknown field',
      `${start}fields:\n  titel: h1\n`,
      /bad\.yaml:4: fields\.titel: unknown key \(did you mean title\?\)/,
    ],
    ['an unknown key of a rule', `${start}remove:\n  - .a\n  - { selekt: .b }\n`, /bad\.yaml:5: remove\.2/],
    ['a broken selector', `${start}remove:\n  - .a\n  - "p["\n`, /bad\.yaml:5: remove\.2: is no CSS selector: /],
    [
      'an address for a host',
      'hosts:\n  - https://example.org/\nwhy: A.\n',
      /bad\.yaml:2: hosts\.1: is no host: write/,
    ],
    ['no reason', 'hosts: [example.org]\nremove: [.a]\n', /bad\.yaml:1: why: /],
    ['no YAML', `${start}remove: [\n`, /bad\.yaml:\d: is not valid YAML: /],
    ['an empty file', '', /bad\.yaml:1: the file: /],
  ])('%s', (_fault, text, message) => {
    writeFileSync(join(folder, 'bad.yaml'), text);
    expect(() => loadSites([folder])).toThrow(UsageError);
    expect(() => loadSites([folder])).toThrow(message);
  });

  it('two files for one host', () => {
    for (const name of ['a', 'b']) writeFileSync(join(folder, `${name}.yaml`), start);
    expect(() => loadSites([folder])).toThrow(/b\.yaml: hosts: example\.org has its rules in a\.yaml already/);
  });
});
