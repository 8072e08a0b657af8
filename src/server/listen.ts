import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import { UsageError } from '../errors.ts';

/**
 * Opens the port and gives the address to open in a browser, with the real port when 0 was asked for.
 * @throws UsageError when the port is taken or may not be used, or the host is not one of this machine.
 */
export async function listen(app: FastifyInstance, { host, port }: Pick<Config, 'host' | 'port'>): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw asUsage(error, host, port);
  }
  const [address] = app.addresses();
  const real = typeof address === 'object' ? address.port : port;
  const wildcard = host === '0.0.0.0' || host === '::';
  const name = wildcard ? 'localhost' : host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return `http://${name}:${real}`;
}

function asUsage(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const another = 'choose another with COPYDESK_PORT (0 = any free one)';
  if (code === 'EADDRINUSE') return new UsageError(`port ${port} on ${host} is taken by another program`, another);
  if (code === 'EACCES') return new UsageError(`port ${port} on ${host} may not be opened by this user`, another);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new UsageError(
      `${host} is not an address of this machine`,
      'set COPYDESK_HOST to one that is, or to 127.0.0.1',
    );
  }
  return error;
}
