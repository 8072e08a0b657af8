import type { MediaType } from '../pipeline/documents.ts';

/** What ran when a document failed: the versions of copydesk and Node, and a digest of the rules that were loaded. */
export type Versions = { copydesk: string; node: string; rules: string };

/** The raw document of a failed run, compressed with zstd. `url`: its web address, null for files and pasted text. */
export type KeptBody = { mediaType: MediaType; url: string | null; fetchedAt: string; zstd: Uint8Array };

/** What a worker knows of a failure besides the reason. `bodyNote` says why no body is kept; null when one is. */
export type Evidence = {
  stack: string | null;
  worker: string | null;
  versions: Versions | null;
  body: KeptBody | null;
  bodyNote: string | null;
};

/** The evidence of an ending of which nothing else is known. */
export const noEvidence: Evidence = {
  stack: null,
  worker: null,
  versions: null,
  body: null,
  bodyNote: 'nothing was kept with this ending',
};
