import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemNetwork } from '../../src/fetch/network.ts';
import { webFetcher } from '../../src/fetch/web.ts';
import { openNameServer } from './town/name-server.ts';
import { townSettings } from './town/settings.ts';

let server: Server;
let port: number;
beforeAll(async () => {
  server = createServer((_request, response) => response.setHeader('content-type', 'text/plain').end('Hello there.'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

describe('DNS', () => {
  const servfail = { code: 2 };
  let server: Awaited<ReturnType<typeof openNameServer>>;
  beforeAll(async () => {
    server = await openNameServer({
      'both.example': { four: ['8.8.8.8', '8.8.4.4'], six: ['2001:4860:4860::8888'] },
      'six.example': { four: [], six: ['2606:4700:4700::1111'] },
      'half-deaf.example': { four: ['8.8.8.8'], six: 'silence' },
      'half-broken.example': { four: ['8.8.8.8'], six: servfail },
      'none.example': { four: [], six: [] },
      'unsure.example': { four: [], six: servfail },
      'broken.example': { four: servfail, six: servfail },
      'mixed.example': { four: ['8.8.8.8', '10.0.0.1'], six: [] },
      'inner-six.example': { four: ['8.8.8.8'], six: ['fd00::1'] },
    });
  });
  afterAll(() => server.close());
  const network = () => systemNetwork(false, [server.address]);

  it.each([
    ['both.example', ['8.8.8.8', '8.8.4.4', '2001:4860:4860::8888']],
    ['six.example', ['2606:4700:4700::1111']],
    ['half-deaf.example', ['8.8.8.8']],
    ['half-broken.example', ['8.8.8.8']],
  ])('%s has %j', async (name, addresses) => {
    expect(await network().lookup(name)).toEqual(addresses);
  });

  it.each([
    ['nowhere.example', 'no-such-host'],
    ['none.example', 'no-such-host'],
    ['unsure.example', 'dns-trouble'],
    ['broken.example', 'dns-trouble'],
    ['mixed.example', 'blocked-address'],
    ['inner-six.example', 'blocked-address'],
  ])('%s is %s', async (name, code) => {
    const web = webFetcher({ ...townSettings, connectTimeoutSeconds: 10, timeoutSeconds: 20 }, '1', {
      network: network(),
    });
    expect(await web.fetch(`http://${name}/`)).toMatchObject({ failure: { code } });
  });
});

describe('the network of this machine', () => {
  it('reaches a name of a closed network, where that is allowed', async () => {
    const open = { ...townSettings, allowPrivateAddresses: true };
    expect(await webFetcher(open, '1').fetch(`http://localhost:${port}/`)).toMatchObject({ status: 'ok' });
    expect(await webFetcher(open, '1').fetch(`http://127.0.0.1:${port}/`)).toMatchObject({ status: 'ok' });
  });

  it('and refuses the same where it is not', async () => {
    const web = webFetcher({ ...townSettings, ports: [port] }, '1');
    expect(await web.fetch(`http://127.0.0.1:${port}/`)).toMatchObject({ failure: { code: 'blocked-address' } });
  });

  it('tries the next address when one does not answer', async () => {
    // Nothing listens on the second loopback address.
    const socket = systemNetwork(false).dial({ addresses: ['127.0.0.2', '127.0.0.1'], port });
    await once(socket, 'connect');
    expect(socket.remoteAddress).toBe('127.0.0.1');
    socket.destroy();
  });

  it('keeps no connection open after a fetch', async () => {
    const web = webFetcher({ ...townSettings, allowPrivateAddresses: true }, '1');
    await Promise.all(Array.from({ length: 10 }, () => web.fetch(`http://127.0.0.1:${port}/`)));
    const open = (): Promise<number> =>
      new Promise((resolve, reject) => server.getConnections((error, n) => (error ? reject(error) : resolve(n))));
    await expect.poll(open).toBe(0);
  });
});
