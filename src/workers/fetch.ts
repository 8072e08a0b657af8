import { decode } from '../fetch/decode.ts';
import type { WebPage } from '../fetch/fetched.ts';
import { outcomeOf } from '../fetch/outcome.ts';
import type { WebFetcher } from '../fetch/web.ts';
import { type RawDocument, type Request, requestSchema } from '../pipeline/documents.ts';
import type { Ledger } from '../store/ledger.ts';
import { unchanged } from './refetch.ts';
import type { Stage, StageOutcome } from './stage.ts';

/** The fetch stage: a request becomes a raw document, from the body given with it or from the web. */
export function fetchStage(
  ledger: Pick<Ledger, 'given' | 'noteFetched'>,
  web: WebFetcher,
): Stage<Request, RawDocument> {
  async function fromWeb(request: Request): Promise<StageOutcome<WebPage>> {
    const { etag = null, lastModified = null } = request.known ?? {};
    const fetched = await web.fetch(request.address, { etag, lastModified });
    const indexed = await unchanged(fetched, request, ledger);
    return indexed === null ? outcomeOf(fetched) : { indexed };
  }

  return {
    name: 'fetch',
    takes: requestSchema,
    async run(request) {
      const { id, run, address } = request;
      const given = await ledger.given(id);
      const got = given
        ? { next: { ...given, url: webUrl(address), charset: null, notes: [] } }
        : await fromWeb(request);
      if (!('next' in got)) return got;
      const { bytes, mediaType, charset, url, notes } = got.next;
      const decoded = decode(bytes, mediaType, charset);
      if ('rejected' in decoded) return decoded;
      const fetchedAt = given?.fetchedAt ?? new Date().toISOString();
      const text = { ...decoded, notes: [...notes, ...decoded.notes] };
      return { next: { id, run, address, url, mediaType, fetchedAt, ...text } };
    },
  };
}

const webUrl = (address: string): string | null => (/^https?:/.test(address) ? address : null);
