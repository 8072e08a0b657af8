import type { Reason } from '../pipeline/documents.ts';
import type { StageName } from '../store/ledger.ts';
import { aside, type Packed, type Packing } from './packing.ts';
import type { Settled, Stage } from './stage.ts';

/** What a stage is given: the packed document that the one before it made; the first stage has its request at hand. */
export type Taken<In> = { document: In } | { packed: Packed };

/** A stage's outcome with the next document packed: when it is asked for, as nobody wants that of the last stage. */
export type PackedOutcome = { next: () => Promise<Packed> } | { rejected: Reason } | { indexed: Settled };

/** How a document is run: `alone` when it may have ended the process that worked on it before. */
export type RunOptions = { alone: boolean };

/** A stage as the hop sees it: packed documents in and out. */
export type PackedStage<In, Out> = {
  name: StageName;
  /** Whether a document that kills what works on it is stopped and judged there. */
  isolated: boolean;
  run: (taken: Taken<In>, options: RunOptions) => Promise<PackedOutcome>;
  /** Never there: it holds the type for whoever checks the order of the stages. */
  gives?: Out;
};

/** A stage that is run in this thread. */
export function packed<In, Out>(stage: Stage<In, Out>, { pack, unpack }: Packing = aside): PackedStage<In, Out> {
  return {
    name: stage.name,
    isolated: false,
    async run(taken) {
      const document = 'packed' in taken ? await unpack(taken.packed) : taken.document;
      const outcome = await stage.run(stage.takes.parse(document));
      return 'next' in outcome ? { next: () => pack(outcome.next) } : outcome;
    },
  };
}
