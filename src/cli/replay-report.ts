import { basename } from 'node:path';
import { shownTitle } from '../pipeline/shown-title.ts';
import type { Acceptance, LedgerRow } from '../store/ledger.ts';
import type { Store } from '../store/store.ts';
import { count, cut, paintState, table } from './output.ts';

/** One document of a replay: how it was answered, and what became of it as far as is known. */
export type ReplayedDocument = {
  name: string;
  id: string;
  address: string;
  answer: Acceptance['answer'];
  state: LedgerRow['state'];
  run: number;
  reason: LedgerRow['reason'];
  title: string | null;
  shownTitle: string | null;
  publishedAt: string | null;
  wordCount: number | null;
  removals: number | null;
};

/** Looks up what became of the documents of a replay, in the order they were read. */
export async function replayedDocuments(
  store: Store,
  taken: { name: string; acceptance: Acceptance }[],
): Promise<ReplayedDocument[]> {
  const documents: ReplayedDocument[] = [];
  for (const { name, acceptance } of taken) {
    const row = (await store.ledger.get(acceptance.row.id)) ?? acceptance.row;
    const article = row.state === 'indexed' ? await store.articles.get(row.id) : null;
    documents.push({
      name,
      id: row.id,
      address: row.address,
      answer: acceptance.answer,
      state: row.state,
      run: row.run,
      reason: row.reason,
      title: article?.title ?? null,
      shownTitle: article ? shownTitle(article) : null,
      publishedAt: article?.publishedAt ?? null,
      wordCount: article?.wordCount ?? null,
      removals: article?.removals.length ?? null,
    });
  }
  return documents;
}

/** How many rows of a large replay are shown; the rest is counted. */
const mostRows = 50;

/** The table of a replay: file, outcome, title, published, words, removed. */
export function replayTable(documents: ReplayedDocument[]): string {
  const rows = documents
    .slice(0, mostRows)
    .map((one) => [
      cut(basename(one.name), 32),
      paintState(one.state === 'accepted' ? 'in flight' : one.state) + (one.answer === 'known' ? ' (already)' : ''),
      cut(titleCell(one), 64),
      one.publishedAt?.slice(0, 16).replace('T', ' ') ?? '–',
      String(one.wordCount ?? '–'),
      String(one.removals ?? '–'),
    ]);
  const more = documents.length > mostRows ? `\n… and ${count(documents.length - mostRows, 'more document')}` : '';
  return table(['file', 'outcome', 'title', 'published', 'words', 'removed'], rows) + more;
}

function titleCell({ title, shownTitle: fromLead, reason }: ReplayedDocument): string {
  if (reason) return `${reason.code}: ${reason.detail}`;
  if (title !== null) return title;
  return fromLead === null ? '–' : `(lead) ${fromLead}`;
}

/** One line that says how a replay ended. */
export function replaySummary(documents: ReplayedDocument[], faults: number): string {
  const of = (state: LedgerRow['state']): number => documents.filter((one) => one.state === state).length;
  const already = documents.filter(({ answer, state }) => answer === 'known' && state !== 'accepted').length;
  const parts = [`${of('indexed')} of ${documents.length} indexed`];
  if (already > 0) parts.push(`${already} of them already before`);
  if (of('rejected') > 0) parts.push(`${of('rejected')} rejected`);
  if (of('quarantined') > 0) parts.push(`${of('quarantined')} quarantined`);
  if (of('accepted') > 0) parts.push(`${of('accepted')} in flight`);
  if (faults > 0) parts.push(`${count(faults, 'input')} could not be read`);
  return parts.join(', ');
}
