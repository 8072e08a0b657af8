import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { environment, scratchDir, until } from '../e2e/cli.ts';
import { testRedisUrl } from '../support/redis.ts';
import { page } from './town/faulty-hosts.ts';
import { type Host, openTown } from './town/town.ts';
import { acceptAll, endingsOf, startWorkers } from './town/workers.ts';

const intervalMs = 200;
const pages = 6;

const answer = (response: Parameters<Host>[1], status: number, headers = {}, body = page): void =>
  void response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);

/** Fifty hosts, five of each way to be a host. */
const ways: Record<string, { host: Host; robots?: Host; ending: string; leastMs?: number }> = {
  plain: { host: (_, response) => answer(response, 200), ending: 'indexed' },
  slow: { host: (_, response) => void setTimeout(() => answer(response, 200), 120), ending: 'indexed' },
  moved: {
    host: ({ url = '' }, response) =>
      url.startsWith('/new') ? answer(response, 200) : answer(response, 301, { location: `/new${url}` }),
    ending: 'indexed',
  },
  delayed: {
    host: (_, response) => answer(response, 200),
    robots: (_, response) => answer(response, 200, {}, 'User-agent: *\nCrawl-delay: 0.5'),
    ending: 'indexed',
    leastMs: 500,
  },
  closed: {
    host: (_, response) => answer(response, 200),
    robots: (_, response) => answer(response, 200, {}, 'User-agent: *\nDisallow: /'),
    ending: 'rejected robots-disallowed',
  },
  error: { host: (_, response) => answer(response, 500), ending: 'quarantined http-500' },
  gone: { host: (_, response) => answer(response, 404), ending: 'rejected http-404' },
  dripping: {
    host: (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const half = page.length / 2;
      response.write(page.slice(0, half));
      setTimeout(() => response.end(page.slice(half)), 300);
    },
    ending: 'indexed',
  },
  robotsMoved: {
    host: (_, response) => answer(response, 200),
    robots: (_, response) => answer(response, 302, { location: '/robots2.txt' }),
    ending: 'indexed',
  },
  tired: { host: tiredHost(), ending: 'indexed' },
};

/** Answers 429 to its first request of each host, and asks for a second's rest. */
function tiredHost(): Host {
  const told = new Set<string>();
  return ({ headers }, response) => {
    const { host = '' } = headers;
    if (told.has(host)) return answer(response, 200);
    told.add(host);
    answer(response, 429, { 'retry-after': '1' });
  };
}

it('three workers on fifty hosts: no host sees two requests closer than its interval, and every address ends rightly', async () => {
  const hosts: Record<string, Host> = {};
  const robots: Record<string, Host> = {};
  const expected = new Map<string, string>();
  for (const [way, { host, robots: file, ending }] of Object.entries(ways)) {
    for (let n = 0; n < 5; n++) {
      const name = `${way.toLowerCase()}-${n}.town.test`;
      hosts[name] = host;
      if (file) robots[name] = file;
      for (let at = 0; at < pages; at++) expected.set(`http://${name}/story-${at}`, ending);
    }
  }
  const town = await openTown(hosts, robots);
  onTestFinished(town.close);
  const env = environment(join(await scratchDir(), 'data'), {
    REDIS_URL: await testRedisUrl(),
    COPYDESK_FETCH_HOST_INTERVAL_SECONDS: String(intervalMs / 1000),
    COPYDESK_FETCH_RETRY_DELAYS_SECONDS: '0.1,0.1,0.1',
    COPYDESK_LOG_LEVEL: 'silent',
    TOWN: JSON.stringify(town.map),
  });
  const accepted = await acceptAll(env, [...expected.keys()]);
  onTestFinished(() => accepted.desk.close());
  onTestFinished(startWorkers(env).stop);
  await until(async () => (await accepted.desk.store.ledger.counts()).accepted === 0, 150);
  expect(await endingsOf(accepted)).toEqual(Object.fromEntries(expected));

  const tooClose: string[] = [];
  for (const [way, { leastMs = intervalMs }] of Object.entries(ways)) {
    for (let n = 0; n < 5; n++) {
      const visits = town.visits.filter(({ host }) => host === `${way.toLowerCase()}-${n}.town.test`);
      visits.forEach(({ at, path, open }, i) => {
        const before = visits[i - 1];
        // The file that asks for a longer interval is read before anybody can know of it.
        const least = before?.path.startsWith('/robots') ? intervalMs : leastMs;
        if (before && at - before.at < least) tooClose.push(`${way}-${n} ${path}: ${at - before.at} ms`);
        if (open > 1) tooClose.push(`${way}-${n} ${path}: ${open} at once`);
      });
      expect(visits.filter(({ path }) => path === '/robots.txt')).toHaveLength(1);
    }
  }
  expect(tooClose).toEqual([]);
}, 200_000);
