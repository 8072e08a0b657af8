import type { Command } from 'commander';
import { UsageError } from '../errors.ts';
import type { Article } from '../pipeline/article.ts';
import { shownTitle } from '../pipeline/shown-title.ts';
import type { Store } from '../store/store.ts';
import { contextOf, withDesk } from './context.ts';
import { findRow } from './find-row.ts';
import { count, paint, shown } from './output.ts';

/** `copydesk show`: one article, whole. */
export function showCommand(program: Command): void {
  program
    .command('show')
    .description('show one article of the store, whole')
    .argument('<id-or-url>', 'an id, the beginning of one, or an address')
    .action(async (name: string, _options, command) => {
      const context = contextOf(command);
      await withDesk(context, async ({ store }) => {
        const article = await findArticle(store, name);
        context.output.answer(article, () => articleText(article));
      });
    });
}

/** The article that a name stands for. @throws UsageError when there is none, saying what became of it instead. */
export async function findArticle(store: Store, name: string): Promise<Article> {
  const row = await findRow(store.ledger, name);
  const article = await store.articles.get(row.id);
  if (article) return article;
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
