import { expect, it } from 'vitest';
import { killStorm } from './kill-storm.ts';

it('loses nothing, doubles nothing and leaves nothing stuck when workers and Redis are killed', {
  timeout: 240_000,
}, async () => {
  const aftermath = await killStorm({ documents: 250, workerKills: 2, redisKills: 1, tell: () => {} });
  expect(aftermath).toMatchObject({ indexed: 250, lost: 0, duplicated: 0, stuck: 0, bodiesLeft: 0, addsUp: true });
});
