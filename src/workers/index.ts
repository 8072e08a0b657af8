import { type Article, articleSchema } from '../pipeline/article.ts';
import type { ArticleStore } from '../store/article-store.ts';
import type { Stage } from './stage.ts';

/** The index stage: the article is written to the store; the same article again replaces itself. */
export function indexStage(articles: Pick<ArticleStore, 'put'>): Stage<Article, Article> {
  return {
    name: 'index',
    takes: articleSchema,
    async run(article) {
      await articles.put(article);
      return { next: article };
    },
  };
}
