/** One kind of breach: what it is called, what it means, and a query for `id` and `detail` of each. */
export type AuditCheck = { what: string; means: string; sql: string };

const endings = `('indexed', 'rejected', 'quarantined')`;

/**
 * What must never be found. Each reads a table or an index once, or joins two by their keys: a million rows take seconds.
 * Whether an article's row may be in flight: between the article and the row's ending it is.
 */
export const auditChecks: readonly AuditCheck[] = [
  {
    what: 'count-off',
    means: 'what was counted when it happened is not what the rows say',
    sql: `
      WITH events AS (SELECT event, n FROM ledger_events),
      rows (event, n) AS (
        SELECT 'accepted', count(*) FROM ledger
        UNION ALL SELECT 'begun', coalesce(sum(run), 0) FROM ledger
        UNION ALL SELECT ending, sum(n) FROM (
          SELECT state AS ending, count(*) AS n FROM ledger WHERE state IN ${endings} GROUP BY state
          UNION ALL SELECT past.value ->> 'state', count(*) FROM ledger, json_each(ledger.past) past WHERE ledger.run > 1
            GROUP BY 1)
          GROUP BY ending
      )
      SELECT NULL AS id, event || ': ' || coalesce(events.n, 0) || ' counted, ' || coalesce(rows.n, 0) || ' in the rows' AS detail
      FROM rows FULL JOIN events USING (event) WHERE coalesce(events.n, 0) <> coalesce(rows.n, 0)
      UNION ALL
      SELECT NULL, coalesce(c.state, r.state) || ' at ' || coalesce(c.stage, r.stage) || ': ' || coalesce(c.n, 0) || ' shown, '
        || coalesce(r.n, 0) || ' rows'
      FROM (SELECT state, stage, count(*) AS n FROM ledger GROUP BY state, stage) r
      FULL JOIN (SELECT * FROM ledger_counts WHERE n <> 0) c ON c.state = r.state AND c.stage = r.stage
      WHERE coalesce(c.n, 0) <> coalesce(r.n, 0)`,
  },
  {
    what: 'row-broken',
    means: 'a row has no state of the four, or fields that do not fit its state',
    sql: `
      SELECT id, 'state ' || state || ', stage ' || stage || ', run ' || run || ', reason ' || coalesce(reason_code, 'none')
        || ', times ' || times AS detail
      FROM ledger
      WHERE state NOT IN ('accepted', 'indexed', 'rejected', 'quarantined')
        OR stage NOT IN ('fetch', 'clean', 'extract', 'index')
        OR run < 1
        OR NOT json_valid(times)
        OR times ->> 'accepted' IS NULL
        OR (state = 'accepted') <> (times ->> 'ended' IS NULL)
        OR (state = 'accepted' AND reason_code IS NOT NULL)
        OR (state IN ('rejected', 'quarantined') AND reason_code IS NULL)`,
  },
  {
    what: 'run-without-ending',
    means: 'the earlier runs of a row are not 1, 2, … up to its own, each with one ending',
    sql: `
      SELECT id, 'run ' || run || ', earlier ones ' || past AS detail FROM ledger WHERE run > 1 AND (
        NOT json_valid(past) OR json_array_length(past) <> run - 1
        OR EXISTS (SELECT 1 FROM json_each(past) p WHERE p.value ->> 'run' IS NOT p.key + 1
          OR p.value ->> 'state' NOT IN ${endings} OR p.value ->> 'ended' IS NULL))
      UNION ALL SELECT id, 'run 1, and earlier ones ' || past FROM ledger WHERE run = 1 AND past <> '[]'`,
  },
  {
    what: 'article-missing',
    means: 'a row says indexed, and there is no article of its own or of the document that it shares one with',
    sql: `
      SELECT l.id, 'run ' || l.run || coalesce(', same as ' || l.same_as, '') AS detail FROM ledger l
      LEFT JOIN articles a ON a.id = l.id LEFT JOIN articles s ON s.id = l.same_as
      WHERE l.state = 'indexed' AND a.id IS NULL AND s.id IS NULL`,
  },
  {
    what: 'article-of-other-run',
    means: 'a run ended as indexed with an article of its own, and the store has that of another run',
    sql: `
      SELECT l.id, 'run ' || l.run || ', article of run ' || a.run AS detail FROM ledger l JOIN articles a ON a.id = l.id
      WHERE l.state = 'indexed' AND l.reason_code IS NULL AND a.run <> l.run`,
  },
  {
    what: 'article-without-row',
    means: 'an article stands in the store, and no row says that its run was indexed',
    sql: `
      SELECT a.id, 'article of run ' || coalesce(a.run, '?') || ', '
        || coalesce('row ' || l.state || ' in run ' || l.run, 'no row') AS detail
      FROM articles a LEFT JOIN ledger l ON l.id = a.id
      WHERE l.id IS NULL OR (a.run = l.run AND l.state IN ('rejected', 'quarantined')) OR a.run > l.run
        OR (a.run < l.run AND (l.past ->> ('$[' || (a.run - 1) || '].state')) IS NOT 'indexed')`,
  },
  {
    what: 'article-unsearchable',
    means: 'an article is not in the full-text index, or the index has one that is not there',
    sql: `
      SELECT id, 'not in the full-text index' AS detail FROM articles
      WHERE seq NOT IN (SELECT id FROM articles_text_docsize)
      UNION ALL SELECT NULL, 'row ' || id || ' of the full-text index has no article' FROM articles_text_docsize
      WHERE id NOT IN (SELECT seq FROM articles)`,
  },
  {
    what: 'same-as-nothing',
    means: 'a row shares the article of a document that has none',
    sql: `
      SELECT l.id, 'same as ' || coalesce(l.same_as, 'none is named') AS detail FROM ledger l
      LEFT JOIN articles a ON a.id = l.same_as
      WHERE (l.same_as IS NOT NULL OR l.reason_code = 'same-document') AND a.id IS NULL`,
  },
  {
    what: 'versions-broken',
    means: 'the earlier versions of an article are not all there',
    sql: `
      SELECT id, 'version ' || version || ', earlier ones ' || n AS detail
      FROM (SELECT a.id, a.version, count(v.id) AS n FROM articles a LEFT JOIN article_versions v ON v.id = a.id
        WHERE a.version > 1 GROUP BY a.id) WHERE n <> version - 1
      UNION ALL SELECT DISTINCT v.id, 'earlier versions of no article' FROM article_versions v
      LEFT JOIN articles a ON a.id = v.id WHERE a.id IS NULL`,
  },
  {
    what: 'belongs-to-nothing',
    means: 'an archived answer, a given body, a case or a key belongs to no document or run',
    sql: `
      SELECT x.id, 'archived answer of run ' || x.run AS detail FROM archived x LEFT JOIN ledger l ON l.id = x.id
      WHERE l.id IS NULL OR x.run > l.run
      UNION ALL SELECT x.id, 'given body' FROM given x LEFT JOIN ledger l ON l.id = x.id WHERE l.id IS NULL
      UNION ALL SELECT x.id, 'quarantine case of run ' || x.run FROM quarantine x LEFT JOIN ledger l ON l.id = x.id
      WHERE l.id IS NULL OR x.run > l.run
      UNION ALL SELECT x.id, 'article key ' || x.key FROM article_keys x LEFT JOIN articles a ON a.id = x.id WHERE a.id IS NULL`,
  },
  {
    what: 'case-missing',
    means: 'a row says quarantined, and has no case',
    sql: `
      SELECT l.id, 'run ' || l.run AS detail FROM ledger l LEFT JOIN quarantine q ON q.id = l.id AND q.run = l.run
      WHERE l.state = 'quarantined' AND q.id IS NULL`,
  },
];
