import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseFeed } from '../../src/feeds/parse/parse-feed.ts';

const source = { address: 'https://hostile.example/feed', charset: null };
const folder = join(import.meta.dirname, 'corpus');
const files = readdirSync(folder)
  .filter((name) => !name.endsWith('.expected.json'))
  .map((name) => readFileSync(join(folder, name)));

it('reads any damaged feed to an end: a feed whose items can be requested, or a fault with its cause', () => {
  const damaged = fc
    .tuple(fc.constantFrom(...files), fc.nat(), fc.nat(), fc.uint8Array({ maxLength: 20 }))
    .map(([file, from, length, noise]) => {
      const at = file.length === 0 ? 0 : from % file.length;
      return Buffer.concat([file.subarray(0, at), noise, file.subarray(at + (length % 200))]);
    });
  fc.assert(
    fc.property(damaged, (bytes) => {
      const read = parseFeed(bytes, source);
      if ('fault' in read) expect(read.fault.code).toMatch(/^[a-z0-9-]+$/);
      else
        for (const { address, skip } of read.feed.items)
          expect(address === null ? skip?.code : new URL(address).protocol).toBeTruthy();
    }),
    { numRuns: 400 },
  );
});

it('takes an id that only begins as an address for none', () => {
  const id = 'https://jay.exId is the address';
  const json = JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Jay', items: [{ id }] });
  const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Jay</title><entry><id>${id}</id><title>One</title></entry></feed>`;
  for (const text of [json, atom]) {
    const read = parseFeed(Buffer.from(text), source);
    expect('fault' in read ? read.fault : read.feed.items).toMatchObject([
      { address: null, skip: { code: 'no-link' } },
    ]);
  }
});

const repeated = (text: string): string => text.repeat(Math.floor(2_000_000 / text.length));
const head = '<rss version="2.0"><channel><title>x</title>';
function took(text: string): number {
  const before = process.cpuUsage();
  parseFeed(Buffer.from(text), source);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

let plainMs: number | null = null;
const plain = `${head}${repeated('<item><title>A title</title><link>https://x.example/1</link></item>')}</channel></rss>`;

it.each([
  ['items that never end', head + repeated('<item><title>')],
  ['angle brackets', head + repeated('<')],
  ['CDATA that never ends', `${head}<item>${repeated('<![CDATA[')}`],
  ['comments that never end', head + repeated('<!--')],
  ['DOCTYPEs that never end', repeated('<!DOCTYPE [') + head],
  ['prologs that never end', repeated('<?xml ')],
  ['ampersands', `${head}<item><title>${repeated('&')}</title></item></channel></rss>`],
  ['attributes that never end', head + repeated('<item a="')],
  ['RDF items that never end', `<rdf:RDF xmlns:rdf="r"><channel/>${repeated('<item rdf:about="x">')}</rdf:RDF>`],
  ['JSON of brackets', `{"version":"https://jsonfeed.org/version/1.1","items":${repeated('[')}`],
  ['links in a page', `<html>${repeated('<a href="/rss/">')}`],
  ['a sitemap of one address', `<urlset>${repeated('<url><loc>https://x.example/1</loc></url>')}</urlset>`],
])('is not held up by two megabytes of %s', (_, text) => {
  // Measured against a plain feed of the same size in the same run; what is quadratic takes hundreds of times as long.
  plainMs ??= Math.max(took(plain), 100);
  expect(took(text)).toBeLessThan(20 * plainMs);
});

it('bounds what it reads, packed and unpacked', async () => {
  const { gzipSync } = await import('node:zlib');
  const bomb = gzipSync(Buffer.alloc(30_000_000, ' '));
  for (const bytes of [bomb, Buffer.alloc(11_000_000, 'x')]) {
    expect(parseFeed(bytes, source)).toMatchObject({ fault: { code: 'too-large' } });
  }
});
