import type { StageName } from './ledger.ts';

/** Names one run of one document. */
export type RunRef = { id: string; run: number };

/**
 * The document store: packed bodies in flight, each kept under the stage that made it, for the stage after it.
 * Jobs carry a RunRef, never a body.
 * Every driver passes tests/store/document-store.contract.ts.
 */
export type DocumentStore = {
  save(ref: RunRef, madeBy: StageName, body: Uint8Array): Promise<void>;
  /** The body, or null when it was freed or never saved. */
  load(ref: RunRef, madeBy: StageName): Promise<Uint8Array | null>;
  /** Frees all bodies of a run; a run that has none is no error. */
  free(ref: RunRef): Promise<void>;
  /** All runs that hold a body, some at a time. One that is saved or freed meanwhile may be among them or not. */
  runs(): AsyncIterable<RunRef[]>;
  /** How many runs hold a body. */
  count(): Promise<number>;
};
