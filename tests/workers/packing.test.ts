import { zstdCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { pack, unpack } from '../../src/workers/packing.ts';

it('gives back what was packed, signs of every script and lone surrogates with it', async () => {
  const document = { text: 'naïve 漢字 🙂 \ud800 \u2028', list: [1, null, { deep: true }] };
  expect(await unpack(await pack(document))).toEqual(document);
});

it('refuses what would unpack to more than it may', async () => {
  const bomb = zstdCompressSync(Buffer.alloc(257 * 1024 * 1024));
  expect(bomb.length).toBeLessThan(100_000);
  await expect(unpack(bomb)).rejects.toThrow(/larger than/);
});
