import type { Article } from '../pipeline/article.ts';
import { articleChange } from '../pipeline/relate/article-change.ts';
import type { CorrectionWords } from '../pipeline/vocabulary.ts';
import type { ArticleStore } from '../store/article-store.ts';
import type { Ledger } from '../store/ledger.ts';

/** Of a twin that is seen for the first time another layout is likelier than a newer text, if the article was just looked at. */
const restMs = 10 * 60_000;

export type LookNeeds = { articles: Pick<ArticleStore, 'get'>; ledger: Pick<Ledger, 'get' | 'retry'> };

/**
 * What is done when a page that shares the article of `owner` reads otherwise than that: the owner's own address is asked
 * again, as a new run. Its text makes the new version, or none; so two layouts of one story never overwrite each other. It
 * costs one conditional request. Only what was fetched from the web just now counts, and only an owner that was still there
 * when it was last looked at, before that. Done twice it does nothing more: the owner is in flight, or was looked at since.
 * @returns whether it is looked at again.
 */
export async function lookAgain(
  twin: Article,
  owner: string,
  { articles, ledger }: LookNeeds,
  words: CorrectionWords,
): Promise<boolean> {
  const [row, held, own] = [await ledger.get(twin.id), await articles.get(owner), await ledger.get(owner)];
  if (row?.fetched?.run !== twin.run || held === null) return false;
  if (own?.state !== 'indexed' || own.fetched === null) return false;
  const sinceLook = Date.parse(row.fetched.checkedAt) - Date.parse(own.fetched.checkedAt);
  if (sinceLook <= (row.sameAs === owner ? 0 : restMs)) return false;
  const change = articleChange(held, twin, words);
  if (change === null || change.kind === 'cosmetic') return false;
  return (await ledger.retry([owner])).length > 0;
}
