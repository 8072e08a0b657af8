import { type BodyLimits, readBody } from './body.ts';
import { FetchFault } from './fetch-fault.ts';
import type { FetchOptions } from './fetch-options.ts';
import type { Arrival } from './fetched.ts';
import { header, retryAfterMs } from './headers.ts';
import { type Accepts, readContentType } from './media-types.ts';
import { refreshNote } from './refresh.ts';
import type { Answer } from './request.ts';

/**
 * Judges the answer at the end of all redirects, and reads its page. `movedTo` is where the address has moved for good.
 * @throws FetchFault
 */
export async function arrive<M extends string>(
  url: URL,
  { status, headers, body }: Answer,
  { accept, etag, lastModified, headOnly, enoughBytes }: FetchOptions<M> & { accept: Accepts<M> },
  settings: BodyLimits,
  movedTo: string | null,
): Promise<Arrival<M>> {
  const validators = { etag: header(headers, 'etag'), lastModified: header(headers, 'last-modified') };
  if (status === 304 && (etag || lastModified)) {
    const kept = {
      etag: validators.etag ?? etag ?? null,
      lastModified: validators.lastModified ?? lastModified ?? null,
    };
    return { status: 'unchanged', url: url.href, ...kept };
  }
  if (status !== 200 && status !== 203) {
    const asked = retryAfterMs(headers);
    const also = asked === null ? '' : `, to be asked again in ${Math.ceil(asked / 1000)} s`;
    throw new FetchFault(`http-${status}`, `HTTP status ${status}${also}`, { retryAfterMs: asked });
  }
  const { type, charset } = readContentType(header(headers, 'content-type'));
  const wrong = (): FetchFault => new FetchFault('wrong-type', type ?? 'none is named');
  if (!accept.mayBe(type)) throw wrong();
  const length = Number(header(headers, 'content-length') ?? 0);
  if (length > settings.maxWireBytes && enoughBytes === undefined) {
    throw new FetchFault('too-large', `${length} bytes on the wire, and ${settings.maxWireBytes} are taken`);
  }
  if (headOnly) return { status: 'head', url: url.href };
  const { bytes, wireBytes, notes } = await readBody(
    body,
    header(headers, 'content-encoding') ?? '',
    settings,
    enoughBytes,
  );
  const mediaType = accept.of(type, bytes);
  if (mediaType === null) throw wrong();
  const refresh = mediaType === 'text/html' ? refreshNote(headers, bytes) : null;
  if (refresh !== null) notes.push(refresh);
  const page = { url: url.href, movedTo, mediaType, charset, bytes, wireBytes, notes, ...validators };
  return { status: 'ok', page };
}
