import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentStore } from '../../src/store/document-store.ts';

/** A driver's way to an empty document store, and away from it. */
export type DocumentStoreMaker = () => Promise<{ bodies: DocumentStore; close(): Promise<void> }>;

const ref = { id: 'abcdef0123456789abcd', run: 1 };

const text = (written: string): Uint8Array => new TextEncoder().encode(written);

/** What every document store must do, whatever keeps it. */
export function documentStoreContract(name: string, make: DocumentStoreMaker): void {
  describe(`the document store in ${name}`, () => {
    let bodies: DocumentStore;
    let close: () => Promise<void>;
    beforeEach(async () => ({ bodies, close } = await make()));
    afterEach(() => close());
    const loaded = async (...named: Parameters<DocumentStore['load']>): Promise<number[] | null> => {
      const bytes = await bodies.load(...named);
      return bytes === null ? null : [...bytes];
    };

    it('gives back the bytes that were saved, also those of a view into a larger buffer', async () => {
      const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
      await bodies.save(ref, 'fetch', bytes);
      expect(await loaded(ref, 'fetch')).toEqual([...bytes]);
      await bodies.save(ref, 'fetch', bytes.subarray(10, 13));
      expect(await loaded(ref, 'fetch')).toEqual([10, 11, 12]);
    });

    it('has nothing where nothing was saved', async () => {
      expect(await bodies.load(ref, 'fetch')).toBeNull();
      await expect(bodies.free(ref)).resolves.toBeUndefined();
    });

    it('parts the stages and the runs of a document', async () => {
      await bodies.save(ref, 'fetch', text('raw'));
      await bodies.save(ref, 'clean', text('clean'));
      await bodies.save({ ...ref, run: 2 }, 'fetch', text('raw of run 2'));
      expect(await loaded(ref, 'fetch')).toEqual([...text('raw')]);
      expect(await loaded(ref, 'clean')).toEqual([...text('clean')]);
      expect(await loaded({ ...ref, run: 2 }, 'fetch')).toEqual([...text('raw of run 2')]);
      expect(await bodies.load({ ...ref, run: 2 }, 'clean')).toBeNull();
    });

    it('saves again over what is there', async () => {
      await bodies.save(ref, 'fetch', text('one'));
      await bodies.save(ref, 'fetch', text('two'));
      expect(await loaded(ref, 'fetch')).toEqual([...text('two')]);
      expect(await bodies.count()).toBe(1);
    });

    it('frees all bodies of a run and no other', async () => {
      await bodies.save(ref, 'fetch', text('raw'));
      await bodies.save(ref, 'clean', text('clean'));
      await bodies.save({ ...ref, run: 2 }, 'fetch', text('kept'));
      await bodies.free(ref);
      expect(await bodies.load(ref, 'fetch')).toBeNull();
      expect(await bodies.load(ref, 'clean')).toBeNull();
      expect(await bodies.count()).toBe(1);
    });

    it('takes a body of 10 MB', async () => {
      const body = Buffer.from('All work and no play. '.repeat(480_000));
      await bodies.save(ref, 'fetch', body);
      expect(Buffer.from((await bodies.load(ref, 'fetch')) ?? []).equals(body)).toBe(true);
    });
  });
}
