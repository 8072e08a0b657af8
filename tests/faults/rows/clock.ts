import type { FaultRow } from '../row.ts';

/** Two workers whose clocks are two hours apart, and change sides while they work. */
export const clockWrong: FaultRow = {
  name: 'clock ± 1 h',
  injects: 'the clock of one worker an hour ahead, of the other an hour behind; both jump to the other side midway',
  rounds: { full: 3, short: 1 },
  async run(arena, rounds) {
    for (let round = 0; round < rounds; round++) {
      const workers = await Promise.all(
        ['3600', '-3600'].map((seconds) =>
          arena.work({
            imports: ['shifted-clock.ts'],
            env: { CLOCK_SHIFT_SECONDS: seconds, CLOCK_JUMP_AFTER_SECONDS: '6' },
          }),
        ),
      );
      await arena.feed(40);
      await arena.enqueuePages(20);
      await arena.until('all have ended', async () => (await arena.store.ledger.counts()).accepted === 0, 90);
      // One of each kind stays, so that the next round, and the verdict, see them beside right ones.
      if (round + 1 < rounds) await workers[round % 2]?.stop();
    }
    arena.faultOver();
    await arena.work();
  },
};
