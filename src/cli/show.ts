import { type Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from '../errors.ts';
import type { Article } from '../pipeline/article.ts';
import { shownTitle } from '../pipeline/shown-title.ts';
import type { LedgerRow } from '../store/ledger.ts';
import type { Store } from '../store/store.ts';
import { contextOf, withDesk } from './context.ts';
import { findRow } from './find-row.ts';
import { count, paint, shown } from './output.ts';
import { changedVersion, changeText, versionsText } from './versions.ts';

/** `copydesk show`: one article, whole; its versions; what one of them changed. */
export function showCommand(program: Command): void {
  program
    .command('show')
    .description('show one article of the store, whole, or how it changed')
    .argument('<id-or-url>', 'an id, the beginning of one, or an address')
    .addOption(new Option('--versions', 'list its versions, newest first').conflicts('diff'))
    .option('--diff [version]', 'show what a version changed; the newest, if none is named', versionNumber)
    .addHelpText(
      'after',
      '\nExamples:\n  copydesk show 3f2a9c\n  copydesk show 3f2a9c --versions\n  copydesk show 3f2a9c --diff 2',
    )
    .action(async (name: string, options: { versions?: true; diff?: true | number }, command) => {
      const context = contextOf(command);
      const { output } = context;
      await withDesk(context, async ({ store }) => {
        const row = await findRow(store.ledger, name);
        const article = await articleOf(store, row);
        if (article.id !== row.id) output.tell(`${row.id} is the same document as ${article.id}`);
        if (options.versions === undefined && options.diff === undefined) {
          output.answer(article, () => articleText(article));
          return;
        }
        const versions = await store.articles.versions(article.id);
        if (options.diff !== undefined) {
          const version = changedVersion(article.id, versions, options.diff === true ? null : options.diff);
          output.answer(version, () => changeText(version));
          return;
        }
        const checkedAt = row.fetched?.checkedAt ?? null;
        output.answer({ id: article.id, checkedAt, versions }, () => versionsText(versions, checkedAt));
      });
    });
}

function versionNumber(text: string): number {
  const version = Number(text);
  if (!Number.isInteger(version) || version < 1) throw new InvalidArgumentError('a version is a number from 1 on.');
  return version;
}

/** The article that a name stands for. @throws UsageError when there is none, saying what became of it instead. */
export async function findArticle(store: Store, name: string): Promise<Article> {
  return articleOf(store, await findRow(store.ledger, name));
}

/** The article of a row: its own, or the one of the document that it was found to be. */
export async function heldArticle({ articles }: Store, { id, sameAs }: LedgerRow): Promise<Article | null> {
  return (await articles.get(id)) ?? (sameAs === null ? null : await articles.get(sameAs));
}

async function articleOf(store: Store, row: LedgerRow): Promise<Article> {
  const article = await heldArticle(store, row);
  if (article !== null) return article;
  const why = row.reason ? ` (${row.reason.code}: ${shown(row.reason.detail)})` : '';
  const state = row.state === 'accepted' ? `still in flight, in ${row.stage}` : `${row.state}${why}`;
  throw new UsageError(`${row.id} is not in the store: it is ${state}`, `copydesk status ${row.id} tells its way`);
}

function articleText(article: Article): string {
  const field = (name: string, value: string | null): string =>
    `${paint('dim', name.padEnd(10))} ${value === null || value === '' ? '–' : shown(value)}`;
  const captions = article.captions.map(({ text, credit }) =>
    field('caption', credit === null ? text : `${text} (${credit})`),
  );
  return [
    paint('bold', shown(shownTitle(article))) +
      (article.title === null ? paint('dim', ' (no title; from the lead)') : ''),
    '',
    field('id', article.id),
    field('address', article.address),
    field('publisher', article.publisher),
    field('bylines', article.bylines.join(', ')),
    field('agency', article.agency),
    field('published', article.publishedAt),
    field('language', article.language),
    field('words', String(article.wordCount)),
    ...captions,
    '',
    article.body.split('\n').map(shown).join('\n'),
    '',
    paint(
      'dim',
      `${count(article.removals.length, 'removal')}; copydesk explain ${article.id} shows each, and where every field came from`,
    ),
  ].join('\n');
}
