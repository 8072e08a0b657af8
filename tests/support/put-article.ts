import type { Article } from '../../src/pipeline/article.ts';
import type { ArticleStore } from '../../src/store/article-store.ts';

/** Writes an article in place of the one of its id, as its newest version; `digest` is of the bytes it was made from. */
export async function putArticle(
  articles: Pick<ArticleStore, 'publish'>,
  article: Article,
  digest: string | null = null,
): Promise<void> {
  await articles.publish(article, {
    digest,
    found: [],
    claimed: null,
    isSame: () => false,
    change: () => null,
  });
}
