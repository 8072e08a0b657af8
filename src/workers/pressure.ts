import { megabytes } from '../megabytes.ts';
import type { RedisMemory } from '../redis/memory.ts';
import type { StageName } from '../store/ledger.ts';

/**
 * What may wait in Redis: jobs for the fetch stage, bodies between the others, bytes in all; and what must stay free on the disk
 * of the data folder.
 */
export type PressureLimits = { maxJobs: number; maxBodies: number; maxRedisBytes: number; minFreeDiskBytes: number };

/** What fills Redis and the disk now. `waiting` counts the jobs of each stage that no worker has taken up. */
export type PressureReading = { waiting: Record<StageName, number>; memory: RedisMemory; diskFree: number };

/** `warn`: somebody should look; `paused`: producers stand still until it is better. */
export type Level = 'ok' | 'warn' | 'paused';

/** How full Redis and the disk are. Bytes; `share` is of the bound. */
export type PressureState = {
  redis: { used: number; bound: number; share: number; level: Level };
  disk: { free: number; least: number; level: Level };
};

/** How much more the line may be given. */
export type Pressure = {
  /** How many more jobs the fetch stage may be sent; 0 when anything is at its bound. */
  room(): Promise<number>;
  /** Why the fetch stage should not make more bodies now, in words; null when it may. */
  brake(): Promise<string | null>;
  state(): Promise<PressureState>;
};

/** Producers stop at `pause` of a bound and go on at `resume`; somebody is told at `warn`, and again after it fell to `calm`. */
const marks = {
  redis: { warn: 0.7, calm: 0.65, pause: 0.85, resume: 0.75 },
  // Of the least that must stay free in what is free: a warning at twice of it, on again at a quarter more.
  disk: { warn: 0.5, calm: 0.45, pause: 1, resume: 0.8 },
};
/** Work goes on when half of what may wait is free again. */
const resumeCounts = 0.5;
/** So many documents are let in when Redis is full without any of ours. */
const trickle = 16;
/** A reading serves all who ask within this time. */
const freshMs = 250;

/** Hears of each change of a level, with what it means and what to do. */
export type OnLevel = (what: 'redis' | 'disk', level: Level, words: string) => void;

/**
 * Watches what waits in Redis, and the disk. A bound that was reached holds until its lower mark is, so that producers do not go
 * on and off with every document. With Redis away nothing more is to be sent: reading it waits until it is back.
 */
export function watchPressure(
  read: () => Promise<PressureReading>,
  limits: PressureLimits,
  onLevel: OnLevel = () => {},
): Pressure {
  const over = { jobs: false, bodies: false };
  const levels: Record<'redis' | 'disk', Level> = { redis: 'ok', disk: 'ok' };
  let last: { at: number; seen: Promise<Seen> } | null = null;
  type Seen = { room: number; brake: string | null; state: PressureState };

  const mark = (what: keyof typeof over, value: number, bound: number): boolean => {
    over[what] = value >= bound || (over[what] && value > bound * resumeCounts);
    return over[what];
  };
  const gauge = (what: keyof typeof levels, strain: number, words: string): Level => {
    const before = levels[what];
    const { warn, calm, pause, resume } = marks[what];
    const paused = strain >= pause || (before === 'paused' && strain > resume);
    const level = paused ? 'paused' : strain >= warn || (before !== 'ok' && strain > calm) ? 'warn' : 'ok';
    levels[what] = level;
    if (level !== before) onLevel(what, level, words);
    return level;
  };

  async function look(): Promise<Seen> {
    const { waiting, memory, diskFree } = await read();
    const bound = Math.min(limits.maxRedisBytes, memory.most ?? Number.POSITIVE_INFINITY);
    const share = memory.used / bound;
    const fill = `Redis uses ${megabytes(memory.used)} of the ${megabytes(bound)} that it may (${Math.round(share * 100)} %)`;
    const space = `the disk of the data folder has ${megabytes(diskFree)} left, and ${megabytes(limits.minFreeDiskBytes)} are to stay free`;
    // Whoever sets another policy while the line runs has to hear of it; the reconciler sends again what Redis throws away.
    const evicts = memory.policy !== null && memory.policy !== 'noeviction';
    const redis = gauge(
      'redis',
      evicts ? Math.max(share, marks.redis.warn) : share,
      evicts
        ? `Redis has maxmemory-policy ${memory.policy} now: it may throw away queued work when its memory is full; set it back with: redis-cli CONFIG SET maxmemory-policy noeviction`
        : `${fill}; raise backpressure.maxRedisBytes, or its maxmemory where that is lower`,
    );
    const disk = gauge(
      'disk',
      limits.minFreeDiskBytes / Math.max(diskFree, 1),
      `${space}; free some (old files of its archive may be moved away), or lower backpressure.minFreeDiskBytes`,
    );
    const bodies = waiting.clean + waiting.extract + waiting.index;
    const full = {
      jobs: mark('jobs', waiting.fetch, limits.maxJobs),
      bodies: mark('bodies', bodies, limits.maxBodies),
    };
    // Redis may be full of what is not ours: with nothing of ours in it some is let in, so that the line never stands.
    const most = redis !== 'paused' ? Number.POSITIVE_INFINITY : waiting.fetch + bodies === 0 ? trickle : 0;
    const brake = full.bodies
      ? `${bodies} documents wait for the stages behind`
      : disk === 'paused'
        ? space
        : redis === 'paused' && bodies > 0
          ? fill
          : null;
    return {
      room: full.jobs || disk === 'paused' ? 0 : Math.min(limits.maxJobs - waiting.fetch, most),
      brake,
      state: {
        redis: { used: memory.used, bound, share, level: redis },
        disk: { free: diskFree, least: limits.minFreeDiskBytes, level: disk },
      },
    };
  }

  const seen = (): Promise<Seen> => {
    if (last === null || performance.now() - last.at > freshMs) last = { at: performance.now(), seen: look() };
    return last.seen;
  };
  return {
    room: async () => (await seen()).room,
    brake: async () => (await seen()).brake,
    state: async () => (await seen()).state,
  };
}
