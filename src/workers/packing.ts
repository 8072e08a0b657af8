import { promisify } from 'node:util';
import { constants, zstdCompress, zstdCompressSync, zstdDecompress, zstdDecompressSync } from 'node:zlib';

/** A document as it lies in the document store and crosses into a thread: zstd over JSON. */
export type Packed = Uint8Array;

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);
// Packed documents live for seconds: the fastest level that still takes a page to about a quarter.
const fastest = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
/** What unpacks to more is refused: a buffer lies outside the heap, where no thread's limit holds. */
const bounded = { maxOutputLength: 256 * 1024 * 1024 };

/** Packs a document; what stands in it must be JSON. */
export const pack = (document: unknown): Promise<Packed> => compress(JSON.stringify(document), fastest);

/**
 * Unpacks a document.
 * @throws when the bytes are none that `pack` gave, or hold more than 256 MB.
 */
export const unpack = async (packed: Packed): Promise<unknown> =>
  JSON.parse((await decompress(packed, bounded)).toString());

/** How documents are packed and unpacked. */
export type Packing = { pack: typeof pack; unpack: typeof unpack };

/** Aside, in libuv's threads: for a thread that has others to answer. */
export const aside: Packing = { pack, unpack };

/** At once: for a thread that has nothing else to do, a seventh less CPU a page than by way of another thread. */
export const atOnce: Packing = {
  pack: async (document) => zstdCompressSync(JSON.stringify(document), fastest),
  unpack: async (packed) => JSON.parse(zstdDecompressSync(packed, bounded).toString()),
};
