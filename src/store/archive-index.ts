/**
 * Where the answer that a run was made of is archived. `file`: its name in the archive folder, or the whole path of one
 * that was handed in. `offset` and `length` in bytes. `digest` is of the answer's body as it was sent. `fetchedAt`: ISO 8601, UTC.
 */
export type ArchivedAnswer = { file: string; offset: number; length: number; digest: string; fetchedAt: string };

/** An archived answer and the run it belongs to. */
export type ArchivedRun = { id: string; run: number } & ArchivedAnswer;

/**
 * The index of the archive: which record a run was made of. What is handed in from an archive is entered by the ledger,
 * with its row; what was fetched, by the fetch stage. A promise that resolves means the change is on disk.
 * Every driver passes tests/store/archive-index.contract.ts.
 */
export type ArchiveIndex = {
  /** Enters a run; once more for the same run replaces it. */
  put(run: ArchivedRun): Promise<void>;
  of(ref: { id: string; run: number }): Promise<ArchivedAnswer | null>;
  /** The last that was fetched of a document, whichever run it was. */
  newest(id: string): Promise<ArchivedAnswer | null>;
  count(): Promise<number>;
  /** Forgets what these files hold; gives how many documents have nothing archived any more. */
  forget(files: string[]): Promise<number>;
};
