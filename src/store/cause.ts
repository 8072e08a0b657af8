/** The longest cause; what differs further on is told of each case, not of its group. */
const longest = 200;

/** What differs between two messages of one cause, first to last, and the sign that stands for it. */
const particulars: readonly [RegExp, string][] = [
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>)\]]+/gi, '<address>'],
  [/\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/g, '<mail>'],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '<n>'],
  // IPv6, told from a time of day by a letter or a double colon, and IPv4; each with its port.
  [
    /\[?\b(?=[\d:]*(?:[a-f]|::))(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,7}\b\]?(?::\d+)?|\[?::1\b\]?(?::\d+)?/gi,
    '<ip>',
  ],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, '<ip>'],
  // An id may happen to have digits alone: ids and numbers have one sign.
  [/\b(?=[a-z]*\d)(?:0x)?[0-9a-f]{7,}\b/gi, '<n>'],
  [/(?<![\w.])(?:\.{0,2}\/)[\w.@-]+(?:\/[\w.@-]+)+\/?/g, '<path>'],
  // Hosts end in small letters or in capitals, not in both: settings do (isolation.timeLimitSeconds).
  [/\b(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\.)+(?:[a-z]{2,}|[A-Z]{2,})(?::\d+)?\b(?=$|[\s,;:)"'])/g, '<host>'],
  [/[+-]?\d+(?:[.,:]\d+)*/g, '<n>'],
];

/**
 * The cause that a message tells, so that messages of one cause are equal: addresses, hosts, ids, paths and numbers are
 * taken out of it, white space is folded, and it is cut at 200 signs.
 */
export function causeOf(detail: string): string {
  const plain = particulars.reduce((text, [pattern, sign]) => text.replace(pattern, sign), detail.slice(0, 2_000));
  const folded = plain.replace(/\s+/g, ' ').trim();
  return folded.length <= longest ? folded : `${folded.slice(0, longest - 1).toWellFormed()}…`;
}
