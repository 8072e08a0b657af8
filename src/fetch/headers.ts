/** The head of an answer, in its order. */
export type Headers = [name: string, value: string][];

/** How much of a head is kept for people and programs to look at; the archive has all of it. */
const mostHeaders = 100;
const longestValue = 2_000;

/** Pairs up what the HTTP client read as Latin-1; a value that is valid UTF-8 is that: servers send raw addresses so. */
export function readHeaders(raw: readonly string[]): Headers {
  const headers: Headers = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    headers.push([(raw[i] ?? '').toLowerCase(), asUtf8(raw[i + 1] ?? '')]);
  }
  return headers;
}

/** A header's value; of several lines the first, but for lists, which are joined. Null when there is none. */
export function header(headers: Headers, name: string): string | null {
  const values = headers.filter(([one]) => one === name).map(([, value]) => value.trim());
  return values.length === 0 ? null : lists.has(name) ? values.join(', ') : (values[0] ?? null);
}
const lists = new Set(['content-encoding', 'vary', 'cache-control', 'link']);

/** The head within bounds. */
export function boundedHeaders(headers: Headers): Headers {
  return headers.slice(0, mostHeaders).map(([name, value]) => [name.slice(0, 200), value.slice(0, longestValue)]);
}

function asUtf8(value: string): string {
  if (!/[\x80-\xff]/.test(value)) return value;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'latin1'));
  } catch {
    return value;
  }
}

/** The longest wait that a host may ask for: a day. */
const longestWaitMs = 86_400_000;

/** Retry-After in milliseconds from now, in either of its forms, from a second to a day; RFC 9110, 10.2.3. */
export function retryAfterMs(headers: Headers): number | null {
  const value = header(headers, 'retry-after');
  if (value === null) return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 1_000), longestWaitMs);
}
