import type { Host } from './town.ts';

/** A host that writes these bytes as its whole answer, whatever they are, and then ends, resets or holds the connection. */
export function raw(answer: string | Uint8Array, then: 'end' | 'reset' | 'hold' = 'end'): Host {
  return (request) => {
    const { socket } = request;
    socket.on('error', () => {});
    socket.write(answer, () => {
      if (then === 'end') socket.end();
      // A reset overtakes what has not been read yet.
      else if (then === 'reset') setTimeout(() => socket.resetAndDestroy(), 50);
    });
  };
}

/** A host that writes a head and then pieces of `piece` for ever, each after `everyMs`. */
export function drip(head: string, piece: string | Uint8Array, everyMs: number): Host {
  return ({ socket }) => {
    socket.on('error', () => {});
    socket.write(head);
    const write = (): void => {
      if (socket.destroyed) return;
      if (everyMs > 0) {
        socket.write(piece);
        setTimeout(write, everyMs).unref();
      } else socket.write(piece, () => setImmediate(write));
    };
    write();
  };
}
