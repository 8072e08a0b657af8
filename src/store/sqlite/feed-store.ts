import { type FeedRow, type FeedStore, feedRowSchema, newRow, type SeenItem } from '../feed-store.ts';
import type { Database } from './database.ts';

type Stored = { state: string };

/** The feed list in the SQLite file. A row is JSON beside the columns that are searched. */
export function sqliteFeedStore({ db, write }: Database): FeedStore {
  const byId = db.prepare('SELECT state FROM feeds WHERE id = ?');
  const byAddress = db.prepare('SELECT state FROM feeds WHERE address = ?');
  const byPrefix = db.prepare('SELECT state FROM feeds WHERE id >= ? AND id < ? ORDER BY id LIMIT 10');
  const all = db.prepare('SELECT state FROM feeds ORDER BY seq');
  const overdue = db.prepare('SELECT state FROM feeds WHERE next_due <= ? ORDER BY next_due, seq LIMIT ?');
  const first = db.prepare('SELECT min(next_due) AS due FROM feeds');
  const insert = db.prepare('INSERT INTO feeds (id, address, parent, next_due, state) VALUES (?, ?, ?, ?, ?)');
  const save = db.prepare('UPDATE feeds SET address = ?, next_due = ?, state = ? WHERE id = ?');
  const children = db.prepare('SELECT id FROM feeds WHERE parent = ?');
  const drop = db.prepare('DELETE FROM feeds WHERE id = ?');
  const forget = db.prepare('DELETE FROM feed_items WHERE feed = ?');
  const note = db.prepare(
    'INSERT OR IGNORE INTO feed_items (feed, document, guid, title, published_at, at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const seenColumns = 'SELECT document, guid, title, published_at AS publishedAt, at FROM feed_items';
  const seenDocuments = db.prepare(`${seenColumns} WHERE feed = ? AND document IN (SELECT value FROM json_each(?))`);
  const seenGuids = db.prepare(`${seenColumns} WHERE feed = ? AND guid IN (SELECT value FROM json_each(?))`);

  const newest = db.prepare(`${seenColumns} WHERE feed = ? ORDER BY at DESC, published_at DESC, document LIMIT ?`);

  const one = (stored: unknown): FeedRow | null => (stored === undefined ? null : rowOf(stored as Stored));

  function removeOne(id: string): boolean {
    for (const child of children.all(id) as { id: string }[]) removeOne(child.id);
    forget.run(id);
    return drop.run(id).changes === 1;
  }

  return {
    add: (feeds) =>
      write(() =>
        feeds.map((feed) => {
          const known = one(byId.get(feed.id)) ?? one(byAddress.get(feed.address));
          if (known) return { row: known, answer: 'known' };
          const row = newRow(feed);
          insert.run(row.id, row.address, row.parent, row.nextDue, JSON.stringify(row));
          return { row, answer: 'added' };
        }),
      ),
    remove: (id) => write(() => removeOne(id)),
    async get(id) {
      return one(byId.get(id));
    },
    async find(text) {
      if (/^[0-9a-f]{4,12}$/.test(text)) {
        const rows = byPrefix.all(text, `${text}g`) as Stored[];
        if (rows.length > 0) return rows.map(rowOf);
      }
      return (byAddress.all(text) as Stored[]).map(rowOf);
    },
    async list() {
      return (all.all() as Stored[]).map(rowOf);
    },
    async due(now, limit) {
      return (overdue.all(now, limit) as Stored[]).map(rowOf);
    },
    async nextDue() {
      return (first.get() as { due: string | null }).due;
    },
    async seen(id, documents, guids) {
      const found = [
        ...seenDocuments.all(id, JSON.stringify(documents)),
        ...seenGuids.all(id, JSON.stringify(guids)),
      ] as SeenItem[];
      return [...new Map(found.map((item) => [item.document, { ...item }])).values()];
    },
    async latest(id, limit) {
      return (newest.all(id, limit) as SeenItem[]).map((item) => ({ ...item }));
    },
    update: (id, change, seen = []) =>
      write(() => {
        const row = one(byId.get(id));
        if (row === null) return null;
        const changed = { ...change(row), id };
        const holder = one(byAddress.get(changed.address));
        if (holder !== null && holder.id !== id) changed.address = row.address;
        save.run(changed.address, changed.nextDue, JSON.stringify(changed), id);
        for (const item of seen) note.run(id, item.document, item.guid, item.title, item.publishedAt, item.at);
        return changed;
      }),
  };
}

const rowOf = ({ state }: Stored): FeedRow => feedRowSchema.parse(JSON.parse(state));
