import { type Article, articleSchema } from '../pipeline/article.ts';
import { articleChange } from '../pipeline/relate/article-change.ts';
import { sameArticle } from '../pipeline/relate/same-article.ts';
import type { Vocabulary } from '../pipeline/vocabulary.ts';
import type { ArticleStore } from '../store/article-store.ts';
import type { Ledger } from '../store/ledger.ts';
import { articleKeys } from './article-keys.ts';
import type { Stage } from './stage.ts';

/**
 * The index stage: the article is written to the store, as a new version where it changed. An article that another document
 * has already – found at the same address in the end, or claiming its address with the same text – is not written twice.
 */
export function indexStage(
  articles: Pick<ArticleStore, 'publish'>,
  ledger: Pick<Ledger, 'digest'>,
  { corrections }: Pick<Vocabulary, 'corrections'>,
): Stage<Article, Article> {
  return {
    name: 'index',
    takes: articleSchema,
    async run(article) {
      const { found, claimed } = articleKeys(article);
      const published = await articles.publish(article, {
        digest: await ledger.digest(article.id, article.run),
        found,
        claimed,
        // What was found at one address is one document; a claim alone may be a template's mistake.
        isSame: (held, key) =>
          (found.includes(key) && articleKeys(held).found.includes(key)) || sameArticle(held, article),
        change(before, after, sameBytes) {
          const change = articleChange(before, after, corrections);
          return change !== null && sameBytes ? { ...change, kind: 'reworked', notice: null } : change;
        },
      });
      if (!('sameAs' in published)) return { next: article };
      const { sameAs } = published;
      return { indexed: { reason: { code: 'same-document', detail: `it is the same document as ${sameAs}` }, sameAs } };
    },
  };
}
