import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Article } from '../../src/pipeline/article.ts';
import { articleChange } from '../../src/pipeline/relate/article-change.ts';
import type { ArticleFilter, ArticleStore } from '../../src/store/article-store.ts';
import { putArticle } from '../support/put-article.ts';

/** A driver's way to an empty article store, and away from it. */
export type ArticleStoreMaker = () => Promise<{ articles: ArticleStore; close(): Promise<void> }>;

/** An article with a body and little else, to be changed at will. */
export function article(n: number, more: Partial<Article> = {}): Article {
  const id = n.toString(16).padStart(20, '0');
  const body = more.body ?? `Body number ${n}.`;
  return {
    id,
    run: 1,
    address: `https://example.org/${n}`,
    url: `https://example.org/${n}`,
    canonical: null,
    kind: 'article',
    fetchedAt: '2024-01-01T00:00:00.000Z',
    dek: null,
    modifiedAt: null,
    section: null,
    tags: [],
    isAccessibleForFree: null,
    images: [],
    title: `Title ${n}`,
    publisher: null,
    bylines: [],
    agency: null,
    publishedAt: null,
    publishedPrecision: null,
    language: 'en',
    captions: [],
    lead: body.split('\n\n')[0] ?? null,
    body,
    bodyBlocks: [0],
    wordCount: body.split(/\s+/).length,
    removals: [],
    evidence: {},
    notes: [],
    ...more,
  };
}

