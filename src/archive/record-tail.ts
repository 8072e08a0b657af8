/** What stands behind a record's block, and what the next record begins with. */
export const trailer = Buffer.from('\r\n\r\n');
export const recordBegins = Buffer.from('WARC/1.');

export const isBlank = (byte: number | undefined): boolean => byte === 10 || byte === 13;

/**
 * How long the end of a record is that `bytes` begin with: two line ends as WARC wants, or what other writers leave before
 * the next record. Null when no record ends here, 'more' when that cannot be told yet.
 */
export function tailLength(bytes: Buffer): number | null | 'more' {
  if (bytes.subarray(0, trailer.length).equals(trailer)) return trailer.length;
  let blank = 0;
  while (blank < trailer.length && isBlank(bytes[blank])) blank++;
  const next = bytes.subarray(blank, blank + recordBegins.length);
  if (next.length < recordBegins.length && recordBegins.subarray(0, next.length).equals(next)) return 'more';
  return next.equals(recordBegins) ? blank : null;
}
