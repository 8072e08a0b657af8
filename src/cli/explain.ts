import { once } from 'node:events';
import { readFile, realpath, stat, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Config } from '../config.ts';
import { openDesk, version } from '../desk.ts';
import { UsageError } from '../errors.ts';
import type { Article, Outcome } from '../pipeline/documents.ts';
import { type ExplainedBlock, explain } from '../pipeline/explain.ts';
import { readWebAddress } from '../sources/web-address.ts';
import { contextOf } from './context.ts';
import { fieldHelp } from './field-help.ts';
import { type Output, paint, shown } from './output.ts';
import { findArticle, heldArticle } from './show.ts';

/** `copydesk explain`: every block with what became of it and why, every field with its candidates. */
export function explainCommand(program: Command): void {
  program
    .command('explain')
    .description(
      'show each block of a document kept or removed, by which rule and why, and each field with its candidates',
    )
    .argument(
      '<id-or-file-or-url>',
      'an id of the store, a file, or a web address (known ones from the store, others are fetched)',
    )
    .option('--html [file]', 'write one self-contained page instead, to a file or else to standard output')
    .addHelpText(
      'after',
      `
${fieldHelp()}

Examples:
  copydesk explain https://example.org/news/1
  copydesk explain page.html --html explained.html`,
    )
    .action(async (name: string, options: { html?: string | true }, command) => {
      const { config, output } = contextOf(command);
      if (options.html !== undefined && output.json) throw new UsageError('--html and --json exclude each other');
      const article = await obtain(name, config);
      if (options.html !== undefined) {
        await writePage(article, name, options.html, output);
        return;
      }
      const blocks = explain(article);
      const { evidence, notes } = article;
      output.answer({ id: article.id, address: article.address, blocks, evidence, notes }, () =>
        explanationText(article, blocks),
      );
    });
}

/** The page to its file, or to standard output for `true`. @throws UsageError for a file that cannot be written. */
async function writePage(article: Article, name: string, to: string | true, output: Output): Promise<void> {
  const { explainPage } = await import('./explain-page.ts');
  const page = explainPage(article);
  if (to === true) {
    if (!process.stdout.write(page)) await once(process.stdout, 'drain');
    return;
  }
  const [from, onto] = await Promise.all([name, to].map((path) => realpath(path).catch(() => null)));
  if (from !== null && from === onto)
    throw new UsageError(`${to} is the document itself`, 'name another file for the page');
  try {
    await writeFile(to, page);
  } catch (error) {
    throw new UsageError(`${to} cannot be written: ${(error as Error).message}`);
  }
  output.tell(`${to} shows what became of ${name}`);
}

async function obtain(name: string, config: Config): Promise<Article> {
  const file = await stat(name).catch(() => null);
  if (file?.isFile()) return articleOf(name, await processFile(name, config));
  const web = readWebAddress(name, 'explain');
  const { store, close } = openDesk(config, () => {});
  try {
    const row = 'submission' in web ? await store.ledger.get(web.submission.id) : null;
    const known = 'submission' in web ? row && (await heldArticle(store, row)) : await findArticle(store, name);
    if (known) return known;
  } finally {
    await close();
  }
  if (!('submission' in web)) throw new UsageError(web.error);
  return articleOf(name, await processWeb(web.submission.address, config));
}

function articleOf(name: string, outcome: Outcome<Article>): Article {
  if ('next' in outcome) return outcome.next;
  throw new UsageError(`${name} is rejected: ${outcome.rejected.code}: ${outcome.rejected.detail}`);
}

async function processFile(path: string, config: Config): Promise<Outcome<Article>> {
  const { mediaTypeOf, openProcessor } = await import('./process-body.ts');
  const bytes = await readFile(path);
  const mediaType = mediaTypeOf(path, bytes);
  const body = {
    address: path,
    url: null,
    mediaType,
    bytes,
    charset: null,
    fetchedAt: new Date().toISOString(),
  } as const;
  return openProcessor(config)(body);
}

async function processWeb(address: string, config: Config): Promise<Outcome<Article>> {
  const { openProcessor } = await import('./process-body.ts');
  const { outcomeOf } = await import('../fetch/outcome.ts');
  const { webFetcher } = await import('../fetch/web.ts');
  const web = webFetcher(config.fetch, version);
  try {
    const got = outcomeOf(await web.fetch(address));
    if ('rejected' in got) return got;
    return openProcessor(config)({ address, ...got.next, fetchedAt: new Date().toISOString() });
  } catch (error) {
    throw new UsageError(`${address} could not be fetched: ${(error as Error).message}`);
  }
}

function explanationText(article: Article, blocks: ExplainedBlock[]): string {
  const lines = blocks.map(blockText);
  const fields = Object.entries(article.evidence).flatMap(([field, { source, candidates }]) => [
    `${paint('bold', field)}${source === null ? paint('dim', ' – nothing found that holds') : ''}`,
    ...candidates.map(({ value, source: from, lost }) =>
      lost === undefined
        ? `  ${paint('green', '✓')} ${shown(value)} ${paint('dim', `from ${from}`)}`
        : `  ${paint('yellow', '✗')} ${shown(value)} ${paint('dim', `from ${from}; lost: ${lost}`)}`,
    ),
  ]);
  const notes = article.notes.map(({ code, detail }) => `${paint('yellow', 'note')} ${code}: ${shown(detail)}`);
  return [...lines, '', ...fields, ...notes].join('\n');
}

function blockText({ text, fate, cuts }: ExplainedBlock): string {
  const under = (rule: string, reason: string): string =>
    `\n${' '.repeat(12)}${paint('yellow', rule)}: ${shown(reason)}`;
  const parts = cuts.map((cut) => under(cut.rule, `"${cut.text}" was cut from it: ${cut.reason}`)).join('');
  if (fate.kind === 'body') return `${paint('green', '  kept     ')} ${shown(text)}${parts}`;
  if (fate.kind === 'field') return `${paint('cyan', `  ${fate.field.padEnd(9)}`)} ${shown(text)}${parts}`;
  return `${paint('red', '  removed  ')} ${paint('dim', shown(text))}${under(fate.rule, fate.reason)}${parts}`;
}
