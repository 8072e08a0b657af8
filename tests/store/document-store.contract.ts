import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentStore } from '../../src/store/document-store.ts';

/** A driver's way to an empty document store, and away from it. */
export type DocumentStoreMaker = () => Promise<{ bodies: DocumentStore; close(): Promise<void> }>;

const ref = { id: 'abcdef0123456789abcd', run: 1 };

/** What every document store must do, whatever keeps it. */
export function documentStoreContract(name: string, make: DocumentStoreMaker): void {
  describe(`the document store in ${name}`, () => {
    let bodies: DocumentStore;
    let close: () => Promise<void>;
    beforeEach(async () => ({ bodies, close } = await make()));
    afterEach(() => close());

    it('gives back what was saved, signs of every script and lone surrogates with it', async () => {
      const body = { text: 'naïve 漢字 🙂 \ud800 \u2028', list: [1, null, { deep: true }] };
      await bodies.save(ref, 'fetch', body);
      expect(await bodies.load(ref, 'fetch')).toEqual(body);
    });

    it('has nothing where nothing was saved', async () => {
      expect(await bodies.load(ref, 'fetch')).toBeNull();
      await expect(bodies.free(ref)).resolves.toBeUndefined();
    });

    it('parts the stages and the runs of a document', async () => {
      await bodies.save(ref, 'fetch', 'raw');
      await bodies.save(ref, 'clean', 'clean');
      await bodies.save({ ...ref, run: 2 }, 'fetch', 'raw of run 2');
      expect(await bodies.load(ref, 'fetch')).toBe('raw');
      expect(await bodies.load(ref, 'clean')).toBe('clean');
      expect(await bodies.load({ ...ref, run: 2 }, 'fetch')).toBe('raw of run 2');
      expect(await bodies.load({ ...ref, run: 2 }, 'clean')).toBeNull();
    });

    it('saves again over what is there', async () => {
      await bodies.save(ref, 'fetch', 'one');
      await bodies.save(ref, 'fetch', 'two');
      expect(await bodies.load(ref, 'fetch')).toBe('two');
      expect(await bodies.count()).toBe(1);
    });

    it('frees all bodies of a run and no other', async () => {
      await bodies.save(ref, 'fetch', 'raw');
      await bodies.save(ref, 'clean', 'clean');
      await bodies.save({ ...ref, run: 2 }, 'fetch', 'kept');
      await bodies.free(ref);
      expect(await bodies.load(ref, 'fetch')).toBeNull();
      expect(await bodies.load(ref, 'clean')).toBeNull();
      expect(await bodies.count()).toBe(1);
    });

    it('takes a body of 10 MB', async () => {
      const body = { text: 'All work and no play. '.repeat(480_000) };
      await bodies.save(ref, 'fetch', body);
      expect(await bodies.load(ref, 'fetch')).toEqual(body);
    });
  });
}
