import type { RedisMemory } from '../redis/memory.ts';
import type { StageName } from '../store/ledger.ts';

/** What may wait in Redis: jobs for the fetch stage, bodies between the others, bytes in all. */
export type PressureLimits = { maxJobs: number; maxBodies: number; maxRedisBytes: number };

/** What fills Redis now. `waiting` counts the jobs of each stage that no worker has taken up. */
export type PressureReading = { waiting: Record<StageName, number>; memory: RedisMemory };

/** How much more the line may be given. */
export type Pressure = {
  /** How many more jobs the fetch stage may be sent; 0 when anything is at its bound. */
  room(): Promise<number>;
  /** Why the fetch stage should not make more bodies now, in words; null when it may. */
  brake(): Promise<string | null>;
};

/** Of Redis' own bound some is left for what is on its way. */
const shareOfOwnBound = 0.8;
/** Work goes on when half of a bound is free again; memory, which Redis gives back slowly, at nine tenths. */
const resumeAt = { jobs: 0.5, bodies: 0.5, bytes: 0.9 };
/** So many documents are let in when Redis is full without any of ours. */
const trickle = 16;
/** A reading serves all who ask within this time. */
const freshMs = 250;

/**
 * Watches what waits in Redis. A bound that was reached holds until its lower mark is, so that producers do not go on and
 * off with every document. With Redis away nothing more is to be sent: reading it waits until it is back.
 */
export function watchPressure(read: () => Promise<PressureReading>, limits: PressureLimits): Pressure {
  const over = { jobs: false, bodies: false, bytes: false };
  let last: { at: number; seen: Promise<Seen> } | null = null;
  type Seen = { room: number; brake: string | null };

  const mark = (what: keyof typeof over, value: number, bound: number): boolean => {
    over[what] = value >= bound || (over[what] && value > bound * resumeAt[what]);
    return over[what];
  };

  async function look(): Promise<Seen> {
    const { waiting, memory } = await read();
    const bytes = Math.min(limits.maxRedisBytes, (memory.most ?? Number.POSITIVE_INFINITY) * shareOfOwnBound);
    const bodies = waiting.clean + waiting.extract + waiting.index;
    const full = {
      jobs: mark('jobs', waiting.fetch, limits.maxJobs),
      bodies: mark('bodies', bodies, limits.maxBodies),
      bytes: mark('bytes', memory.used, bytes),
    };
    // Redis may be full of what is not ours: with nothing of ours in it some is let in, so that the line never stands.
    const empty = waiting.fetch + bodies === 0;
    const room = full.jobs ? 0 : limits.maxJobs - waiting.fetch;
    return {
      room: !full.bytes ? room : empty ? Math.min(room, trickle) : 0,
      brake: full.bodies
        ? `${bodies} documents wait for the stages behind`
        : full.bytes && bodies > 0
          ? `Redis uses ${memory.used} bytes, and ${Math.floor(bytes)} are allowed`
          : null,
    };
  }

  const seen = (): Promise<Seen> => {
    if (last === null || performance.now() - last.at > freshMs) last = { at: performance.now(), seen: look() };
    return last.seen;
  };
  return {
    room: async () => (await seen()).room,
    brake: async () => (await seen()).brake,
  };
}
