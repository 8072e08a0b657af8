/**
 * What becomes of a fetch that gave no document. `later`: tried again after the configured waits, then quarantined.
 * `permanent`: rejected, no new try can mend it. `soft`: of a feed alone; it may come back and is asked at long
 * intervals.
 */
export type FailureKind = 'later' | 'permanent' | 'soft';

/** One kind of failure: what it means, what to do about it, and how it counts for a page and for a feed. */
export type FailureEntry = { page: 'later' | 'permanent'; feed: FailureKind; says: string; next: string };

const wait = 'nothing to do: it is tried again; copydesk retry --quarantined when the host is well';
const look = 'open the address in a browser; if it is well there, copydesk retry it';
const gone = 'nothing to do; if the page has moved, enqueue its new address';
const never = 'nothing to do; fetch.allowPrivateAddresses is for closed networks and tests';

/** Every failure by the stable code that the ledger names. HTTP statuses that are not here follow their class. */
export const failures = {
  'bad-address': { page: 'permanent', feed: 'permanent', says: 'it is not a web address', next: 'correct the address' },
  'blocked-address': { page: 'permanent', feed: 'permanent', says: 'its host is not on the public web', next: never },
  'blocked-port': {
    page: 'permanent',
    feed: 'permanent',
    says: 'its port is not one that is fetched',
    next: 'add the port to fetch.ports if it is right',
  },
  'robots-disallowed': {
    page: 'permanent',
    feed: 'soft',
    says: 'the robots.txt of its host asks not to fetch it',
    next: 'ask the publisher for leave',
  },
  'robots-unreachable': {
    page: 'later',
    feed: 'later',
    says: 'the robots.txt of its host gives no answer',
    next: wait,
  },
  'host-down': {
    page: 'later',
    feed: 'later',
    says: 'its host has given no answer for so long that it is given up',
    next: wait,
  },
  'no-such-host': {
    page: 'permanent',
    feed: 'soft',
    says: 'the name of its host does not exist',
    next: 'correct the address, or drop it',
  },
  'dns-trouble': { page: 'later', feed: 'later', says: 'the name of its host cannot be looked up now', next: wait },
  'connect-timeout': { page: 'later', feed: 'later', says: 'its host takes no connection in time', next: wait },
  'connection-refused': { page: 'later', feed: 'later', says: 'its host refuses the connection', next: wait },
  'connection-reset': { page: 'later', feed: 'later', says: 'the connection broke before an answer', next: wait },
  unreachable: { page: 'later', feed: 'later', says: 'there is no way to its host', next: wait },
  timeout: { page: 'later', feed: 'later', says: 'it took longer than a fetch may', next: wait },
  'tls-handshake': { page: 'later', feed: 'later', says: 'no secure connection came about', next: wait },
  'bad-certificate': {
    page: 'permanent',
    feed: 'soft',
    says: 'its certificate does not hold',
    next: 'tell the publisher; copydesk retry it once the certificate is mended',
  },
  'bad-http': { page: 'later', feed: 'later', says: 'its answer breaks the rules of HTTP', next: look },
  'headers-too-large': {
    page: 'permanent',
    feed: 'soft',
    says: 'the head of its answer is longer than any honest one',
    next: look,
  },
  'cut-short': { page: 'later', feed: 'later', says: 'its body ended before it was complete', next: wait },
  'bad-encoding': { page: 'later', feed: 'later', says: 'its compressed body is damaged', next: look },
  'unknown-encoding': {
    page: 'permanent',
    feed: 'soft',
    says: 'it is encoded in a way that was not asked for',
    next: look,
  },
  'too-large': {
    page: 'permanent',
    feed: 'soft',
    says: 'it is larger than is taken',
    next: 'raise fetch.maxBytes or fetch.maxWireBytes if it is an article',
  },
  'compression-bomb': {
    page: 'permanent',
    feed: 'soft',
    says: 'it unpacks to far more than any honest page',
    next: 'raise fetch.maxRatio if it is an article',
  },
  'wrong-type': {
    page: 'permanent',
    feed: 'soft',
    says: 'its media type is not taken',
    next: 'look for a page of the same story',
  },
  'bad-redirect': { page: 'permanent', feed: 'soft', says: 'it redirects to what is no address', next: look },
  'redirect-loop': {
    page: 'permanent',
    feed: 'soft',
    says: 'its redirects go in a circle',
    next: 'it may want a cookie, which is never sent; look for another address of the story',
  },
  'too-many-redirects': { page: 'permanent', feed: 'soft', says: 'it redirects too often', next: look },
  'http-202': { page: 'later', feed: 'later', says: 'the answer is promised, not given', next: wait },
  'http-204': { page: 'permanent', feed: 'later', says: 'it has no content', next: look },
  'http-401': { page: 'permanent', feed: 'soft', says: 'it asks for a login', next: 'ask the publisher for access' },
  'http-403': { page: 'permanent', feed: 'soft', says: 'its host forbids it', next: 'ask the publisher for access' },
  'http-404': { page: 'permanent', feed: 'soft', says: 'there is nothing at it', next: gone },
  'http-408': { page: 'later', feed: 'later', says: 'its host gave up waiting', next: wait },
  'http-410': { page: 'permanent', feed: 'permanent', says: 'it is gone for good', next: gone },
  'http-421': { page: 'later', feed: 'later', says: 'the wrong server was reached', next: wait },
  'http-425': { page: 'later', feed: 'later', says: 'its host wants it asked again', next: wait },
  'http-429': { page: 'later', feed: 'later', says: 'its host finds that it is asked too often', next: wait },
  'http-451': { page: 'permanent', feed: 'soft', says: 'the law keeps it from being shown here', next: gone },
  'http-501': { page: 'permanent', feed: 'soft', says: 'its host cannot do what was asked', next: look },
  'http-505': { page: 'permanent', feed: 'soft', says: 'its host does not speak this HTTP', next: look },
} as const satisfies Record<string, FailureEntry>;

const byClass: Record<string, FailureEntry> = {
  4: { page: 'permanent', feed: 'soft', says: 'its host refuses it', next: look },
  5: { page: 'later', feed: 'later', says: 'its host has a fault of its own', next: wait },
};
const strange: FailureEntry = { page: 'permanent', feed: 'soft', says: 'its host answers what is no page', next: look };

/** A code of the table above, or that of any other HTTP status. */
export type FailureCode = keyof typeof failures | `http-${number}`;

/** What is known of a code. */
export function failureEntry(code: FailureCode): FailureEntry {
  const known: FailureEntry | undefined = failures[code as keyof typeof failures];
  return known ?? byClass[code.slice('http-'.length, 'http-'.length + 1)] ?? strange;
}

/** The next step for a reason that the ledger names; null when it is not one of a fetch. */
export function nextStep(code: string): string | null {
  return Object.hasOwn(failures, code) || /^http-\d{3}$/.test(code) ? failureEntry(code as FailureCode).next : null;
}
