import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Publish } from '../archive/publish-again.ts';
import type { Reextracted, ThroughRules } from '../archive/reextract.ts';
import { type Config, configDir } from '../config.ts';
import type { Desk } from '../desk.ts';
import { UsageError } from '../errors.ts';
import type { ArticleStore } from '../store/article-store.ts';
import { type Context, contextOf, untilStopped, withDesk } from './context.ts';
import { count } from './output.ts';
import { selectedRows } from './reextract-rows.ts';
import { countIn, emptySummary } from './reextract-tally.ts';
import { documentText, summaryText } from './reextract-text.ts';
import { replayBar } from './replay-bar.ts';
import { day, siteName } from './values.ts';

type Options = { since?: string; site?: string; id?: string[]; rules?: string; diff?: boolean; publish?: boolean };

/** `copydesk reextract`: today's rules over what is archived, and what would change. */
export function reextractCommand(program: Command): void {
  program
    .command('reextract')
    .description("run archived documents through today's rules, and show what changes before it is published")
    .option('--since <day>', 'only pages that were fetched on this day or later (UTC)', day)
    .option('--site <host>', 'only of this host and those under it, as example.org', siteName)
    .option('--id <id...>', 'only these documents: ids, beginnings of ids, or addresses')
    .option('--rules <folder>', 'with the rules of this folder (boilerplate/ and vocabulary/) in place of config/')
    .option('--diff', 'show every field, paragraph and removal that differs')
    .option('--publish', 'write what has changed, each as a new run')
    .addHelpText(
      'after',
      `
Pages come from the archive and from bodies that were handed in; nothing is fetched. Without --publish nothing is written. An
article that today's rules would reject is told and left as it is. Rules that are only tried (--rules) cannot be published.

Examples:
  copydesk reextract --since 2026-11-01 --diff
  copydesk reextract --site example.org --publish
  copydesk reextract --rules my-config --json`,
    )
    .action(async (options: Options, command) => {
      const context = contextOf(command);
      if (options.publish && options.rules !== undefined) {
        throw new UsageError(
          '--rules and --publish exclude each other',
          'put the rules into config/, where the line reads them',
        );
      }
      let stop = false;
      void untilStopped().then(() => {
        stop = true;
      });
      await withDesk(context, (desk) => run(desk, context, options, () => stop));
    });
}

/** How many documents that differ are held for --json; all are counted. */
const mostListed = 10_000;

async function run(desk: Desk, { config, output }: Context, options: Options, stopped: () => boolean): Promise<void> {
  const { store } = desk;
  const { publishAgain } = await import('../archive/publish-again.ts');
  const { reextract } = await import('../archive/reextract.ts');
  const { throughRules, publish } = await openRules(config, options.rules, store.articles);
  const summary = emptySummary();
  const listed: object[] = [];
  const bar = replayBar(0);
  const { indexed, rejected } = await store.ledger.counts();
  for await (const row of selectedRows(store, options)) {
    if (stopped()) break;
    const one = await reextract(row, store, config, throughRules);
    countIn(summary, one);
    if (options.publish && 'article' in one) {
      if (await publishAgain(store, row, one.article, publish)) summary.published += 1;
      else output.fault(`${row.id} is in flight: it can be published once it has ended`);
    }
    if (one.outcome === 'unreadable') process.exitCode = 1;
    const text = documentText(one, options.diff ?? false);
    if (text === null) bar.show({ ended: summary.documents, taken: indexed + rejected, read: 0 });
    else if (!output.json) {
      bar.stop();
      process.stdout.write(`${text}\n`);
    } else if (listed.length < mostListed) listed.push(forPrograms(one));
  }
  bar.stop();
  // A site without a document is a misspelt one; a span without any may be a quiet one.
  if (summary.documents === 0 && options.site !== undefined && options.since === undefined && !stopped())
    throw new UsageError(`no document of ${options.site} has ended`, 'copydesk status --list indexed shows addresses');
  if (stopped()) {
    process.exitCode = 1;
    output.tell(`stopped after ${count(summary.documents, 'document')}: say the same again to go on`);
  }
  output.answer({ documents: listed, summary }, () =>
    summary.documents === 0 ? noneText(options) : summaryText(summary, options.publish ?? false),
  );
}

const noneText = ({ since }: Options): string =>
  since === undefined ? 'no document has ended yet' : `no document that has ended was fetched on ${since} or later`;

/** Clean and extract with the rules of a folder, and publish by its words. @throws UsageError when they are at fault. */
async function openRules(
  { clean, sitesDir }: Config,
  folder: string | undefined,
  articles: ArticleStore,
): Promise<{ throughRules: ThroughRules; publish: Publish }> {
  const { processDocument } = await import('../pipeline/process.ts');
  const { loadRuleBook } = await import('../rulebook.ts');
  const { publishArticle } = await import('../workers/publish-article.ts');
  const book = loadRuleBook(folder === undefined ? configDir : resolve(folder), sitesDir);
  return {
    throughRules: (raw) => processDocument(raw, book, clean),
    publish: (article, digest) => publishArticle(articles, article, digest, book.vocabulary),
  };
}

/** Without the article itself: what differs is in the difference. */
function forPrograms(one: Reextracted): object {
  const { row, ...rest } = one;
  const { article: _, ...told } = 'article' in rest ? rest : { ...rest, article: null };
  return { id: row.id, address: row.address, ...told };
}
