import { decode } from '../fetch/decode.ts';
import { outcomeOf } from '../fetch/outcome.ts';
import type { WebFetcher } from '../fetch/web.ts';
import { type RawDocument, type Request, requestSchema } from '../pipeline/documents.ts';
import type { Ledger } from '../store/ledger.ts';
import type { Stage } from './stage.ts';

/** The fetch stage: a request becomes a raw document, from the body given with it or from the web. */
export function fetchStage(ledger: Pick<Ledger, 'given'>, web: WebFetcher): Stage<Request, RawDocument> {
  return {
    name: 'fetch',
    takes: requestSchema,
    async run({ id, run, address }) {
      const given = await ledger.given(id);
      const got = given
        ? { next: { ...given, url: webUrl(address), charset: null, notes: [] } }
        : outcomeOf(await web.fetch(address));
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
