import { z } from 'zod';
import type { FaultRow } from '../row.ts';

const processes = 4;
const timesEach = 25;

/** Many ask for the same address in the same moment, from several processes. */
export const sameAddress: FaultRow = {
  name: 'same address at once',
  injects: 'one address submitted 100 times at once, by 4 processes',
  rounds: { full: 5, short: 1 },
  async run(arena, rounds) {
    await arena.underLoad(20);
    for (let round = 0; round < rounds; round++) {
      const address = `${arena.site.base}/story-${500_000 + round}`;
      const crowd = Array.from({ length: processes }, () => {
        const SUBMIT = JSON.stringify({ address, times: timesEach, at: Date.now() + 3_000 });
        const one = arena.run({ args: ['tests/faults/programs/submit-same.ts'], env: { SUBMIT } });
        return one.ended.then(() => one.said());
      });
      const answers = (await Promise.all(crowd)).map((said) =>
        z.object({ answers: z.number(), accepted: z.number() }).parse(JSON.parse(said)),
      );
      const total = answers.reduce((sum, { answers: n }) => sum + n, 0);
      const accepted = answers.reduce((sum, one) => sum + one.accepted, 0);
      if (total !== processes * timesEach) arena.damage.push(`${total} of ${processes * timesEach} had an answer`);
      if (accepted !== 1) arena.damage.push(`${accepted} were told that theirs was accepted, where one should be`);
      arena.expected.set(address, { state: 'indexed', run: 1 });
    }
    arena.faultOver();
  },
};

const seedsOf = z.object({ documents: z.array(z.object({ address: z.string() })) });

/** The seed feed over and over, from two processes at once; one of them asks for new runs. */
export const seedsAgain: FaultRow = {
  name: 'seed feed again',
  injects: 'the seed feed replayed 10 times in each of two processes at once, in one of them with --again',
  rounds: { full: 10, short: 3 },
  async run(arena, rounds) {
    await arena.underLoad(20);
    const replays = async (...more: string[]): Promise<void> => {
      for (let round = 0; round < rounds; round++) {
        const { code, stdout } = await arena.command('replay', '--no-wait', '--json', ...more);
        if (code !== 0) arena.damage.push(`a replay of the seeds ended with exit code ${code}`);
        const { documents } = seedsOf.parse(JSON.parse(stdout));
        if (documents.length !== 5) arena.damage.push(`${documents.length} seeds where there are 5`);
        // How many runs there are depends on which had ended when it was asked for again.
        for (const { address } of documents) arena.expected.set(address, { state: 'indexed', run: null });
      }
    };
    await Promise.all([replays(), replays('--again')]);
    arena.faultOver();
  },
};
