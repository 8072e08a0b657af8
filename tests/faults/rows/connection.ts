import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRow } from '../row.ts';

/** Redis cannot be reached for a while: `seconds` in the full form, `short` in the other. */
function cutFor(seconds: number, short: number, rounds: FaultRow['rounds']): FaultRow {
  return {
    name: `Redis cut for ${seconds} s`,
    injects: `all connections to Redis reset, and refused for ${seconds} s`,
    rounds,
    timed: true,
    // After a short one, what was accepted meanwhile waits for the sweep that finds it without a job: up to 25 s.
    bars: { recoverySeconds: seconds === 60 ? 15 : 30 },
    async run(arena, times, form) {
      await arena.underLoad(60);
      for (let round = 0; round < times; round++) {
        await arena.proxy.refuse();
        // What is handed in meanwhile is acknowledged too.
        if (!(await arena.enqueuePages(5))) arena.damage.push('addresses were refused while Redis was away');
        await sleep((form === 'full' ? seconds : short) * 1_000);
        await arena.proxy.restore();
        arena.faultOver();
        await arena.until('all have ended', async () => (await arena.store.ledger.counts()).accepted === 0);
        const cost = (performance.now() - arena.faultOverAt()) / 1000;
        arena.measured.recoverySeconds = Math.max(arena.measured.recoverySeconds ?? 0, cost);
        if (round + 1 < times) await arena.feed(60);
      }
    },
  };
}

/** Connections that are dead and do not know it. */
const halfOpen: FaultRow = {
  name: 'half-open',
  injects: 'all open connections to Redis swallow what is sent, without FIN or reset; new ones work',
  rounds: { full: 3, short: 1 },
  patienceSeconds: 90,
  async run(arena, rounds) {
    await arena.underLoad(60);
    for (let round = 0; round < rounds; round++) {
      if (round > 0) await arena.feed(40);
      arena.proxy.halfOpen();
      arena.faultOver();
      await arena.until('all have ended', async () => (await arena.store.ledger.counts()).accepted === 0, 90);
      const cost = (performance.now() - arena.faultOverAt()) / 1000;
      arena.measured.recoverySeconds = Math.max(arena.measured.recoverySeconds ?? 0, cost);
    }
  },
};

/** A network that takes everything and gives nothing, and then works again for new connections. */
const silent: FaultRow = {
  name: 'silent network',
  injects: 'for 10 s nothing passes to or from Redis, old connections or new, without FIN or reset',
  rounds: { full: 2, short: 1 },
  patienceSeconds: 90,
  async run(arena, rounds) {
    await arena.underLoad(60);
    for (let round = 0; round < rounds; round++) {
      if (round > 0) await arena.feed(40);
      arena.proxy.silence();
      await sleep(10_000);
      await arena.proxy.restore();
      arena.faultOver();
      await arena.until('all have ended', async () => (await arena.store.ledger.counts()).accepted === 0, 90);
    }
  },
};

/** Connections end in the middle of an answer: whether a command was done, its sender cannot know. */
const midReply: FaultRow = {
  name: 'cut mid-reply',
  injects: 'every connection to Redis reset in the midst of an answer, after 1 to 400 bytes of it',
  rounds: { full: 40, short: 8 },
  async run(arena, rounds) {
    await arena.underLoad(60);
    for (let round = 0; round < rounds; round++) {
      if (round % 10 === 9) await arena.feed(40);
      arena.proxy.cutMidReply(1 + Math.floor(arena.random() * 400));
      await sleep(150 + arena.random() * 400);
    }
    arena.faultOver();
  },
};

/** Far away: every command takes a fifth of a second more, each way. */
const slow: FaultRow = {
  name: 'slow network',
  injects: 'each chunk to and from Redis held for 200 ms',
  rounds: { full: 1, short: 1 },
  async run(arena, rounds) {
    await arena.underLoad(20 + rounds * 20);
    arena.proxy.delay(200);
    await sleep(10_000);
    await arena.proxy.restore();
    arena.faultOver();
  },
};

/** What happens between the workers and Redis. */
export const connectionRows: FaultRow[] = [
  cutFor(1, 1, { full: 5, short: 1 }),
  cutFor(10, 5, { full: 2, short: 1 }),
  cutFor(60, 15, { full: 1, short: 1 }),
  halfOpen,
  silent,
  midReply,
  slow,
];
