/**
 * A breach of conservation: `what` names the kind, `means` says what is wrong with it, `id` is the document (null where it
 * concerns the whole), `detail` what was found.
 */
export type Breach = { what: string; means: string; id: string | null; detail: string };

/**
 * Compares everything that outlives Redis with each other, as it stood at one moment: rows with what was counted when it
 * happened, rows in themselves, rows with articles, articles with rows, and what else belongs to a row.
 * Every driver passes tests/store/audit.contract.ts.
 */
export type Audit = () => AsyncIterable<Breach>;
