import { zstdCompressSync } from 'node:zlib';
import { idOf } from '../../src/addresses/document-key.ts';
import type { Evidence } from '../../src/store/evidence.ts';
import type { StageName } from '../../src/store/ledger.ts';
import type { Store } from '../../src/store/store.ts';

/** The page that a failed document of the tests was fetched as; its charset is claimed wrongly, and it is the store's text that counts. */
export const failedPage =
  '<html><head><meta charset="iso-8859-1"><title>The café</title></head><body><h1>The café</h1><p>The café was opened on Monday.</p></body></html>';

type Failure = { code: string; detail: string; stage?: StageName };

/** Takes an address into the ledger and ends it as quarantined, with all the evidence there can be. Gives its id. */
export async function failDocument(
  { ledger }: Pick<Store, 'ledger'>,
  address: string,
  failure: Failure,
): Promise<string> {
  const { code, detail, stage = 'clean' } = failure;
  const id = idOf(address);
  const [acceptance] = await ledger.accept([{ id, address, source: 'test' }], { again: true });
  const run = acceptance?.row.run ?? 0;
  await ledger.advance(id, run, stage, 4);
  const evidence: Evidence = {
    stack: `${code}: ${detail}\n    at clean (src/pipeline/clean/clean.ts:12:3)`,
    worker: 'desk:12',
    versions: { copydesk: '1.2.3', node: 'v26.0.0', rules: 'abc123' },
    body:
      stage === 'fetch'
        ? null
        : {
            mediaType: 'text/html',
            url: address,
            fetchedAt: '2026-01-02T03:04:05.000Z',
            zstd: zstdCompressSync(failedPage),
          },
    bodyNote: stage === 'fetch' ? 'there was none' : null,
  };
  await ledger.end(id, run, { state: 'quarantined', reason: { code, detail }, evidence });
  return id;
}
