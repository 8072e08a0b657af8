import { setTimeout as sleep } from 'node:timers/promises';
import { LaterError } from '../errors.ts';
import type { PackedStage } from './packed-stage.ts';
import type { Pressure } from './pressure.ts';

const lookMs = 250;
/** How long a job is held before it gives up its place: a stopping worker does not wait for longer. */
const holdMs = 5_000;

/**
 * A stage that waits while the stages behind it are full: what it makes would lie in Redis.
 * Its job is held, and then put off without counting an attempt.
 */
export function braked<In, Out>(stage: PackedStage<In, Out>, pressure: Pick<Pressure, 'brake'>): PackedStage<In, Out> {
  return {
    ...stage,
    async run(taken, options) {
      const until = performance.now() + holdMs;
      for (;;) {
        const why = await pressure.brake();
        if (why === null) return stage.run(taken, options);
        if (performance.now() > until) throw new LaterError(why, 1_000);
        await sleep(lookMs);
      }
    },
  };
}
