import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { page } from '../tests/fetch/town/faulty-hosts.ts';
import { type Host, openTown } from '../tests/fetch/town/town.ts';
import { acceptAll, startWorkers } from '../tests/fetch/town/workers.ts';

/**
 * How fast three workers fetch from many hosts, beside what the interval between requests allows, and how close two
 * requests to one host ever came. Everything is real but the hosts, which stand on loopback.
 */
const { values } = parseArgs({
  options: {
    hosts: { type: 'string', default: '50' },
    pages: { type: 'string', default: '20' },
    interval: { type: 'string', default: '2' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log('bench:politeness [--hosts 50] [--pages 20] [--interval 2]   seconds between two requests to a host');
  process.exit(0);
}
const [hostCount, pageCount, interval] = [Number(values.hosts), Number(values.pages), Number(values.interval)];
const least = 0.9;

const answer: Host = (_request, response) =>
  void setTimeout(() => response.writeHead(200, { 'content-type': 'text/html' }).end(page), Math.random() * 80);
const hosts: Record<string, Host> = Object.fromEntries(
  Array.from({ length: hostCount }, (_, n) => [`host-${n}.town.test`, answer]),
);
const town = await openTown(hosts);
const dir = await mkdtemp(join(tmpdir(), 'copydesk-politeness-'));
const env = {
  ...process.env,
  COPYDESK_DATA_DIR: dir,
  COPYDESK_FETCH_HOST_INTERVAL_SECONDS: String(interval),
  COPYDESK_LOG_LEVEL: 'error',
  TOWN: JSON.stringify(town.map),
};
const addresses = Object.keys(hosts).flatMap((host) =>
  Array.from({ length: pageCount }, (_, n) => `http://${host}/story-${n}`),
);
const { desk } = await acceptAll(pickOurs(env), addresses);
const workers = startWorkers(env);
while ((await desk.store.ledger.counts()).accepted > 0) await sleep(200);
await workers.stop();
const counts = await desk.store.ledger.counts();
await desk.close();
await town.close();
await rm(dir, { recursive: true });

const times = town.visits.map(({ at }) => at);
const took = (Math.max(...times) - Math.min(...times)) / 1000;
// Of each host its robots.txt comes first, and then its pages.
const allowed = pageCount * interval;
let closest = Number.POSITIVE_INFINITY;
for (const host of Object.keys(hosts)) {
  const seen = town.visits.filter((visit) => visit.host === host).map(({ at }) => at);
  for (const [n, at] of seen.entries()) closest = Math.min(closest, n === 0 ? closest : at - (seen[n - 1] ?? 0));
}
const rate = allowed / took;
console.log(`${hostCount} hosts, ${pageCount} pages each, an interval of ${interval} s, 3 workers`);
console.log(`fetched      ${counts.indexed + counts.rejected} of ${addresses.length}`);
console.log(
  `took         ${took.toFixed(1)} s, where the interval allows ${allowed.toFixed(1)} s: ${(rate * 100).toFixed(1)} %`,
);
console.log(`closest two  ${closest.toFixed(0)} ms`);
const faults = [
  ...(rate < least ? [`slower than ${least * 100} % of what the interval allows`] : []),
  ...(closest < interval * 1000 ? [`two requests came closer than ${interval} s`] : []),
];
for (const fault of faults) console.error(`fault: ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;

/** The environment without what is not the project's own setting. */
function pickOurs(all: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(all).filter(([name]) => name !== 'COPYDESK_BENCH'));
}
