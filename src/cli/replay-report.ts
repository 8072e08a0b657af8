import { basename } from 'node:path';
import { shownTitle } from '../pipeline/shown-title.ts';
import type { Acceptance, LedgerRow } from '../store/ledger.ts';
import type { Store } from '../store/store.ts';
import type { Fed, Taken } from './feed-tally.ts';
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
export async function replayedDocuments(store: Store, taken: Taken[]): Promise<ReplayedDocument[]> {
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

/** The table of a replay of `total` documents: file, outcome, title, published, words, removed. */
export function replayTable(documents: ReplayedDocument[], total: number): string {
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
  const more = total > mostRows ? `\n… and ${count(total - mostRows, 'more document')}` : '';
  return table(['file', 'outcome', 'title', 'published', 'words', 'removed'], rows) + more;
}

function titleCell({ title, shownTitle: fromLead, reason }: ReplayedDocument): string {
  if (reason) return `${reason.code}: ${reason.detail}`;
  if (title !== null) return title;
  return fromLead === null ? '–' : `(lead) ${fromLead}`;
}

/** What a replay came to, in a line or two: its documents, and where there were archives, their records. */
export function replaySummary({ answers, states, records, faultCount }: Fed): string {
  const total = answers.accepted + answers['run-again'] + answers.known;
  const parts = [`${states.indexed} of ${total} indexed`];
  if (answers.known > 0) parts.push(`${answers.known} of them already before`);
  if (states.rejected > 0) parts.push(`${states.rejected} rejected`);
  if (states.quarantined > 0) parts.push(`${states.quarantined} quarantined`);
  if (states.accepted > 0) parts.push(`${states.accepted} in flight`);
  if (faultCount > 0) parts.push(`${count(faultCount, 'input')} could not be read`);
  return records.read === 0 ? parts.join(', ') : `${recordLine(records)}\n${parts.join(', ')}`;
}

function recordLine({ read, accepted, 'run-again': again, known, skipped }: Fed['records']): string {
  const reasons = Object.entries(skipped).sort(([, a], [, b]) => b - a);
  const passedOver = reasons.reduce((sum, [, n]) => sum + n, 0);
  const why = reasons.length === 0 ? '' : ` (${reasons.map(([reason, n]) => `${n} ${reason}`).join(', ')})`;
  const run = again === 0 ? '' : ` + ${again} run again`;
  return `${count(read, 'record')} = ${accepted} accepted${run} + ${known} known + ${passedOver} passed over${why}`;
}
