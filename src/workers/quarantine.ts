import { homedir } from 'node:os';
import { promisify } from 'node:util';
import { constants, zstdCompress } from 'node:zlib';
import { projectDir } from '../config.ts';
import { PoisonError, RetryError } from '../errors.ts';
import { type Reason, rawDocumentSchema } from '../pipeline/documents.ts';
import type { DocumentStore, RunRef } from '../store/document-store.ts';
import type { KeptBody, Versions } from '../store/evidence.ts';
import type { Ledger } from '../store/ledger.ts';
import { unpack } from './packing.ts';
import { safeStack } from './safe-stack.ts';

/** What a case says of the worker, and the most bytes that a body may take in the store, compressed. */
export type CaseSettings = { worker: string; versions: Versions; maxBodyBytes: number };

const compress = promisify(zstdCompress);

/** The reason that a failure gives: its code for programs, what it says for people. */
export function reasonOf(error: Error): Reason {
  const { code, detail } =
    error instanceof RetryError || error instanceof PoisonError
      ? error.reason
      : { code: error.name === 'Error' ? 'error' : error.name, detail: error.message };
  return { code, detail: safe(detail).slice(0, 2_000) };
}

/** The stack of a failure, fit for the store and the board. */
export const stackOf = ({ stack }: Error): string | null => (stack === undefined ? null : safe(stack));

/** Ends a run as quarantined, with a case that keeps what is known, and frees its bodies. @throws LaterError */
export async function quarantine(
  ref: RunRef,
  error: Error,
  { ledger, bodies }: { ledger: Pick<Ledger, 'end'>; bodies: DocumentStore },
  { worker, versions, maxBodyBytes }: CaseSettings,
): Promise<void> {
  const kept = await keptBody(ref, bodies, maxBodyBytes);
  const evidence = { stack: stackOf(error), worker, versions, ...kept };
  await ledger.end(ref.id, ref.run, { state: 'quarantined', reason: reasonOf(error), evidence });
  await bodies.free(ref);
}

/** The raw document is kept whatever the stage: all that the later stages had was made of it. */
async function keptBody(
  ref: RunRef,
  bodies: DocumentStore,
  most: number,
): Promise<{ body: KeptBody | null; bodyNote: string | null }> {
  const none = (bodyNote: string): { body: null; bodyNote: string } => ({ body: null, bodyNote });
  const packed = await bodies.load(ref, 'fetch').catch(() => null);
  if (packed === null) return none('there was none: the fetch stage had not made one, or Redis had lost it');
  const raw = rawDocumentSchema.safeParse(await unpack(packed).catch(() => null));
  if (!raw.success) return none('what the fetch stage made was no raw document');
  const { text, mediaType, url, fetchedAt } = raw.data;
  const zstd = await compress(text, { params: { [constants.ZSTD_c_compressionLevel]: 9 } });
  if (zstd.length > most)
    return none(`it takes ${zstd.length} bytes compressed, and quarantine.maxBodyBytes is ${most}`);
  return { body: { mediaType, url, fetchedAt, zstd }, bodyNote: null };
}

const safe = (text: string): string => safeStack(text, { project: projectDir, home: homedir() });
