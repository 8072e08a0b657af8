import { once } from 'node:events';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { freePort } from '../../../src/redis/free-port.ts';
import { type Pair, pump } from './pair.ts';

/** A TCP proxy that a test breaks as networks break. It starts whole; everything it does can be done again. */
export type TcpProxy = {
  port: number;
  /** Ends every connection with a reset; new ones are taken. */
  cut(): void;
  /** Ends every connection and refuses new ones until `restore`. */
  refuse(): Promise<void>;
  /** Takes connections and bytes but passes nothing on, and says nothing: neither FIN nor reset, until `restore`. */
  silence(): void;
  /** Every open connection is dead from now on without a word, for ever: what comes is swallowed. New ones work. */
  halfOpen(): void;
  /** Every open connection passes on `bytes` more bytes of what the server says, and is then reset. New ones work. */
  cutMidReply(bytes: number): void;
  /** Holds every chunk for so long, both ways; 0 passes at once. */
  delay(ms: number): void;
  /** Undoes refuse, silence and delay. What a silence held back never arrives: its connections stay dead. */
  restore(): Promise<void>;
  /** How many connections stand. */
  open(): number;
  close(): Promise<void>;
};

/** Opens a proxy on a loopback port of its own, in front of a port that may move: `target` is asked at each connection. */
export async function openProxy(target: () => number): Promise<TcpProxy> {
  const pairs = new Set<Pair>();
  let delayMs = 0;
  let silent = false;

  const accept = (client: Socket): void => {
    const server = dial(target(), '127.0.0.1');
    const pair = pump(client, server, () => delayMs);
    if (silent) pair.silence();
    pairs.add(pair);
    pair.onEnd(() => pairs.delete(pair));
  };
  // While it refuses, its port is free: one from the system's own range would be given to somebody else.
  const port = await freePort();
  let listener: Server | null = await listen(port, accept);

  const cut = (): void => {
    for (const pair of pairs) pair.reset();
  };
  const refuse = async (): Promise<void> => {
    const closing = listener;
    listener = null;
    cut();
    if (closing) await new Promise((done) => closing.close(done));
  };
  const silenceOpen = (): void => {
    for (const pair of pairs) pair.silence();
  };

  return {
    port,
    cut,
    refuse,
    silence() {
      silent = true;
      silenceOpen();
    },
    halfOpen: silenceOpen,
    cutMidReply(bytes) {
      for (const pair of pairs) pair.resetAfter(bytes);
    },
    delay(ms) {
      delayMs = ms;
    },
    async restore() {
      silent = false;
      delayMs = 0;
      listener ??= await listen(port, accept);
    },
    open: () => pairs.size,
    close: refuse,
  };
}

async function listen(port: number, accept: (client: Socket) => void): Promise<Server> {
  const server = createServer({ noDelay: true }, accept).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
