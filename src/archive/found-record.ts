/** The bytes that a record fills in its file. */
export type RecordPlace = { offset: number; length: number };

/**
 * A whole record: its fields by lower-case name, and its block as it is. `at` is its offset in the file, or that of the
 * gzip member it begins in; `place` is null when it shares a member with others, and cannot be read by itself.
 */
export type WarcRecord = {
  at: number;
  place: RecordPlace | null;
  type: string;
  fields: Map<string, string>;
  block: Buffer;
};

/** Why a record could not be read. */
export type WarcFault = {
  at: number;
  fault: 'truncated' | 'bad-length' | 'bad-gzip' | 'bad-head' | 'too-large';
  detail: string;
};
