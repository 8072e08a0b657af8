import type { Command } from 'commander';
import { UsageError } from '../errors.ts';
import type { ArticleHit, SearchPage } from '../store/article-store.ts';
import { contextOf, withDesk } from './context.ts';
import { count, paint, shown } from './output.ts';
import { day, wholeNumber } from './values.ts';

type Options = {
  publisher?: string;
  agency?: string;
  language?: string;
  since?: string;
  until?: string;
  limit: number;
  offset: number;
};

/** `copydesk search`: full-text search in the article store. */
export function searchCommand(program: Command): void {
  program
    .command('search')
    .description('search the articles; without words, the newest first')
    .argument('[word...]', 'words (all must occur), "a phrase", OR, -not, begin*')
    // A word with a dash before it is a word that must not occur.
    .allowUnknownOption()
    .option('--publisher <name>', 'only of this publisher')
    .option('--agency <name>', 'only with this agency credited')
    .option('--language <tag>', 'only in this language, as en or ko')
    .option('--since <day>', 'published on this day or later', day)
    .option('--until <day>', 'published on this day or before', day)
    .option('--limit <n>', 'how many to show', wholeNumber(1, 1000), 10)
    .option('--offset <n>', 'how many to pass over', wholeNumber(0), 0)
    .addHelpText(
      'after',
      '\nExamples:\n  copydesk search arms deal\n  copydesk search \'"press briefing" -Moscow\' --since 2023-09-01\n  copydesk search --agency Yonhap --json',
    )
    .action(async (words: string[], { limit, offset, ...filter }: Options, command) => {
      const context = contextOf(command);
      const misspelt = words.find((word) => word.startsWith('--'));
      if (misspelt !== undefined)
        throw new UsageError(`unknown option '${misspelt}'`, 'copydesk search --help shows all');
      if (filter.since !== undefined && filter.until !== undefined && filter.since > filter.until)
        throw new UsageError(`--since ${filter.since} is after --until ${filter.until}`, 'exchange the two');
      await withDesk(context, async ({ store: { articles } }) => {
        // The shell took the quotes off a phrase that was given as one word of several: they are put back.
        const query =
          words.length > 1 ? words.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ') : (words[0] ?? null);
        const page = await articles.search(query, filter, { limit, offset });
        context.output.answer(page, () => pageText(page, offset));
      });
    });
}

function pageText({ total, hits }: SearchPage, offset: number): string {
  if (total === 0) return 'no article matches';
  if (hits.length === 0) return `there are only ${count(total, 'article')}`;
  const shownFrom = `${offset + 1}–${offset + hits.length} of ${count(total, 'article')}`;
  return [...hits.map(hitText), hits.length < total ? shownFrom : count(total, 'article')].join('\n\n');
}

function hitText(hit: ArticleHit): string {
  const title =
    paint('bold', shown(hit.shownTitle)) + (hit.titleFromLead ? paint('dim', ' (no title; from the lead)') : '');
  const facts = [hit.publishedAt ?? 'no date', hit.publisher, hit.language, count(hit.wordCount, 'word')].filter(
    Boolean,
  );
  // The marks are control characters: what comes from outside is made safe between them, not over them.
  const [before = '', ...hits] = hit.snippet.split('\u0002');
  const snippet = shown(before) + hits.map(marked).join('');
  return `${title}\n${paint('dim', `${hit.id}  ${facts.map((fact) => shown(fact ?? '')).join(' · ')}`)}\n${snippet}`;
}

function marked(part: string): string {
  const [hit = '', after = ''] = part.split('\u0003');
  return paint('yellow', shown(hit)) + shown(after);
}
