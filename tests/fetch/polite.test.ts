import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { aloneWeb } from '../../src/fetch/alone-web.ts';
import type { Fetched } from '../../src/fetch/fetched.ts';
import { politeWeb } from '../../src/fetch/polite-web.ts';
import { MidwayError } from '../../src/fetch/visit.ts';
import { connectRedis, type Redis } from '../../src/redis/connect.ts';
import { testRedisUrl } from '../support/redis.ts';
import { townSettings } from './town/settings.ts';
import { type Host, openTown } from './town/town.ts';

const says =
  (body: string, status = 200, headers = {}): Host =>
  (_request, response) =>
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);
const page = says('<p>The bridge is open again.</p>');

let redis: Redis;
let prefixes = 0;
beforeAll(async () => {
  redis = connectRedis(await testRedisUrl(), () => {});
});
afterAll(() => redis.disconnect());

/** A polite fetcher with a memory of its own, on a town of its own. */
async function polite(hosts: Record<string, Host>, robots: Record<string, Host> = {}, settings = {}) {
  const town = await openTown(hosts, robots);
  onTestFinished(town.close);
  const shared = { redis, prefix: `polite-${++prefixes}` };
  const all = { ...townSettings, hostIntervalSeconds: 0.05, ...settings };
  const web = politeWeb(all, '1', shared, { network: town.network });
  const fetch = async (address: string): Promise<string> => endingOf(await web.fetch(address, { patienceMs: 5_000 }));
  const paths = (): string[] => town.visits.map(({ host, path }) => host + path);
  return { web, fetch, paths, visits: town.visits };
}

const endingOf = (fetched: Fetched): string =>
  fetched.status === 'failed' ? `${fetched.failure.kind} ${fetched.failure.code}` : fetched.status;

describe('robots.txt', () => {
  it('is read once before a host is asked for anything, and obeyed', async () => {
    const robots = { 'a.test': says('User-agent: *\nDisallow: /no') };
    const { fetch, paths } = await polite({ 'a.test': page }, robots);
    expect(await fetch('http://a.test/no/1')).toBe('permanent robots-disallowed');
    expect(await fetch('http://a.test/yes')).toBe('ok');
    expect(await fetch('http://a.test/no/2')).toBe('permanent robots-disallowed');
    expect(paths()).toEqual(['a.test/robots.txt', 'a.test/yes']);
  });

  it('is asked before every redirect is followed', async () => {
    const hosts = { 'a.test': says('', 302, { location: 'http://b.test/no' }), 'b.test': page };
    const { fetch, paths } = await polite(hosts, { 'b.test': says('User-agent: Copydesk\nDisallow: /no') });
    expect(await fetch('http://a.test/')).toBe('permanent robots-disallowed');
    expect(paths()).toEqual(['a.test/robots.txt', 'a.test/', 'b.test/robots.txt']);
  });

  it.each([
    ['a 404 is leave', says('', 404), 'ok'],
    ['a 401 is leave', says('', 401), 'ok'],
    ['a 408 is leave', says('', 408), 'ok'],
    ['a web page is leave', page, 'ok'],
    ['a 500 is none, for now', says('', 500), 'later robots-unreachable'],
    ['a 429 is none, for now', says('', 429), 'later robots-unreachable'],
    ['a broken connection is told as such', ((request) => request.socket.destroy()) as Host, 'later connection-reset'],
    ['a redirect is followed', says('', 301, { location: 'http://b.test/robots.txt' }), 'permanent robots-disallowed'],
    ['a circle of redirects is leave', says('', 301, { location: 'http://a.test/robots.txt' }), 'ok'],
    [
      'half a megabyte is read',
      says(`${'# long\n'.repeat(60_000)}User-agent: *\nDisallow: /`),
      'permanent robots-disallowed',
    ],
    [
      'of one that is too large for a page as much is read',
      says(`User-agent: *\nDisallow: /\n${'# long\n'.repeat(1_000_000)}`),
      'permanent robots-disallowed',
    ],
    [
      'a redirect to where nobody answers is no leave',
      says('', 301, { location: 'http://nowhere.test/robots.txt' }),
      'later robots-unreachable',
    ],
  ])('%s', async (_, answer, ending) => {
    const robots = { 'a.test': answer, 'b.test': says('User-agent: *\nDisallow: /') };
    const { fetch } = await polite({ 'a.test': page, 'b.test': page }, robots);
    expect(await fetch('http://a.test/')).toBe(ending);
  });

  it('of each scheme and port is its own', async () => {
    const { fetch, paths } = await polite({ 'a.test': page });
    await fetch('http://a.test/');
    await fetch('http://a.test/2');
    expect(paths().filter((path) => path === 'a.test/robots.txt')).toHaveLength(1);
  });

  it('tells how long to wait between requests', async () => {
    const { web } = await polite({ 'a.test': page }, { 'a.test': says('User-agent: *\nCrawl-delay: 30') });
    expect(await web.fetch('http://a.test/1', { patienceMs: 500 }).catch((error) => error)).toBeInstanceOf(MidwayError);
    const error: unknown = await web.fetch('http://a.test/2', { patienceMs: 500 }).catch((fault) => fault);
    expect((error as MidwayError).delayMs).toBeGreaterThan(29_000);
  });
});

