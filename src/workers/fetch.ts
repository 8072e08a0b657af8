import type { Archive } from '../archive/archive.ts';
import { decode } from '../fetch/decode.ts';
import { outcomeOf } from '../fetch/outcome.ts';
import type { WebFetcher } from '../fetch/web.ts';
import {
  type MediaType,
  type Note,
  type Outcome,
  type RawDocument,
  type Request,
  requestSchema,
} from '../pipeline/documents.ts';
import type { Ledger } from '../store/ledger.ts';
import type { Stage } from './stage.ts';

/** A document as it was obtained, before its bytes are text. */
type Obtained = {
  bytes: Uint8Array;
  mediaType: MediaType;
  charset: string | null;
  url: string | null;
  notes: Note[];
  fetchedAt: string;
};

/**
 * The fetch stage: a request becomes a raw document. It comes from the archive when this run was fetched before or handed in
 * from there, else from the body given with it, else from the web.
 */
export function fetchStage(
  ledger: Pick<Ledger, 'given'>,
  web: WebFetcher,
  archive: Archive,
): Stage<Request, RawDocument> {
  async function given({ id, address }: Request): Promise<Outcome<Obtained> | null> {
    const body = await ledger.given(id);
    if (body === null) return null;
    return { next: { fetchedAt: now(), ...body, url: webUrl(address), charset: null, notes: [] } };
  }

  async function fetched(request: Request): Promise<Outcome<Obtained>> {
    const { address } = request;
    const got = outcomeOf(await archive.keep(request, (tap) => web.fetch(address, tap === null ? {} : { tap })));
    return 'rejected' in got ? got : { next: { ...got.next, fetchedAt: now() } };
  }

  return {
    name: 'fetch',
    takes: requestSchema,
    async run(request) {
      const { id, run, address } = request;
      const got = (await archive.pageOf({ id, run })) ?? (await given(request)) ?? (await fetched(request));
      if ('rejected' in got) return got;
      const { bytes, mediaType, charset, url, notes, fetchedAt } = got.next;
      const decoded = decode(bytes, mediaType, charset);
      if ('rejected' in decoded) return decoded;
      const text = { ...decoded, notes: [...notes, ...decoded.notes] };
      return { next: { id, run, address, url, mediaType, fetchedAt, ...text } };
    },
  };
}

const now = (): string => new Date().toISOString();
const webUrl = (address: string): string | null => (/^https?:/.test(address) ? address : null);
