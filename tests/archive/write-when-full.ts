import { setTimeout as sleep } from 'node:timers/promises';
import { packRecord, recordId } from '../../src/archive/warc-record.ts';
import { warcWriter } from '../../src/archive/warc-writer.ts';

/** Writes a record where no file may hold a byte, has what was left behind collected, and tells as JSON what was thrown. */
process.on('SIGXFSZ', () => {});
const [folder = ''] = process.argv.slice(2);
const writer = warcWriter({ folder, maxFileBytes: 1e9, maxFileMs: 3_600_000, software: 'test' });
const record = { type: 'request' as const, id: recordId(), date: new Date().toISOString(), headers: [] };
const refused = await writer
  .append([await packRecord({ ...record, block: Buffer.from('GET / HTTP/1.1') })])
  .then(() => null)
  .catch((error: Error) => error.name);
for (let round = 0; round < 5; round++) {
  globalThis.gc?.();
  await sleep(20);
}
await writer.close();
process.stdout.write(JSON.stringify({ refused, collected: globalThis.gc !== undefined }));
