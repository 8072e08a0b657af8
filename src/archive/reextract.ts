import { rawDocument, webUrl } from '../fetch/raw-document.ts';
import type { Article } from '../pipeline/article.ts';
import type { Outcome, RawDocument, Reason } from '../pipeline/documents.ts';
import { type ArticleDifference, articleDifference } from '../pipeline/relate/article-difference.ts';
import type { LedgerRow } from '../store/ledger.ts';
import type { Store } from '../store/store.ts';
import { type ArchiveSettings, readPage } from './archive.ts';

/** What today's rules make of a document, against what the store holds of it. */
export type Reextracted = { row: LedgerRow } & (
  | { outcome: 'same' }
  | { outcome: 'shared' }
  | { outcome: 'changed'; article: Article; difference: ArticleDifference }
  | { outcome: 'now-article'; article: Article; was: Reason | null }
  | { outcome: 'now-rejected'; reason: Reason }
  | { outcome: 'other-reason'; was: Reason | null; reason: Reason }
  | { outcome: 'not-archived' }
  | { outcome: 'unreadable'; why: string }
);

/** Clean and extract in one call. */
export type ThroughRules = (raw: RawDocument) => Outcome<Article>;

/** Runs one ended document through the rules, from the archive or from the body that was handed in. Writes nothing. */
export async function reextract(
  row: LedgerRow,
  store: Store,
  settings: Pick<ArchiveSettings, 'dataDir' | 'fetch'>,
  throughRules: ThroughRules,
): Promise<Reextracted> {
  const before = await store.articles.get(row.id);
  // The article that it shares is run through the rules with the document that has it.
  if (before === null && row.sameAs !== null) return { row, outcome: 'shared' };
  const raw = await rawDocumentOf(row, before, store, settings);
  if ('outcome' in raw) return { row, ...raw };
  const after = 'rejected' in raw ? raw : throughRules(raw.next);
  if ('rejected' in after) {
    const reason = after.rejected;
    if (before !== null) return { row, outcome: 'now-rejected', reason };
    if (row.reason?.code === reason.code) return { row, outcome: 'same' };
    return { row, outcome: 'other-reason', was: row.reason, reason };
  }
  const article = after.next;
  if (before === null) return { row, outcome: 'now-article', article, was: row.reason };
  const difference = articleDifference(before, article);
  return difference === null ? { row, outcome: 'same' } : { row, outcome: 'changed', article, difference };
}

type Missing = { outcome: 'not-archived' } | { outcome: 'unreadable'; why: string };

/** The raw document as the fetch stage made it, of the run that the stored article is of. */
async function rawDocumentOf(
  { id, address, run, times, hints }: LedgerRow,
  before: Article | null,
  { archived, ledger }: Store,
  settings: Pick<ArchiveSettings, 'dataDir' | 'fetch'>,
): Promise<Outcome<RawDocument> | Missing> {
  const ref = { id, run: before?.run ?? run, address, ...(hints === null ? {} : { hints }) };
  // What is after the fetch is no date of the story: the time must be the one that the article was made with.
  const fetchedAt = before?.fetchedAt ?? times.fetch ?? new Date().toISOString();
  const ofRun = await archived.of(ref);
  const given = ofRun === null ? await ledger.given(id) : null;
  if (given !== null) return rawDocument(ref, { fetchedAt, ...given, url: webUrl(address), charset: null, notes: [] });
  const answer = ofRun ?? (await archived.newest(id));
  if (answer === null) return { outcome: 'not-archived' };
  const page = await readPage(settings, answer);
  if ('missing' in page) return { outcome: 'unreadable', why: page.missing };
  return 'rejected' in page ? page : rawDocument(ref, { ...page.next, ...(before ? { fetchedAt } : {}) });
}
