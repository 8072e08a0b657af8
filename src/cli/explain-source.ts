import { readFile, stat } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { zstdDecompressSync } from 'node:zlib';
import { idOf } from '../addresses/document-key.ts';
import type { Config } from '../config.ts';
import { openDesk, version } from '../desk.ts';
import { UsageError } from '../errors.ts';
import { type Explanation, explainArticle, explainRejection } from '../pipeline/explain-document.ts';
import { readWebAddress } from '../sources/web-address.ts';
import type { KeptBody } from '../store/evidence.ts';
import type { Given } from '../store/ledger.ts';
import { findRow } from './find-row.ts';
import { shown } from './output.ts';
import { findArticle, heldArticle } from './show.ts';

/**
 * The explanation of what a name stands for: `-` is standard input, then a file, then a document of the store, then a web
 * address that is fetched. An article of the store carries its account; a rejected document is read again, and a quarantined one
 * as it was when it failed.
 * @throws UsageError for a name that stands for nothing, and for a document that has no ending yet
 */
export async function explanationOf(name: string, config: Config): Promise<Explanation> {
  if (name === '-') return ofBytes('-', await buffer(process.stdin), config);
  const file = await stat(name).catch(() => null);
  if (file?.isFile()) return ofBytes(name, await readFile(name), config);
  if (file?.isDirectory()) throw new UsageError(`${shown(name)} is a folder`, 'name one of its files');
  const known = await fromStore(name, config);
  if ('explanation' in known) return known.explanation;
  if ('kept' in known) return ofKept(known.address, known.kept, config);
  if (known.given) return ofGiven(known.address, known.given, config);
  const web = readWebAddress(known.address, 'explain');
  if (!('submission' in web)) throw new UsageError(web.error);
  return ofWeb(web.submission.address, config);
}

/** The account of an article of the store; else the address to read again, with the body that was handed in for it. */
async function fromStore(
  name: string,
  config: Config,
): Promise<
  { explanation: Explanation } | { address: string; kept: KeptBody } | { address: string; given: Given | null }
> {
  const web = readWebAddress(name, 'explain');
  const { store, close } = openDesk(config, () => {});
  try {
    const row =
      'submission' in web ? await store.ledger.get(web.submission.id) : await findRow(store.ledger, name, noneOf(name));
    const kept = row?.state === 'quarantined' ? await store.quarantine.body(row.id) : null;
    if (row && kept) return { address: row.address, kept };
    if (row?.state === 'rejected') return { address: row.address, given: await store.ledger.given(row.id) };
    const article = row && (await heldArticle(store, row));
    if (article) return { explanation: explainArticle(article) };
    if ('submission' in web) return { address: web.submission.address, given: null };
    return { explanation: explainArticle(await findArticle(store, name)) };
  } finally {
    await close();
  }
}

const noneOf = (name: string): string => `there is no file "${shown(name)}", and no document is known by that name`;

async function ofBytes(path: string, bytes: Uint8Array, config: Config): Promise<Explanation> {
  const { explainBody, mediaTypeOf } = await import('./process-body.ts');
  const mediaType = mediaTypeOf(path, bytes);
  return explainBody({ address: path, url: null, mediaType, bytes, charset: null, fetchedAt: isoNow() }, config);
}

async function ofGiven(address: string, { bytes, mediaType, fetchedAt }: Given, config: Config): Promise<Explanation> {
  const { explainBody } = await import('./process-body.ts');
  const url = /^https?:/.test(address) ? address : null;
  return explainBody({ address, url, mediaType, bytes, charset: null, fetchedAt: fetchedAt ?? isoNow() }, config);
}

async function ofKept(address: string, { zstd, ...about }: KeptBody, config: Config): Promise<Explanation> {
  const { explainBody } = await import('./process-body.ts');
  return explainBody({ address, ...about, text: zstdDecompressSync(zstd).toString() }, config);
}

async function ofWeb(address: string, config: Config): Promise<Explanation> {
  const { explainBody } = await import('./process-body.ts');
  const { outcomeOf } = await import('../fetch/outcome.ts');
  const { aloneWeb } = await import('../fetch/alone-web.ts');
  try {
    const got = outcomeOf(await aloneWeb(config.fetch, version).fetch(address, { patienceMs }));
    if ('rejected' in got) return explainRejection({ id: idOf(address), address, url: address }, got.rejected);
    return explainBody({ address, ...got.next, fetchedAt: isoNow() }, config);
  } catch (error) {
    throw new UsageError(`${address} could not be fetched: ${(error as Error).message}`);
  }
}

/** How long a person waits for the interval between two requests to the host, and for its Crawl-delay. */
const patienceMs = 120_000;

const isoNow = (): string => new Date().toISOString();
