import { type MediaType, type Note, next, type Outcome, type RawDocument } from '../pipeline/documents.ts';
import { decode } from './decode.ts';

/** A document as it was obtained, before its bytes are text. `url` is null for what is no web page. */
export type Obtained = {
  bytes: Uint8Array;
  mediaType: MediaType;
  charset: string | null;
  url: string | null;
  notes: Note[];
  fetchedAt: string;
};

/** The raw document of a run, decoded once, with what a feed said of it; rejected when its bytes are no text. */
export function rawDocument(
  { id, run, address, hints }: Pick<RawDocument, 'id' | 'run' | 'address' | 'hints'>,
  { bytes, mediaType, charset, url, notes, fetchedAt }: Obtained,
): Outcome<RawDocument> {
  const decoded = decode(bytes, mediaType, charset);
  if ('rejected' in decoded) return decoded;
  const all = [...notes, ...decoded.notes];
  const hinted = hints === undefined ? {} : { hints };
  return next({ id, run, address, url, mediaType, fetchedAt, ...decoded, notes: all, ...hinted });
}

/** What was handed in with an address came from there, if it is one of the web. */
export const webUrl = (address: string): string | null => (/^https?:/.test(address) ? address : null);
