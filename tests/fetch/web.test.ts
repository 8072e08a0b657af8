import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decode } from '../../src/fetch/decode.ts';
import type { Fetched } from '../../src/fetch/fetched.ts';
import { mediaTypes } from '../../src/fetch/media-types.ts';
import { webFetcher } from '../../src/fetch/web.ts';
import { faults, wholePages } from './town/endings.ts';
import { charsets, faultyHosts, page } from './town/faulty-hosts.ts';
import { townSettings } from './town/settings.ts';
import { openTown, townCa } from './town/town.ts';
import { townNetwork } from './town/town-network.ts';

let town: Awaited<ReturnType<typeof openTown>>;
beforeAll(async () => {
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), townCa()]);
  town = await openTown(faultyHosts);
  town.map.names['inner.test'] = ['10.0.0.5'];
});
afterAll(() => town.close());

const fetcher = (changed: Partial<typeof townSettings> = {}) =>
  webFetcher({ ...townSettings, ...changed }, '1.2.3', { network: town.network });
const get = (address: string): Promise<Fetched> => fetcher().fetch(address);
const codeOf = (fetched: Fetched): string =>
  fetched.status === 'failed' ? `${fetched.failure.kind} ${fetched.failure.code}` : fetched.status;
const textOf = (fetched: Fetched): string | null =>
  fetched.status === 'ok' ? Buffer.from(fetched.page.bytes).toString() : null;

describe('the whole page is taken', () => {
  it.each(wholePages)('%s.test', async (host) => {
    const fetched = await get(`http://${host}.test/`);
    expect(textOf(fetched)?.endsWith(page)).toBe(true);
    expect(fetched).toMatchObject({ status: 'ok', page: { mediaType: 'text/html', notes: [] } });
  });

  it.each([
    ['no-last-chunk', 'cut-short'],
    ['length-beyond-body', 'cut-short'],
    ['gzip-no-trailer', 'cut-short'],
    ['gzip-sum-wrong', 'bad-encoding'],
  ])('%s.test, with a note: it broke or is damaged, but the end of the page was there', async (host, code) => {
    const fetched = await get(`http://${host}.test/`);
    expect(textOf(fetched)).toBe(page);
    expect(fetched).toMatchObject({ page: { notes: [{ code }] } });
  });

  it('over https, with a certificate that holds', async () => {
    const fetched = await get('https://good.town.test/');
    expect(fetched).toMatchObject({ status: 'ok', hops: [{ timing: { tlsMs: expect.any(Number) } }] });
  });

  it.each(['text.test', 'untyped-text.test'])('plain text from %s is plain text', async (host) => {
    expect(await get(`http://${host}/`)).toMatchObject({ page: { mediaType: 'text/plain' } });
  });
});

describe('every fault ends in its own code', () => {
  it.each(faults)('%s.test: %s', async (host, ending) => {
    const fetched = await get(`http://${host}.test/`);
    expect(codeOf(fetched)).toBe(ending);
    expect(fetched).toMatchObject({ failure: { detail: expect.stringContaining(': '), next: expect.any(String) } });
  });

  it.each([
    ['https://expired.town.test/', 'permanent bad-certificate'],
    ['https://self-signed.town.test/', 'permanent bad-certificate'],
    ['https://wrong-name.test/', 'permanent bad-certificate'],
    ['http://nowhere.example/', 'permanent no-such-host'],
    ['not an address', 'permanent bad-address'],
  ])('%s: %s', async (address, ending) => {
    expect(codeOf(await get(address))).toBe(ending);
  });

  it.each([
    ['!ESERVFAIL', 'later dns-trouble'],
    ['!ETIMEOUT', 'later dns-trouble'],
    ['!EAI_AGAIN', 'later dns-trouble'],
    ['!ENODATA', 'permanent no-such-host'],
  ])('DNS answers %s: %s', async (answer, ending) => {
    const network = townNetwork({ names: { 'x.test': [answer] }, ports: {} });
    expect(codeOf(await webFetcher(townSettings, '1', { network }).fetch('http://x.test/'))).toBe(ending);
  });

  it('a closed port is a refused connection, and a host that takes none in time a timeout of its own', async () => {
    const closed = townNetwork({ names: { '*': ['8.8.8.8'] }, ports: { 80: 1 } });
    expect(codeOf(await webFetcher(townSettings, '1', { network: closed }).fetch('http://x.test/'))).toBe(
      'later connection-refused',
    );
    const deaf = { ...closed, lookup: () => new Promise<string[]>(() => {}) };
    expect(codeOf(await webFetcher(townSettings, '1', { network: deaf }).fetch('http://x.test/'))).toBe(
      'later connect-timeout',
    );
  });

  it('plain HTTP where TLS was asked for', async () => {
    const { map } = town;
    const network = townNetwork({ ...map, ports: { 443: map.ports[80] ?? 0 } });
    expect(codeOf(await webFetcher(townSettings, '1', { network }).fetch('https://good.town.test/'))).toBe(
      'later tls-handshake',
    );
  });

  it('a feed that is not there may come back', async () => {
    const fetched = await fetcher().fetch('http://s404.test/', { purpose: 'feed' });
    expect(codeOf(fetched)).toBe('soft http-404');
  });
});

