import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { webFetcher } from '../../src/fetch/web.ts';
import { page } from './town/faulty-hosts.ts';
import { raw } from './town/raw.ts';
import { townSettings } from './town/settings.ts';
import { openTown } from './town/town.ts';

let answer: Uint8Array = Buffer.alloc(0);
let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown({ 'mangled.test': (request, response) => raw(answer)(request, response) });
});
afterAll(() => town.close());

const short = page.slice(0, 600);
const bodies: [coding: string, body: Uint8Array][] = [
  ['identity', Buffer.from(short)],
  ['gzip', gzipSync(short)],
  ['br', brotliCompressSync(short)],
  ['zstd', zstdCompressSync(short)],
];
const valid = bodies.flatMap(([coding, body]) => {
  const head = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: ${coding}\r\n`;
  const chunk = `${body.length.toString(16)}\r\n`;
  return [
    Buffer.concat([Buffer.from(`${head}Content-Length: ${body.length}\r\n\r\n`), body]),
    Buffer.concat([
      Buffer.from(`${head}Transfer-Encoding: chunked\r\n\r\n${chunk}`),
      body,
      Buffer.from('\r\n0\r\n\r\n'),
    ]),
  ];
});
const redirect = Buffer.from('HTTP/1.1 302 Found\r\nLocation: http://mangled.test/next\r\nContent-Length: 0\r\n\r\n');

/** An answer of which some bytes are others, some are left out, or the end is missing. */
const mangled = fc
  .tuple(
    fc.constantFrom(...valid, redirect),
    fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255), fc.boolean()), { maxLength: 6 }),
    fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  )
  .map(([bytes, edits, end]) => {
    const made = [...bytes];
    for (const [where, byte, leaveOut] of edits)
      made.splice(Math.floor(where * made.length), 1, ...(leaveOut ? [] : [byte]));
    return Buffer.from(end === null ? made : made.slice(0, Math.floor(end * made.length)));
  });

it('whatever a host sends, a fetch ends, and its ending is a value with a code', async () => {
  const web = webFetcher(townSettings, '1', { network: town.network });
  await fc.assert(
    fc.asyncProperty(mangled, async (bytes) => {
      answer = bytes;
      const fetched = await web.fetch('http://mangled.test/');
      expect(['ok', 'failed']).toContain(fetched.status);
    }),
    { numRuns: 400, seed: 20261123 },
  );
}, 120_000);
