import type { Config } from '../config.ts';
import { version } from '../desk.ts';
import type { Failure } from '../fetch/fetch-fault.ts';
import type { Fetched, Hop, WebPage } from '../fetch/fetched.ts';
import type { Reason } from '../pipeline/documents.ts';
import type { Redis } from '../redis/connect.ts';

/** How long a person waits for a turn at the host. */
const patienceMs = 120_000;

/** What a person asks of one fetch. */
export type FetchRequest = { headOnly?: boolean; etag?: string; lastModified?: string };

/** How a fetch would end for the worker, beside the hops that led there. */
export type FetchReport = { address: string; hops: Hop[] } & (
  | { outcome: 'head' | 'unchanged'; url: string }
  | ({ outcome: 'document'; bytes: number; characters: number } & Omit<WebPage, 'bytes'>)
  | { outcome: 'rejected'; reason: Reason; next: string | null }
  | { outcome: 'retry'; reason: Reason; next: string; retryAfterMs: number | null; delaysSeconds: number[] }
);

/**
 * Fetches an address as the fetch stage does, without conditions that were not asked for, and decodes it; in turn with the
 * workers where a line is running.
 */
export async function fetchReport(
  address: string,
  options: FetchRequest,
  config: Config,
  shared: { redis: Redis; prefix: string } | null,
): Promise<FetchReport> {
  const { aloneWeb } = await import('../fetch/alone-web.ts');
  const { politeWeb } = await import('../fetch/polite-web.ts');
  const web = shared ? politeWeb(config.fetch, version, shared) : aloneWeb(config.fetch, version);
  const fetched: Fetched = await web.fetch(address, {
    patienceMs,
    headOnly: options.headOnly ?? false,
    etag: options.etag ?? null,
    lastModified: options.lastModified ?? null,
  });
  const { hops } = fetched;
  if (fetched.status === 'failed') return { address, hops, ...failed(fetched.failure, config.fetch) };
  if (fetched.status !== 'ok') return { address, hops, outcome: fetched.status, url: fetched.url };
  const { decode } = await import('../fetch/decode.ts');
  const { bytes, ...page } = fetched.page;
  const decoded = decode(bytes, page.mediaType, page.charset);
  if ('rejected' in decoded) return { address, hops, outcome: 'rejected', reason: decoded.rejected, next: null };
  const { charset, text } = decoded;
  const notes = [...page.notes, ...decoded.notes];
  return { address, hops, outcome: 'document', ...page, charset, notes, bytes: bytes.length, characters: text.length };
}

function failed({ kind, code, detail, next, retryAfterMs }: Failure, settings: Config['fetch']) {
  const reason = { code, detail };
  return kind === 'permanent'
    ? ({ outcome: 'rejected', reason, next } as const)
    : ({ outcome: 'retry', reason, next, retryAfterMs, delaysSeconds: settings.retryDelaysSeconds } as const);
}
