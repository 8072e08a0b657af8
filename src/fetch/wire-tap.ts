import type { Socket } from 'node:net';

/**
 * Takes one exchange with a host byte for byte, in order: the request as it was sent, the answer as it was received,
 * with its heads, chunk sizes and compression. Every connection carries one exchange. Nothing is held for it here: whoever
 * writes behind this keeps what it must, at most a head and fetch.maxWireBytes, and never throws.
 */
export type Exchange = {
  sent(bytes: Uint8Array): void;
  received(bytes: Uint8Array): void;
  /** The exchange is over. `complete`: the whole answer came; else it was cut, refused, or a redirect's body not read. */
  closed(complete: boolean): void;
};

/** Opens a record for each exchange; an archive writer stands behind it. `ip` is null when it is not known. */
export type WireTap = { open(url: string, ip: string | null): Exchange };

/** Lets an exchange see all that goes through a socket: below TLS nothing is seen, above it everything. */
export function tapSocket(socket: Socket, exchange: Exchange): void {
  const push = socket.push.bind(socket);
  socket.push = (chunk: Uint8Array | null, encoding?: BufferEncoding) => {
    if (chunk !== null) exchange.received(chunk);
    return push(chunk, encoding);
  };
  const write = socket.write.bind(socket) as (...all: unknown[]) => boolean;
  const tapped = (chunk: Uint8Array | string, ...rest: unknown[]): boolean => {
    const encoding = typeof rest[0] === 'string' ? (rest[0] as BufferEncoding) : 'utf8';
    exchange.sent(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk);
    return write(chunk, ...rest);
  };
  socket.write = tapped as Socket['write'];
}
