/** Names one run of one document. */
export type RunRef = { id: string; run: number };

/** What a stage leaves for the next one. */
export type BodyKind = 'raw' | 'clean' | 'article';

/**
 * The document store: bodies in flight between two stages. Jobs carry a RunRef, never a body.
 * Every driver passes tests/store/document-store.contract.ts.
 */
export type DocumentStore = {
  save(ref: RunRef, kind: BodyKind, body: unknown): Promise<void>;
  /** The body, or null when it was freed or never saved. */
  load(ref: RunRef, kind: BodyKind): Promise<unknown>;
  /** Frees all bodies of a run; a run that has none is no error. */
  free(ref: RunRef): Promise<void>;
  /** How many runs hold a body. */
  count(): Promise<number>;
};
