import type { Archive } from '../archive/archive.ts';
import { outcomeOf } from '../fetch/outcome.ts';
import { type Obtained, rawDocument, webUrl } from '../fetch/raw-document.ts';
import { MidwayError } from '../fetch/visit.ts';
import type { Walks } from '../fetch/walks.ts';
import type { WebFetcher } from '../fetch/web.ts';
import { type Outcome, type RawDocument, type Request, requestSchema } from '../pipeline/documents.ts';
import type { Ledger } from '../store/ledger.ts';
import { unchanged } from './refetch.ts';
import type { Stage, StageOutcome } from './stage.ts';

/**
 * The fetch stage: a request becomes a raw document. It comes from the archive when this run was fetched before or handed in
 * from there, else from the body given with it, else from the web.
 */
export function fetchStage(
  ledger: Pick<Ledger, 'given' | 'noteFetched'>,
  web: WebFetcher,
  walks: Walks,
  archive: Archive,
): Stage<Request, RawDocument> {
  async function given({ id, address }: Request): Promise<Outcome<Obtained> | null> {
    const body = await ledger.given(id);
    if (body === null) return null;
    return { next: { fetchedAt: now(), ...body, url: webUrl(address), charset: null, notes: [] } };
  }

  async function fromWeb(request: Request): Promise<StageOutcome<Obtained>> {
    const { id, run, address, known } = request;
    const who = `${id}-${run}`;
    const from = await walks.load(who);
    const { etag = null, lastModified = null } = known ?? {};
    try {
      const conditions = { who, from, etag, lastModified };
      const fetched = await archive.keep(request, (tap) =>
        web.fetch(address, { ...conditions, ...(tap ? { tap } : {}) }),
      );
      if (from.length > 0) await walks.drop(who);
      const indexed = await unchanged(fetched, request, ledger);
      if (indexed !== null) return { indexed };
      const got = outcomeOf(fetched);
      return 'rejected' in got ? got : { next: { ...got.next, fetchedAt: now() } };
    } catch (error) {
      if (error instanceof MidwayError && error.hops.length > from.length) await walks.save(who, error.hops);
      throw error;
    }
  }

  return {
    name: 'fetch',
    takes: requestSchema,
    async run(request) {
      const got = (await archive.pageOf(request)) ?? (await given(request)) ?? (await fromWeb(request));
      return 'next' in got ? rawDocument(request, got.next) : got;
    },
  };
}

const now = (): string => new Date().toISOString();
