import type { ReplayItem } from '../sources/replay-item.ts';
import type { Acceptance, State } from '../store/ledger.ts';

/** A document as it was taken, shown as `name`. */
export type Taken = { name: string; acceptance: Acceptance };

type Answers = Record<Acceptance['answer'], number>;

/**
 * What a replay handed in, and what it could not read. `taken` and `faults` hold the first ones; `answers`, `states` and
 * `faultCount` count all. `records` are those of archives: read = accepted + run-again + known + all that was skipped.
 * `queued` is false when jobs were left to the reconciler.
 */
export type Fed = {
  taken: Taken[];
  answers: Answers;
  states: Record<State, number>;
  records: Answers & { read: number; skipped: Record<string, number> };
  faults: { name: string; error: string }[];
  faultCount: number;
  queued: boolean;
};

/** How many documents and faults are held one by one; of a larger replay the rest is counted. */
const mostListed = 10_000;

/** Counts a replay as it goes. */
export class FeedTally {
  queued = true;
  readonly #taken: Taken[] = [];
  readonly #faults: { name: string; error: string }[] = [];
  #faultCount = 0;
  readonly #answers: Answers = { accepted: 0, 'run-again': 0, known: 0 };
  readonly #records: Fed['records'] = { read: 0, accepted: 0, 'run-again': 0, known: 0, skipped: {} };

  take({ name, offset }: ReplayItem, acceptance: Acceptance): void {
    this.#answers[acceptance.answer] += 1;
    if (this.#taken.length < mostListed) this.#taken.push({ name, acceptance });
    if (offset === undefined) return;
    this.#records.read += 1;
    this.#records[acceptance.answer] += 1;
  }

  passOver(item: Exclude<ReplayItem, { submission: unknown }>): void {
    if ('error' in item) {
      this.#faultCount += 1;
      if (this.#faults.length < mostListed) this.#faults.push({ name: item.name, error: item.error });
    }
    if (item.skipped === undefined) return;
    this.#records.read += 1;
    this.#records.skipped[item.skipped] = (this.#records.skipped[item.skipped] ?? 0) + 1;
  }

  answered(): number {
    return this.#answers.accepted + this.#answers['run-again'] + this.#answers.known;
  }

  fed(states: Fed['states']): Fed {
    return {
      taken: this.#taken,
      answers: this.#answers,
      states,
      records: this.#records,
      faults: this.#faults,
      faultCount: this.#faultCount,
      queued: this.queued,
    };
  }
}