describe('a bomb costs no memory', () => {
  it.each(['bomb-gzip', 'bomb-br', 'bomb-zstd', 'bomb-stacked'])('%s.test', async (host) => {
    const before = process.memoryUsage().rss;
    await Promise.all(Array.from({ length: 5 }, () => get(`http://${host}.test/`)));
    // Five bombs of 50 MB; what is held of each is bounded by 1 MB and the windows of the codings.
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });
});

describe('what a host asks for is heard', () => {
  it.each([
    ['busy', 7_000, 7_000],
    ['busy-till', 590_000, 600_000],
    ['busy-for-ever', 86_400_000, 86_400_000],
  ])('%s.test is asked again after %i to %i ms', async (host, least, most) => {
    const fetched = await get(`http://${host}.test/`);
    const wait = fetched.status === 'failed' ? fetched.failure.retryAfterMs : null;
    expect(wait).toBeGreaterThanOrEqual(least);
    expect(wait).toBeLessThanOrEqual(most);
  });

  it('but not what cannot be read', async () => {
    expect(await get('http://busy-no-date.test/')).toMatchObject({ failure: { retryAfterMs: null } });
  });
});

describe('a second fetch', () => {
  it('of what has not changed is told so, and brings no body', async () => {
    expect(await get('http://etag.test/')).toMatchObject({ status: 'ok', page: { etag: '"v1"' } });
    expect(await fetcher().fetch('http://etag.test/', { etag: '"v1"' })).toMatchObject({
      status: 'unchanged',
      etag: '"v1"',
    });
    const lastModified = 'Mon, 02 Nov 2026 10:00:00 GMT';
    expect(await get('http://dated.test/')).toMatchObject({ page: { lastModified } });
    expect(await fetcher().fetch('http://dated.test/', { lastModified })).toMatchObject({ status: 'unchanged' });
  });

  it('of what has changed brings the page', async () => {
    expect(await fetcher().fetch('http://etag.test/', { etag: '"v0"' })).toMatchObject({ status: 'ok' });
  });
});

describe('charsets', () => {
  it.each(
    charsets.flatMap(([charset, text]) => [
      [charset, 'header', text],
      [charset, 'meta', text],
    ]),
  )('%s told by the %s', async (charset, told, text) => {
    const fetched = await get(`http://${charset}.${told}.test/`);
    if (fetched.status !== 'ok') throw new Error(codeOf(fetched));
    const { bytes, mediaType, charset: declared } = fetched.page;
    expect(decode(bytes, mediaType, declared)).toMatchObject({ text: expect.stringContaining(`<p>${text}</p>`) });
  });
});

