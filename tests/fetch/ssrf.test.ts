import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNotPublic } from '../../src/fetch/public-address.ts';
import { webFetcher } from '../../src/fetch/web.ts';
import { answers, attacks, innocent } from './ssrf-addresses.ts';
import { page } from './town/faulty-hosts.ts';
import { townSettings } from './town/settings.ts';
import { openTown } from './town/town.ts';
import { type TownNetwork, townNetwork } from './town/town-network.ts';

/** Every host of this town answers: an address that is let through arrives. */
let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  town = await openTown({
    '*': (request, response) => {
      const [, target] = /^\/to\?(.*)$/.exec(request.url ?? '') ?? [];
      if (target === undefined) response.setHeader('content-type', 'text/html').end(page);
      else response.writeHead(302, { location: asRawUtf8(decodeURIComponent(target)) }).end();
    },
  });
});
afterAll(() => town.close());

/** Servers write addresses in UTF-8 into their heads; Node writes only Latin-1. */
const asRawUtf8 = (text: string): string => Buffer.from(text).toString('latin1');

/** Every port of every address leads to the town, and every name that is not named stands for a public address. */
function network(names: Record<string, string[]> = {}): TownNetwork {
  const http = town.map.ports[80] ?? 0;
  const ports = Object.fromEntries([80, 443, 8080, 8443].map((port) => [port, http]));
  return townNetwork({ names: { '*': ['8.8.8.8'], ...names }, ports });
}
const settings = { ...townSettings, ports: [80, 443, 8080, 8443] };
const refused = { kind: 'permanent', code: expect.stringMatching(/^(blocked-address|blocked-port|bad-address)$/) };

describe('an address that leads inside is refused before any connection', () => {
  for (const [way, addresses] of Object.entries(attacks)) {
    it.each(addresses)(`${way}: %j`, async (address) => {
      const net = network();
      const fetched = await webFetcher(settings, '1', { network: net }).fetch(address);
      expect(fetched).toMatchObject({ status: 'failed', failure: refused });
      expect(net.dialled).toEqual([]);
    });
  }

  it('and there are more than a hundred of them', () => {
    expect(new Set(Object.values(attacks).flat()).size).toBeGreaterThan(150);
  });
});

describe('a redirect gets no further than the address itself', () => {
  // As the target of a redirect, http:/127.0.0.1/ is a path on the host that redirects.
  const outward = (address: string): boolean =>
    URL.canParse(address) &&
    !/\p{Cc}/u.test(address) &&
    new URL(address, 'http://example.org/').origin !== 'http://example.org';
  const web = Object.values(attacks).flat().filter(outward);
  it.each(web)('%j', async (address) => {
    const net = network();
    const first = `http://example.org/to?${encodeURIComponent(address)}`;
    const fetched = await webFetcher(settings, '1', { network: net }).fetch(first);
    expect(fetched).toMatchObject({ status: 'failed', hops: [{ status: 302 }] });
    expect(net.dialled).toEqual([{ addresses: ['8.8.8.8'], port: 80 }]);
  });
});

describe('a public name gains nothing by its DNS', () => {
  it.each(answers)('that answers with %s', async (_how, given) => {
    const net = network({ 'rebound.example': given });
    const fetched = await webFetcher(settings, '1', { network: net }).fetch('http://rebound.example/');
    expect(fetched).toMatchObject({ failure: { code: 'blocked-address', kind: 'permanent' } });
    expect(net.dialled).toEqual([]);
  });

  it('that changes its answer after the check: only what was checked is connected to, in one look-up', async () => {
    const net = network({ 'rebound.example': ['8.8.8.8|127.0.0.1'] });
    const web = webFetcher(settings, '1', { network: net });
    expect(await web.fetch('http://rebound.example/')).toMatchObject({ status: 'ok' });
    expect(net.lookups).toEqual(['rebound.example']);
    expect(net.dialled).toEqual([{ addresses: ['8.8.8.8'], port: 80 }]);
    expect(await web.fetch('http://rebound.example/')).toMatchObject({ failure: { code: 'blocked-address' } });
  });

  it('that changes its answer between the hops of one fetch', async () => {
    const net = network({ 'rebound.example': ['8.8.8.8|10.0.0.1'] });
    const fetched = await webFetcher(settings, '1', { network: net }).fetch('http://rebound.example/to?/second');
    expect(fetched).toMatchObject({ failure: { code: 'blocked-address' }, hops: [{ status: 302 }, { status: null }] });
    expect(net.dialled).toHaveLength(1);
  });
});

describe('an innocent address is fetched', () => {
  it.each(innocent.filter((address) => address.startsWith('http:')))('%s', async (address) => {
    const net = network();
    expect(await webFetcher(settings, '1', { network: net }).fetch(address)).toMatchObject({ status: 'ok' });
    expect(net.dialled).toHaveLength(1);
  });

  it.each(innocent.filter((address) => address.startsWith('https:')))('%s is connected to', async (address) => {
    const net = network();
    await webFetcher(settings, '1', { network: net }).fetch(address);
    expect(net.dialled).toHaveLength(1);
  });

  it('and one with only public answers, of both families', async () => {
    const both = ['8.8.8.8', '2606:4700:4700::1111', '64:ff9b::101:101'];
    const net = network({ 'news.example': both });
    expect(await webFetcher(settings, '1', { network: net }).fetch('http://news.example/')).toMatchObject({
      status: 'ok',
    });
    expect(net.dialled).toEqual([{ addresses: both, port: 80 }]);
  });
});

it('no address of this machine is public, whatever its range', () => {
  const own = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));
  expect(own.length).toBeGreaterThan(0);
  for (const address of own) expect(whyNotPublic(address)).toContain(address);
});

it('closed networks may lift the guard, but not the scheme or the user name', async () => {
  const open = { ...settings, allowPrivateAddresses: true };
  const web = webFetcher(open, '1', { network: network({ intranet: ['10.0.0.1'] }) });
  expect(await web.fetch('http://intranet/')).toMatchObject({ status: 'ok' });
  expect(await web.fetch('http://127.0.0.1/')).toMatchObject({ status: 'ok' });
  expect(await web.fetch('file:///etc/passwd')).toMatchObject({ failure: { code: 'blocked-address' } });
  expect(await web.fetch('http://a:b@127.0.0.1/')).toMatchObject({ failure: { code: 'blocked-address' } });
});
