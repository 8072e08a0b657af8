/** How a document must end, and by which run; null: by any. `reason` is its code, `detail` what must be told with it. */
export type Expected = {
  state: 'indexed' | 'rejected' | 'quarantined';
  run: number | null;
  reason?: string;
  detail?: RegExp;
};