describe('the way is recorded', () => {
  it('with every hop, where it led, what answered and how long it took', async () => {
    const { hops } = await get('http://to-301.test/a?b=1');
    expect(hops).toMatchObject([
      { url: 'http://to-301.test/a?b=1', status: 301, location: 'http://plain.test/', ip: '127.0.0.1' },
      { url: 'http://plain.test/', status: 200, location: null },
    ]);
    const [, last] = hops;
    expect(last?.headers).toContainEqual(['content-type', 'text/html; charset=utf-8']);
    for (const { timing } of hops) {
      expect(timing).toMatchObject({ dnsMs: expect.any(Number), connectMs: expect.any(Number), tlsMs: null });
      expect(timing.totalMs).toBeGreaterThanOrEqual(timing.firstByteMs ?? Number.POSITIVE_INFINITY);
    }
  });

  it('a loop is named with its chain', async () => {
    expect(await get('http://loop-a.test/')).toMatchObject({
      failure: { detail: expect.stringContaining('http://loop-a.test/ → http://loop-b.test/ → http://loop-a.test/') },
    });
  });

  it('an address has moved when all its redirects are lasting', async () => {
    expect(await get('http://twice-moved.test/')).toMatchObject({ page: { movedTo: 'http://plain.test/' } });
    expect(await get('http://moved-and-found.test/')).toMatchObject({ page: { movedTo: null } });
    expect(await get('http://plain.test/')).toMatchObject({ page: { movedTo: null } });
  });

  it('a page that sends its reader on is noted and not followed; one that reloads itself is not', async () => {
    expect(await get('http://refresh.test/')).toMatchObject({
      page: {
        url: 'http://refresh.test/',
        notes: [{ code: 'refresh', detail: expect.stringContaining('plain.test') }],
      },
    });
    expect(await get('http://self-refresh.test/')).toMatchObject({ page: { notes: [] } });
  });
});

describe('the request', () => {
  it('says who asks, takes what is unpacked here, and carries no cookie, also after one was set', async () => {
    town.visits.length = 0;
    await get('http://cookie-loop.test/');
    await get('http://plain.test/');
    const { headers } = town.visits.at(-1) ?? {};
    expect(headers).toMatchObject({
      'user-agent': 'Copydesk/1.2.3 (+desk@example.org)',
      'accept-encoding': 'gzip, deflate, br, zstd',
      host: 'plain.test',
    });
    expect(town.visits.some((visit) => 'cookie' in visit.headers || 'referer' in visit.headers)).toBe(false);
  });

  it('is sent once: trying again is the business of the queue', async () => {
    for (const host of ['no-answer', 'reset', 'half-head', 'unavailable']) {
      town.visits.length = 0;
      await get(`http://${host}.test/`);
      expect(town.visits).toHaveLength(1);
    }
  });

  it('uses no proxy of the environment', async () => {
    const proxy = 'http://127.0.0.1:1';
    const before = { ...process.env };
    Object.assign(process.env, { HTTP_PROXY: proxy, http_proxy: proxy, ALL_PROXY: proxy, NODE_USE_ENV_PROXY: '1' });
    try {
      expect(await get('http://plain.test/')).toMatchObject({ status: 'ok' });
    } finally {
      process.env = before;
    }
  });

  it('may stop at the head, and may take other types', async () => {
    expect(await fetcher().fetch('http://plain.test/', { headOnly: true })).toMatchObject({ status: 'head' });
    const accept = mediaTypes(['application/json']);
    expect(await fetcher().fetch('http://json.test/', { accept })).toMatchObject({
      page: { mediaType: 'application/json' },
    });
    expect(codeOf((await fetcher().fetch('http://plain.test/', { accept })) as Fetched)).toBe('permanent wrong-type');
  });
});

describe('an archive hears the exchange byte for byte', () => {
  it('over http and https: the request, and the answer before anything is unpacked', async () => {
    const heard: { url: string; sent: string; received: string; complete: boolean | null }[] = [];
    const tap = {
      open(url: string) {
        const one = { url, sent: '', received: '', complete: null as boolean | null };
        heard.push(one);
        return {
          sent(bytes: Uint8Array) {
            one.sent += Buffer.from(bytes).toString('latin1');
          },
          received(bytes: Uint8Array) {
            one.received += Buffer.from(bytes).toString('latin1');
          },
          closed(complete: boolean) {
            one.complete = complete;
          },
        };
      },
    };
    const web = webFetcher(townSettings, '1', { network: town.network, tap });
    await web.fetch('http://no-last-chunk.test/');
    await web.fetch('https://good.town.test/x');
    await web.fetch('http://to-301.test/');
    expect(heard).toMatchObject([
      {
        sent: expect.stringMatching(/^GET \/ HTTP\/1\.1\r\nhost: no-last-chunk\.test\r\n[\s\S]*\r\n\r\n$/i),
        received: `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n${page.length.toString(16)}\r\n${page}\r\n`,
        complete: false,
      },
      { url: 'https://good.town.test/x', received: expect.stringContaining(page), complete: true },
      { url: 'http://to-301.test/', received: expect.stringMatching(/^HTTP\/1\.1 301/) },
      { url: 'http://plain.test/', complete: true },
    ]);
  });
});
