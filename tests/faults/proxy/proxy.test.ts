import { once } from 'node:events';
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openProxy } from './proxy.ts';

/** A server that says everything twice, and a proxy before it. */
async function echo() {
  const server = createServer((socket) =>
    socket.on('error', () => {}).on('data', (data) => socket.write(`${data}${data}`)),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const proxy = await openProxy(() => (server.address() as AddressInfo).port);
  onTestFinished(async () => {
    await proxy.close();
    server.close();
  });
  return proxy;
}

/** A connection, with what it heard and how it ended. */
async function caller(port: number) {
  const seen = { heard: '', end: null as string | null };
  const socket: Socket = dial(port, '127.0.0.1');
  socket.on('data', (data) => {
    seen.heard += data;
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    seen.end = error.code ?? error.message;
  });
  socket.on('close', () => {
    seen.end ??= 'closed';
  });
  onTestFinished(() => void socket.destroy());
  await Promise.race([once(socket, 'connect'), once(socket, 'close').catch(() => {})]).catch(() => {});
  return { socket, seen, say: (text: string) => socket.write(text) };
}

it('passes bytes on both ways, late when it is told to', async () => {
  const proxy = await echo();
  const one = await caller(proxy.port);
  one.say('ab');
  await expect.poll(() => one.seen.heard).toBe('abab');
  proxy.delay(150);
  const began = performance.now();
  one.say('cd');
  await expect.poll(() => one.seen.heard, { interval: 5 }).toBe('ababcdcd');
  expect(performance.now() - began).toBeGreaterThan(290);
});

it('keeps the order of what was held when the delay ends', async () => {
  const proxy = await echo();
  const one = await caller(proxy.port);
  proxy.delay(150);
  one.say('a');
  await sleep(50);
  await proxy.restore();
  one.say('b');
  // Both may reach the server at once.
  await expect.poll(() => one.seen.heard).toMatch(/^(aabb|abab)$/);
});

it('cuts what is open and takes new connections', async () => {
  const proxy = await echo();
  const one = await caller(proxy.port);
  proxy.cut();
  await expect.poll(() => one.seen.end).toBe('ECONNRESET');
  const two = await caller(proxy.port);
  two.say('x');
  await expect.poll(() => two.seen.heard).toBe('xx');
  expect(proxy.open()).toBe(1);
});

it('refuses until it is restored, at the same port', async () => {
  const proxy = await echo();
  await proxy.refuse();
  const one = await caller(proxy.port);
  expect(one.seen.end).toBe('ECONNREFUSED');
  await proxy.restore();
  const two = await caller(proxy.port);
  two.say('x');
  await expect.poll(() => two.seen.heard).toBe('xx');
});

it('leaves open connections dead without a word, and new ones alive', async () => {
  const proxy = await echo();
  const one = await caller(proxy.port);
  proxy.halfOpen();
  one.say('x');
  const two = await caller(proxy.port);
  two.say('y');
  await expect.poll(() => two.seen.heard).toBe('yy');
  await sleep(100);
  expect(one.seen).toEqual({ heard: '', end: null });
});

it('is silent towards new connections too until it is restored', async () => {
  const proxy = await echo();
  proxy.silence();
  const one = await caller(proxy.port);
  one.say('x');
  await sleep(100);
  expect(one.seen).toEqual({ heard: '', end: null });
  await proxy.restore();
  const two = await caller(proxy.port);
  two.say('y');
  await expect.poll(() => two.seen.heard).toBe('yy');
});

it('cuts in the middle of a reply', async () => {
  const proxy = await echo();
  const one = await caller(proxy.port);
  proxy.cutMidReply(3);
  one.say('abcd');
  await expect.poll(() => one.seen.end).toBe('ECONNRESET');
  expect(one.seen.heard).toBe('abc');
});
