import { type Article, articleSchema } from '../pipeline/article.ts';
import type { Vocabulary } from '../pipeline/vocabulary.ts';
import type { ArticleStore } from '../store/article-store.ts';
import type { ArticleSigns, Ledger } from '../store/ledger.ts';
import { publishArticle } from './publish-article.ts';
import type { Stage } from './stage.ts';

/**
 * The index stage: the article is written to the store, as a new version where it changed. An article that another document
 * has already – found at the same address in the end, or claiming its address with the same text – is not written twice.
 */
export function indexStage(
  articles: Pick<ArticleStore, 'publish'>,
  ledger: Pick<Ledger, 'digest'>,
  vocabulary: Pick<Vocabulary, 'corrections'>,
): Stage<Article, Article> {
  return {
    name: 'index',
    takes: articleSchema,
    async run(article) {
      const indexed = await publishArticle(articles, article, await ledger.digest(article.id, article.run), vocabulary);
      return { indexed: indexed ?? { signs: signsOf(article) } };
    },
  };
}

function signsOf({ title, publishedAt, bylines, wordCount }: Article): ArticleSigns {
  return { title: title !== null, date: publishedAt !== null, byline: bylines.length > 0, words: wordCount };
}