/** What every article store must do, whatever keeps it. */
export function articleStoreContract(name: string, make: ArticleStoreMaker): void {
  describe(`the article store in ${name}`, () => {
    let articles: ArticleStore;
    let close: () => Promise<void>;
    beforeEach(async () => ({ articles, close } = await make()));
    afterEach(() => close());

    const found = async (query: string | null, filter: ArticleFilter = {}): Promise<number[]> => {
      const page = await articles.search(query, filter, { limit: 100, offset: 0 });
      expect(page.total).toBe(page.hits.length);
      return page.hits.map(({ id }) => Number.parseInt(id, 16));
    };

    it('gives back what was put, whole', async () => {
      const one = article(1, {
        captions: [{ text: 'A picture.', credit: 'Reuters' }],
        removals: [{ block: 3, whole: true, text: 'Share', rule: 'share', reason: 'a share widget' }],
        evidence: { title: { source: 'og:title', candidates: [{ value: 'Title 1', source: 'og:title' }] } },
      });
      await putArticle(articles, one);
      expect(await articles.get(one.id)).toEqual(one);
      expect(await articles.get(article(2).id)).toBeNull();
    });

    it('holds an article once, however often it is put, and searches its newest text', async () => {
      await putArticle(articles, article(1, { body: 'The old harbour.' }));
      await putArticle(articles, article(1, { body: 'The new airport.' }));
      expect(await articles.count()).toBe(1);
      expect(await found('harbour')).toEqual([]);
      expect(await found('airport')).toEqual([1]);
    });

    const words = { labels: ['correction'], sentences: [] };
    const publish = (
      one: Article,
      found: string[] = [],
      isSame = true,
      digest: string | null = null,
      claimed: string | null = null,
    ) =>
      articles.publish(one, {
        digest,
        found,
        claimed,
        isSame: () => isSame,
        change(before, after, sameBytes) {
          const change = articleChange(before, after, words);
          return change && sameBytes ? { ...change, kind: 'reworked' } : change;
        },
      });

    it('publishes an article as its first version', async () => {
      expect(await publish(article(1))).toEqual({ version: 1, change: null });
      expect(await articles.get(article(1).id)).toEqual(article(1));
      expect(await articles.versions(article(1).id)).toEqual([
        { version: 1, run: 1, fetchedAt: article(1).fetchedAt, title: 'Title 1', wordCount: 3, change: null },
      ]);
    });

    it('makes a version of what changed, keeps the old one whole, and searches the new one alone', async () => {
      const old = article(1, { body: 'The harbour opens.' });
      const noted = article(1, { run: 3, body: 'The airport opens.\n\nCorrection: it is an airport.' });
      await publish(old);
      await publish(article(1, { run: 2, body: 'The airport opens.', fetchedAt: '2024-01-02T00:00:00.000Z' }));
      expect(await publish(noted)).toMatchObject({ version: 3, change: { kind: 'correction' } });
      const versions = await articles.versions(old.id);
      expect(versions.map(({ version, run, change }) => [version, run, change?.kind ?? null])).toEqual([
        [3, 3, 'correction'],
        [2, 2, 'substantive'],
        [1, 1, null],
      ]);
      expect(versions[1]?.change?.paragraphs).toEqual([
        { edit: 'rewritten', was: 0, is: 0, from: 'The harbour opens.', text: 'The airport opens.' },
      ]);
      expect(await articles.version(old.id, 1)).toEqual(old);
      expect(await articles.version(old.id, 3)).toEqual(noted);
      expect(await articles.version(old.id, 4)).toBeNull();
      expect(await articles.get(old.id)).toEqual(noted);
      expect([await found('harbour'), await found('airport'), await articles.count()]).toEqual([[], [1], 1]);
    });

    it('says of each publication whether it was made from the same bytes as the last one', async () => {
      const kinds: (string | undefined)[] = [];
      for (const [run, digest] of [null, 'a', 'a', 'b', 'b', null, null].entries()) {
        const published = await publish(article(1, { run: run + 1, body: `Body ${run}.` }), [], true, digest);
        kinds.push('change' in published ? published.change?.kind : 'shared');
      }
      const [now, again] = ['substantive', 'reworked'];
      expect(kinds).toEqual([undefined, now, again, now, again, now, now]);
    });

    it('makes no version of what no reader would see, or of a publication done twice', async () => {
      await publish(article(1));
      const later = article(1, { run: 2, fetchedAt: '2024-01-02T00:00:00.000Z' });
      expect(await publish(later)).toEqual({ version: 1, change: null });
      const changed = article(1, { run: 3, body: 'Another body.' });
      expect(await publish(changed)).toMatchObject({ version: 2 });
      expect(await publish(changed)).toEqual({ version: 2, change: null });
      expect((await articles.versions(later.id)).map(({ run }) => run)).toEqual([3, 2]);
    });

    it('tells whose article it is when one of its keys leads to another, and leads its other keys there too', async () => {
      await publish(article(1), ['https://example.org/a', 'https://example.org/b']);
      expect(await publish(article(2), ['https://example.org/c', 'https://example.org/b'])).toEqual({
        sameAs: article(1).id,
      });
      expect(await articles.get(article(2).id)).toBeNull();
      expect(await publish(article(3), ['https://example.org/c'])).toEqual({ sameAs: article(1).id });
      // A key that leads to an article is given to what is found there and is another one.
      expect(await publish(article(2), ['https://example.org/c'], false)).toEqual({ version: 1, change: null });
      expect(await articles.count()).toBe(2);
    });

    it('follows a chain of claims from either end', async () => {
      const [a, b, c] = ['a', 'b', 'c'].map((one) => `https://example.org/${one}`) as [string, string, string];
      await publish(article(1), [a], true, null, b);
      await publish(article(2), [b], true, null, c);
      expect(await publish(article(3), [c])).toEqual({ sameAs: article(1).id });
      const [d, e, f] = ['d', 'e', 'f'].map((one) => `https://example.org/${one}`) as [string, string, string];
      await publish(article(6), [f]);
      await publish(article(5), [e], true, null, f);
      expect(await publish(article(4), [d], true, null, e)).toEqual({ sameAs: article(6).id });
    });

    it('writes an article that claims the key of another, and leaves the key to the one that was found there', async () => {
      await publish(article(1), ['https://example.org/a']);
      expect(await publish(article(2), [], false, null, 'https://example.org/a')).toEqual({ version: 1, change: null });
      expect(await publish(article(3), ['https://example.org/a'])).toEqual({ sameAs: article(1).id });
    });

    it('gives a key that another article claims to the one that is found there', async () => {
      await publish(article(1), [], true, null, 'https://example.org/a');
      expect(await publish(article(2), ['https://example.org/a'], false)).toEqual({ version: 1, change: null });
      expect(await publish(article(3), ['https://example.org/a'])).toEqual({ sameAs: article(2).id });
    });

    it('leads those that claim one key to the article that claimed it first', async () => {
      await publish(article(1), [], true, null, 'https://example.org/a');
      expect(await publish(article(2), [], true, null, 'https://example.org/a')).toEqual({ sameAs: article(1).id });
    });

    it('leaves an article to the document that has it, whatever keys it comes to share', async () => {
      await publish(article(1), ['https://example.org/a']);
      await publish(article(2), ['https://example.org/b']);
      const changed = article(2, { run: 2, body: 'Another body.' });
      expect(await publish(changed, ['https://example.org/a'])).toMatchObject({ version: 2 });
    });

    it('lets one of many that publish one article at once have it, and tells the others whose it is', async () => {
      const all = Array.from({ length: 50 }, (_, n) =>
        publish(article(n + 1), [`https://t.example/${n}`, 'https://example.org/a']),
      );
      const answers = await Promise.all(all);
      const written = answers.flatMap((answer, n) => ('version' in answer ? [article(n + 1).id] : []));
      expect(written).toHaveLength(1);
      expect(new Set(answers.flatMap((answer) => ('sameAs' in answer ? [answer.sameAs] : [])))).toEqual(
        new Set(written),
      );
      expect(await articles.count()).toBe(1);
    });

    it('finds ids by their beginning', async () => {
      await putArticle(articles, article(1, { id: 'feed0000000000000001' }));
      expect(await articles.idsLike('feed')).toEqual(['feed0000000000000001']);
      expect(await articles.idsLike('fe')).toEqual([]);
    });

    const corpus = [
      article(1, { title: 'Ministers meet in Lisbon', body: 'Talks about fishing quotas went on all night.' }),
      article(2, {
        title: 'Storm over the coast',
        body: 'Ministers were told. The fishing boats stayed in the harbour.',
      }),
      article(3, { title: 'Élection présidentielle', body: 'Le scrutin a eu lieu dimanche.', language: 'fr' }),
      article(4, { title: '大統領が会見', body: '大統領は記者会見で、新しい予算について説明した。', language: 'ja' }),
      article(5, { title: '정상회담 개최', body: '한국은 회담에서 무역을 논의했다.', language: 'ko' }),
    ];

    it.each<[string, string, number[]]>([
      ['one word', 'quotas', [1]],
      ['all words must occur', 'fishing boats', [2]],
      ['a title weighs more than a body', 'ministers', [1, 2]],
      ['a phrase', '"fishing boats"', [2]],
      ['a phrase that does not occur', '"boats fishing"', []],
      ['OR', 'quotas OR scrutin', [1, 3]],
      ['a word that must not occur', 'fishing -quotas', [2]],
      ['only a word that must not occur', '-fishing', [5, 4, 3]],
      ['a beginning', 'fish*', [1, 2]],
      ['case and accents do not matter', 'ELECTION presidentielle', [3]],
      ['Japanese inside a sentence', '記者会見', [4]],
      ['Korean with a particle', '한국', [5]],
      ['nothing that can be searched for', '!!! ???', []],
    ])('searches by %s', async (_, query, ids) => {
      for (const one of corpus) await putArticle(articles, one);
      expect([...(await found(query))].sort()).toEqual([...ids].sort());
      if (query === 'ministers') expect(await found(query)).toEqual(ids);
    });

    it.each([
      '"',
      '""',
      '"open',
      '(',
      ')',
      'a AND',
      'AND',
      'NOT',
      'OR',
      'NEAR(a b)',
      'title:x',
      '^a',
      '*',
      '-',
      '--',
      "'",
      '{a b}: c',
      'a\0b',
      '+',
      '\\',
      ';',
      '%',
      '\u200b',
    ])('takes %j as text, never as an error', async (query) => {
      await putArticle(articles, article(1));
      await expect(articles.search(query, {}, { limit: 1, offset: 0 })).resolves.toHaveProperty('total');
    });

    it.each<[string, ArticleFilter, number[]]>([
      ['publisher, in any case', { publisher: 'the daily' }, [1]],
      ['agency', { agency: 'Reuters' }, [2]],
      ['language', { language: 'de' }, [3]],
      ['since, the day included', { since: '2024-02-02' }, [3, 2]],
      ['until, the day included', { until: '2024-02-02' }, [2, 1]],
      ['since and until', { since: '2024-02-02', until: '2024-02-02' }, [2]],
      ['several at once', { agency: 'Reuters', language: 'de' }, []],
    ])('filters by %s; undated articles match no date', async (_, filter, ids) => {
      await putArticle(articles, article(1, { publisher: 'The Daily', publishedAt: '2024-02-01' }));
      await putArticle(articles, article(2, { agency: 'Reuters', publishedAt: '2024-02-02T23:30:00+09:00' }));
      await putArticle(articles, article(3, { language: 'de', publishedAt: '2024-02-03T08:00' }));
      await putArticle(articles, article(4));
      expect(await found(null, filter)).toEqual(ids);
      expect((await found('body', filter)).sort()).toEqual([...ids].sort());
    });

    it('shows the newest first without a query, page by page', async () => {
      for (let n = 1; n <= 5; n++) await putArticle(articles, article(n, { publishedAt: `2024-01-0${n}` }));
      const page = await articles.search(null, {}, { limit: 2, offset: 2 });
      expect(page.total).toBe(5);
      expect(page.hits.map(({ id }) => Number.parseInt(id, 16))).toEqual([3, 2]);
    });

    it('marks the hits in the snippet, in scripts without spaces too', async () => {
      for (const one of corpus) await putArticle(articles, one);
      const snippet = async (query: string) =>
        (await articles.search(query, {}, { limit: 1, offset: 0 })).hits[0]?.snippet;
      expect(await snippet('quotas')).toContain('\u0002quotas\u0003');
      expect(await snippet('新しい予算')).toContain('\u0002新しい予算\u0003について');
    });

    it('shows an article without a title by its lead, and says so', async () => {
      await putArticle(articles, article(1, { title: null, body: 'A first paragraph that says what happened.' }));
      const { hits } = await articles.search(null, {}, { limit: 1, offset: 0 });
      expect(hits[0]).toMatchObject({
        title: null,
        titleFromLead: true,
        shownTitle: 'A first paragraph that says what happened.',
      });
    });
  });
}
