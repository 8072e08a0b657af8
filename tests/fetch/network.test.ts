import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemNetwork } from '../../src/fetch/network.ts';
import { webFetcher } from '../../src/fetch/web.ts';
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
