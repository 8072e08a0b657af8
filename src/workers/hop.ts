import type { Reason } from '../pipeline/documents.ts';
import type { DocumentStore, RunRef } from '../store/document-store.ts';
import { type Ending, type Ledger, type LedgerRow, requestOf, type StageName, type State } from '../store/ledger.ts';
import { type Line, type LineStage, neighbours } from './line.ts';
import type { PackedOutcome, RunOptions } from './packed-stage.ts';
import type { Packed } from './packing.ts';

/** What a hop did: sent the document on, ended it, or found that it had ended or been run again meanwhile. */
export type HopResult = { on: StageName } | { ended: Exclude<State, 'accepted'>; reason?: Reason } | { stale: true };

/** The body that a stage should work on is gone (Redis was emptied): the run must begin again at the first stage. */
export class LostBodyError extends Error {
  override name = 'LostBodyError';
}

/** What a hop needs besides the stage. `send` puts a job into a stage's queue; doing so twice must be harmless. */
export type HopNeeds = {
  line: Line;
  ledger: Ledger;
  bodies: DocumentStore;
  send(stage: StageName, job: RunRef & { address: string }): Promise<void>;
};

/**
 * Takes one document through one stage. Every step may be done twice, for a killed worker's job is done again: the next
 * document is saved before the next job is sent, and the ledger's row ends before the bodies are freed.
 * @throws LostBodyError, and whatever the stage or a store throws.
 */
export async function hop(
  stage: LineStage,
  ref: RunRef,
  { attempt, alone }: RunOptions & { attempt: number },
  needs: HopNeeds,
): Promise<HopResult> {
  const { line, ledger, bodies } = needs;
  const { before, after } = neighbours(line, stage.name);
  const row = await inFlight(ref, ledger);
  if (row === null) return stale(ref, bodies);
  const noted = ledger.advance(ref.id, ref.run, stage.name, attempt);
  // Awaited below; should the stage fail before, its error is the one to be told.
  noted.catch(() => {});
  const taken = before === null ? { document: requestOf(row) } : await bodyOf(ref, before, bodies);
  const outcome = await stage.run(taken, { alone });
  await noted;
  if ('next' in outcome && after !== null) {
    await bodies.save(ref, stage.name, await outcome.next());
    // A job done for the second time may save after the first one's document has ended and its bodies were freed.
    if ((await inFlight(ref, ledger)) === null) return stale(ref, bodies);
    await needs.send(after, { ...ref, address: row.address });
    return { on: after };
  }
  const ending = endingOf(outcome);
  await ledger.end(ref.id, ref.run, ending);
  await bodies.free(ref);
  return { ended: ending.state, ...(ending.reason === undefined ? {} : { reason: ending.reason }) };
}

function endingOf(outcome: PackedOutcome): Ending {
  if ('rejected' in outcome) return { state: 'rejected', reason: outcome.rejected };
  return { state: 'indexed', ...('indexed' in outcome ? outcome.indexed : {}) };
}

async function bodyOf(ref: RunRef, before: StageName, bodies: DocumentStore): Promise<{ packed: Packed }> {
  const body = await bodies.load(ref, before);
  if (body === null) throw new LostBodyError(`what the ${before} stage made of run ${ref.run} is gone`);
  return { packed: body };
}

async function inFlight({ id, run }: RunRef, ledger: Ledger): Promise<LedgerRow | null> {
  const row = await ledger.get(id);
  return row?.run === run && row.state === 'accepted' ? row : null;
}

async function stale(ref: RunRef, bodies: DocumentStore): Promise<HopResult> {
  await bodies.free(ref);
  return { stale: true };
}
