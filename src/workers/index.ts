import { type Article, articleSchema } from '../pipeline/article.ts';
import type { Vocabulary } from '../pipeline/vocabulary.ts';
import type { ArticleStore } from '../store/article-store.ts';
import type { ArticleSigns, Ledger } from '../store/ledger.ts';
import { lookAgain } from './look-again.ts';
import { publishArticle } from './publish-article.ts';
import type { Stage } from './stage.ts';

/**
 * The index stage: the article is written to the store, as a new version where it changed. An article that another document
 * has already – found at the same address in the end, or claiming its address with the same text – is not written twice.
 */
export function indexStage(
  articles: Pick<ArticleStore, 'publish' | 'get'>,
  ledger: Pick<Ledger, 'digest' | 'get' | 'retry'>,
  vocabulary: Pick<Vocabulary, 'corrections'>,
): Stage<Article, Article> {
  return {
    name: 'index',
    takes: articleSchema,
    async run(article) {
      const shared = await publishArticle(articles, article, await ledger.digest(article.id, article.run), vocabulary);
      if (shared === null) return { indexed: { signs: signsOf(article) } };
      const { reason, sameAs } = shared;
      const looked = await lookAgain(article, sameAs, { articles, ledger }, vocabulary.corrections);
      const detail = looked ? `${reason.detail}; its text is another, so that one is looked at again` : reason.detail;
      return { indexed: { reason: { ...reason, detail }, sameAs } };
    },
  };
}

function signsOf({ title, publishedAt, bylines, wordCount }: Article): ArticleSigns {
  return { title: title !== null, date: publishedAt !== null, byline: bylines.length > 0, words: wordCount };
}