describe('a turn at a host', () => {
  it('is waited for, or the fetch is put off', async () => {
    const { web } = await polite({ 'a.test': page }, {}, { hostIntervalSeconds: 60 });
    const error: unknown = await web.fetch('http://a.test/').catch((fault) => fault);
    expect(error).toBeInstanceOf(MidwayError);
    expect((error as MidwayError).delayMs).toBeGreaterThan(30_000);
  });

  it('in the middle of a fetch goes on where it was', async () => {
    const hosts: Record<string, Host> = {
      'a.test': (request, response) =>
        request.url === '/1' ? says('', 301, { location: '/2' })(request, response) : page(request, response),
    };
    const { web, paths } = await polite(hosts, {}, { hostIntervalSeconds: 2 });
    const steps: number[] = [];
    let hops: MidwayError['hops'] = [];
    for (;;) {
      const fetched = await web.fetch('http://a.test/1', { who: 'one', from: hops }).catch((error: unknown) => {
        if (!(error instanceof MidwayError)) throw error;
        steps.push(error.hops.length);
        hops = error.hops;
        return new Promise<null>((resolve) => setTimeout(resolve, error.delayMs, null));
      });
      if (fetched) {
        expect(fetched.hops.map(({ url }) => url)).toEqual(['http://a.test/1', 'http://a.test/2']);
        break;
      }
    }
    expect(steps.at(0)).toBe(0);
    expect(steps.at(-1)).toBe(1);
    expect(paths()).toEqual(['a.test/robots.txt', 'a.test/1', 'a.test/2']);
  });

  it('is waited for too by one who shares it with nobody', async () => {
    const town = await openTown({ 'a.test': page });
    onTestFinished(town.close);
    const web = aloneWeb({ ...townSettings, hostIntervalSeconds: 0.3 }, '1', { network: town.network });
    for (const path of ['1', '2'])
      expect(endingOf(await web.fetch(`http://a.test/${path}`, { patienceMs: 5_000 }))).toBe('ok');
    const [robots, first, second] = town.visits.map(({ at }) => at);
    expect(Number(first) - Number(robots)).toBeGreaterThanOrEqual(300);
    expect(Number(second) - Number(first)).toBeGreaterThanOrEqual(300);
  });

  it('comes no sooner than a host asked for', async () => {
    const { web } = await polite({ 'a.test': says('', 429, { 'retry-after': '90' }) }, {});
    expect(endingOf(await web.fetch('http://a.test/1', { patienceMs: 5_000 }))).toBe('later http-429');
    const error: unknown = await web.fetch('http://a.test/2').catch((fault) => fault);
    expect((error as MidwayError).delayMs).toBeGreaterThan(88_000);
  });
});
