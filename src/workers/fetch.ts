import { decode } from '../fetch/decode.ts';
import type { WebPage } from '../fetch/fetched.ts';
import { outcomeOf } from '../fetch/outcome.ts';
import { MidwayError } from '../fetch/visit.ts';
import type { Walks } from '../fetch/walks.ts';
import type { WebFetcher } from '../fetch/web.ts';
import { type RawDocument, type Request, requestSchema } from '../pipeline/documents.ts';
import type { Ledger } from '../store/ledger.ts';
import { unchanged } from './refetch.ts';
import type { Stage, StageOutcome } from './stage.ts';

/** The fetch stage: a request becomes a raw document, from the body given with it or from the web. */
export function fetchStage(
  ledger: Pick<Ledger, 'given' | 'noteFetched'>,
  web: WebFetcher,
  walks: Walks,
): Stage<Request, RawDocument> {
  async function fromWeb(request: Request): Promise<StageOutcome<WebPage>> {
    const { id, run, address, known } = request;
    const who = `${id}-${run}`;
    const from = await walks.load(who);
    const { etag = null, lastModified = null } = known ?? {};
    try {
      const fetched = await web.fetch(address, { who, from, etag, lastModified });
      if (from.length > 0) await walks.drop(who);
      const indexed = await unchanged(fetched, request, ledger);
      return indexed === null ? outcomeOf(fetched) : { indexed };
    } catch (error) {
      if (error instanceof MidwayError && error.hops.length > from.length) await walks.save(who, error.hops);
      throw error;
    }
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
