import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Outcome } from '../../src/pipeline/documents.ts';
import type { Ledger, LedgerRow } from '../../src/store/ledger.ts';
import { stageNames } from '../../src/store/ledger.ts';
import { hop } from '../../src/workers/hop.ts';
import type { LineStage } from '../../src/workers/line.ts';
import { packed } from '../../src/workers/packed-stage.ts';
import { working } from './working.ts';

/** A hop of the fetch stage on a real ledger and real bodies, with nobody else at work. */
async function hopping(run: () => Promise<Outcome<unknown>>, advance?: (ledger: Ledger) => Ledger['advance']) {
  const line = await working({});
  await line.stop();
  const row = await line.accept(1);
  const sent: string[] = [];
  const stages: LineStage[] = stageNames.map((name) => packed({ name, takes: z.unknown(), run }));
  const done = hop(
    stages[0] as LineStage,
    row,
    { attempt: 1, alone: false },
    {
      line: stages,
      ledger: { ...line.ledger, ...(advance && { advance: advance(line.ledger) }) },
      bodies: line.bodies,
      send: async (stage) => void sent.push(stage),
    },
  );
  return { done, sent, bodies: line.bodies, rowNow: async () => (await line.ledger.get(row.id)) as LedgerRow };
}

const next = async (): Promise<Outcome<unknown>> => ({ next: { any: 'document' } });

it('works on a document while the ledger still notes where it is', async () => {
  let note = (): void => {};
  const written = new Promise<void>((resolve) => {
    note = resolve;
  });
  const { done, sent, bodies, rowNow } = await hopping(
    async () => {
      note();
      return next();
    },
    (ledger) =>
      async (...place) => {
        await written;
        await ledger.advance(...place);
      },
  );
  expect(await done).toEqual({ on: 'clean' });
  expect([sent, await bodies.count()]).toEqual([['clean'], 1]);
  expect(await rowNow()).toMatchObject({ state: 'accepted', stage: 'fetch', attempts: 1 });
});

it('sends nothing on that the ledger could not note', async () => {
  const { done, sent, bodies, rowNow } = await hopping(next, () => async () => {
    throw new Error('the disk is full');
  });
  await expect(done).rejects.toThrow('the disk is full');
  expect([sent, await bodies.count()]).toEqual([[], 0]);
  expect(await rowNow()).toMatchObject({ state: 'accepted' });
});

it('tells the error of the stage when the ledger could not note it either', async () => {
  const { done, sent } = await hopping(
    async () => {
      throw new TypeError('the page broke it');
    },
    () => async () => {
      throw new Error('the disk is full');
    },
  );
  await expect(done).rejects.toThrow('the page broke it');
  expect(sent).toEqual([]);
});
