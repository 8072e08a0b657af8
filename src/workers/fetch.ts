import { decode } from '../fetch/decode.ts';
import type { WebPage } from '../fetch/fetched.ts';
import { outcomeOf } from '../fetch/outcome.ts';
import { MidwayError } from '../fetch/visit.ts';
import type { Walks } from '../fetch/walks.ts';
import type { WebFetcher } from '../fetch/web.ts';
import { type Outcome, type RawDocument, type Request, requestSchema } from '../pipeline/documents.ts';
import type { Ledger } from '../store/ledger.ts';
import type { Stage } from './stage.ts';

/** The fetch stage: a request becomes a raw document, from the body given with it or from the web. */
export function fetchStage(ledger: Pick<Ledger, 'given'>, web: WebFetcher, walks: Walks): Stage<Request, RawDocument> {
  async function fromWeb({ id, run, address }: Request): Promise<Outcome<WebPage>> {
    const who = `${id}-${run}`;
    const from = await walks.load(who);
    try {
      const fetched = await web.fetch(address, { who, from });
      if (from.length > 0) await walks.drop(who);
      return outcomeOf(fetched);
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
      if ('rejected' in got) return got;
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
