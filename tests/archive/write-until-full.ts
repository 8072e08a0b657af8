import { randomBytes } from 'node:crypto';
import { packRecord, recordId } from '../../src/archive/warc-record.ts';
import { warcWriter } from '../../src/archive/warc-writer.ts';

/**
 * Writes records that do not compress until one is refused, then one that fits into what is left, and tells as JSON how many
 * were written and what was thrown. The signal that comes with a bound on file sizes is not one of a full disk.
 */
process.on('SIGXFSZ', () => {});
const [folder = ''] = process.argv.slice(2);
const writer = warcWriter({ folder, maxFileBytes: 1e9, maxFileMs: 3_600_000, software: 'test' });
const refused: string[] = [];
let written = 0;
async function write(bytes: number): Promise<void> {
  const record = { type: 'request' as const, id: recordId(), date: new Date().toISOString(), headers: [] };
  await writer.append([await packRecord({ ...record, block: randomBytes(bytes) })]);
  written += 1;
}
while (refused.length === 0) {
  await write(15_000).catch((error: Error) => void refused.push(error.name));
}
await write(100);
await writer.close();
process.stdout.write(JSON.stringify({ written, refused }));
