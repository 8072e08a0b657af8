import type { Article } from '../pipeline/article.ts';
import type { Reason } from '../pipeline/documents.ts';
import { articleChange } from '../pipeline/relate/article-change.ts';
import { sameArticle } from '../pipeline/relate/same-article.ts';
import type { Vocabulary } from '../pipeline/vocabulary.ts';
import type { ArticleStore } from '../store/article-store.ts';
import { articleKeys } from './article-keys.ts';

/** The ending of a run whose article another document has. */
export type Shared = { reason: Reason; sameAs: string };

/**
 * Publishes an article that was made from the bytes of `digest` (null when they are not known): as a new version where it
 * changed, and of kind `reworked` when the version before was made from the same bytes. Gives null when it is written, and
 * otherwise the ending of a run whose article another document has already.
 */
export async function publishArticle(
  articles: Pick<ArticleStore, 'publish'>,
  article: Article,
  digest: string | null,
  { corrections }: Pick<Vocabulary, 'corrections'>,
): Promise<Shared | null> {
  const { found, claimed } = articleKeys(article);
  const published = await articles.publish(article, {
    digest,
    found,
    claimed,
    // What was found at one address is one document; a claim alone may be a template's mistake.
    isSame: (held, key) => (found.includes(key) && articleKeys(held).found.includes(key)) || sameArticle(held, article),
    change(before, after, sameBytes) {
      const change = articleChange(before, after, corrections);
      return change !== null && sameBytes ? { ...change, kind: 'reworked', notice: null } : change;
    },
  });
  if (!('sameAs' in published)) return null;
  const { sameAs } = published;
  return { reason: { code: 'same-document', detail: `it is the same document as ${sameAs}` }, sameAs };
}
