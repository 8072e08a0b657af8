import { z } from 'zod';
import { loadConfig } from '../../../src/config.ts';
import { openDesk } from '../../../src/desk.ts';
import { submit } from '../../../src/sources/submit.ts';
import { readWebAddress } from '../../../src/sources/web-address.ts';

/** Submits one address many times at once, as an API under load does: SUBMIT is `{address, times, at}`, `at` the moment. */
const { address, times, at } = z
  .object({ address: z.url(), times: z.int(), at: z.number() })
  .parse(JSON.parse(process.env.SUBMIT ?? 'null'));
const desk = openDesk(loadConfig({ env: process.env, cwd: process.cwd() }), () => {});
const opened = await desk.openQueues(false);
const read = readWebAddress(address, 'crowd');
if ('error' in read) throw new Error(read.error);
await new Promise((resolve) => setTimeout(resolve, at - Date.now()));
const answers = await Promise.all(
  Array.from({ length: times }, () =>
    submit(desk.store.ledger, opened?.queues ?? null, [read.submission], { again: false }),
  ),
);
const accepted = answers.filter(({ acceptances }) => acceptances[0]?.answer === 'accepted').length;
console.log(JSON.stringify({ answers: answers.length, accepted }));
await desk.close();
