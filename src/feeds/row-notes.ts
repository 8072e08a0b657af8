import type { FeedRow } from '../store/feed-store.ts';
import type { FeedNote } from './parse/feed.ts';

const keptNotes = 10;

/** The latest notes, one of each code: a feed that is always cut at the same place says so once. */
export function withNotes(row: Pick<FeedRow, 'notes'>, notes: readonly FeedNote[], at: string): FeedRow['notes'] {
  const fresh = notes.map((note) => ({ ...note, at }));
  const codes = new Set(notes.map(({ code }) => code));
  return [...row.notes.filter(({ code }) => !codes.has(code)), ...fresh].slice(-keptNotes);
}

/** A feed that has moved for good is polled at its new address from now on, and says so. */
export function movedTo(
  { address, notes }: Pick<FeedRow, 'address' | 'notes'>,
  permanent: string | null,
  at: string,
): Pick<FeedRow, 'address' | 'notes'> {
  if (permanent === null || permanent === address) return { address, notes };
  const note = { code: 'moved', detail: `it has moved for good from ${address} to ${permanent}` };
  return { address: permanent, notes: withNotes({ notes }, [note], at) };
}
