/** The steps that bring an empty file to today's schema; a step once released is never changed, a new one is added. */
export const schema = [
  `CREATE TABLE ledger (
     seq INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     address TEXT NOT NULL,
     source TEXT NOT NULL,
     run INTEGER NOT NULL,
     state TEXT NOT NULL,
     stage TEXT NOT NULL,
     reason_code TEXT,
     reason_detail TEXT,
     attempts INTEGER NOT NULL,
     times TEXT NOT NULL,
     past TEXT NOT NULL
   ) STRICT;
   CREATE INDEX ledger_state ON ledger (state, stage);
   CREATE INDEX ledger_address ON ledger (address);

   CREATE TABLE given (
     id TEXT PRIMARY KEY,
     digest TEXT NOT NULL,
     media_type TEXT NOT NULL,
     fetched_at TEXT,
     bytes BLOB NOT NULL
   ) STRICT;

   CREATE TABLE articles (
     seq INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     address TEXT NOT NULL,
     title TEXT,
     shown_title TEXT NOT NULL,
     publisher TEXT,
     agency TEXT,
     language TEXT,
     published_at TEXT,
     word_count INTEGER NOT NULL,
     lead TEXT NOT NULL,
     document BLOB NOT NULL
   ) STRICT;
   CREATE INDEX articles_published ON articles (published_at);
   CREATE VIRTUAL TABLE articles_text USING fts5 (title, body, captions, tokenize = 'unicode61 remove_diacritics 2');`,

  `CREATE TABLE feeds (
     seq INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     address TEXT NOT NULL UNIQUE,
     parent TEXT,
     next_due TEXT NOT NULL,
     state TEXT NOT NULL
   ) STRICT;
   CREATE INDEX feeds_due ON feeds (next_due);
   CREATE INDEX feeds_parent ON feeds (parent);
   CREATE TABLE feed_items (
     feed TEXT NOT NULL,
     document TEXT NOT NULL,
     guid TEXT,
     title TEXT,
     published_at TEXT,
     at TEXT NOT NULL,
     PRIMARY KEY (feed, document)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX feed_items_guid ON feed_items (feed, guid);
   ALTER TABLE ledger ADD COLUMN hints TEXT;`,
  `CREATE TABLE archived (
     id TEXT NOT NULL,
     run INTEGER NOT NULL,
     file TEXT NOT NULL,
     offset INTEGER NOT NULL,
     length INTEGER NOT NULL,
     digest TEXT NOT NULL,
     fetched_at TEXT NOT NULL,
     handed_in INTEGER NOT NULL,
     PRIMARY KEY (id, run)
   ) STRICT, WITHOUT ROWID;`,

  // Columns of the current version stand in articles; article_versions keeps the earlier ones.
  `ALTER TABLE ledger ADD COLUMN same_as TEXT;
   ALTER TABLE ledger ADD COLUMN fetched TEXT;
   ALTER TABLE articles ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
   ALTER TABLE articles ADD COLUMN change TEXT;
   ALTER TABLE articles ADD COLUMN digest TEXT;
   CREATE TABLE article_versions (
     id TEXT NOT NULL,
     version INTEGER NOT NULL,
     change TEXT,
     document BLOB NOT NULL,
     PRIMARY KEY (id, version)
   ) STRICT;
   CREATE TABLE article_keys (
     key TEXT PRIMARY KEY,
     id TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;`,

  // What was quarantined before there were cases gets one; its cause is told by the detail as it is.
  `CREATE TABLE quarantine (
     id TEXT PRIMARY KEY,
     run INTEGER NOT NULL,
     site TEXT,
     stage TEXT NOT NULL,
     code TEXT NOT NULL,
     detail TEXT NOT NULL,
     cause TEXT NOT NULL,
     attempts INTEGER NOT NULL,
     at TEXT NOT NULL,
     stack TEXT,
     worker TEXT,
     versions TEXT,
     body_bytes INTEGER,
     body_note TEXT
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX quarantine_at ON quarantine (at, id);
   CREATE TABLE quarantine_bodies (
     id TEXT PRIMARY KEY,
     media_type TEXT NOT NULL,
     url TEXT,
     fetched_at TEXT NOT NULL,
     zstd BLOB NOT NULL
   ) STRICT;
   INSERT INTO quarantine (id, run, site, stage, code, detail, cause, attempts, at, body_note)
     WITH failed AS (
       SELECT *, iif(address GLOB 'http*://*', substr(address, instr(address, '://') + 3) || '/', NULL) AS rest
       FROM ledger WHERE state = 'quarantined'
     )
     SELECT id, run, substr(rest, 1, instr(rest, '/') - 1), stage, coalesce(reason_code, 'error'),
       coalesce(reason_detail, ''), substr(coalesce(reason_detail, ''), 1, 200), attempts, coalesce(times ->> 'ended', ''),
       'it was quarantined before bodies were kept'
     FROM failed;`,

  // What happened is counted when it happens (ledger_events), what the rows say is counted by the rows (ledger_counts): that
  // the two agree is what conservation means, and neither needs a walk over the table.
  `CREATE TABLE ledger_events (event TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   INSERT INTO ledger_events SELECT 'accepted', count(*) FROM ledger;
   INSERT INTO ledger_events SELECT 'begun', coalesce(sum(run), 0) FROM ledger;
   INSERT INTO ledger_events
     SELECT state, count(*) FROM (
       SELECT state FROM ledger WHERE state <> 'accepted'
       UNION ALL SELECT past.value ->> 'state' FROM ledger, json_each(ledger.past) past WHERE ledger.run > 1)
     GROUP BY state;
   CREATE TABLE ledger_counts (
     state TEXT NOT NULL,
     stage TEXT NOT NULL,
     n INTEGER NOT NULL,
     PRIMARY KEY (state, stage)
   ) STRICT, WITHOUT ROWID;
   INSERT INTO ledger_counts SELECT state, stage, count(*) FROM ledger GROUP BY state, stage;
   CREATE TRIGGER ledger_row_came AFTER INSERT ON ledger BEGIN
     INSERT INTO ledger_counts VALUES (new.state, new.stage, 1) ON CONFLICT DO UPDATE SET n = n + 1;
   END;
   CREATE TRIGGER ledger_row_moved AFTER UPDATE OF state, stage ON ledger
   WHEN new.state <> old.state OR new.stage <> old.stage BEGIN
     UPDATE ledger_counts SET n = n - 1 WHERE state = old.state AND stage = old.stage;
     INSERT INTO ledger_counts VALUES (new.state, new.stage, 1) ON CONFLICT DO UPDATE SET n = n + 1;
   END;
   CREATE TRIGGER ledger_row_went AFTER DELETE ON ledger BEGIN
     UPDATE ledger_counts SET n = n - 1 WHERE state = old.state AND stage = old.stage;
   END;
   DROP INDEX ledger_state;
   CREATE INDEX ledger_state ON ledger (state);
   ALTER TABLE articles ADD COLUMN run INTEGER;`,

  `CREATE TABLE day_tallies (
     scope TEXT NOT NULL,
     day TEXT NOT NULL,
     tally TEXT NOT NULL,
     PRIMARY KEY (scope, day)
   ) STRICT, WITHOUT ROWID;`,
];
