import type { Archive } from '../archive/archive.ts';
import { outcomeOf } from '../fetch/outcome.ts';
import { type Obtained, rawDocument, webUrl } from '../fetch/raw-document.ts';
import type { WebFetcher } from '../fetch/web.ts';
import { type Outcome, type RawDocument, type Request, requestSchema } from '../pipeline/documents.ts';
import type { Ledger } from '../store/ledger.ts';
import type { Stage } from './stage.ts';

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
      const got = (await archive.pageOf(request)) ?? (await given(request)) ?? (await fetched(request));
      return 'rejected' in got ? got : rawDocument(request, got.next);
    },
  };
}

const now = (): string => new Date().toISOString();
