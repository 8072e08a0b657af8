import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { ask } from './ask.ts';
import { serving } from './serving.ts';

it('takes a free port when asked for port 0 and tells which', async () => {
  const { url } = await serving({ port: 0 });
  expect(Number(new URL(url).port)).toBeGreaterThan(0);
  expect((await ask(`${url}/healthz`)).json()).toEqual({ live: true });
});

it('names the port that is taken and how to choose another', async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) => {
    other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port));
  });
  onTestFinished(() => void other.close());
  const fault = await serving({ port }).catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(UsageError);
  expect((fault as UsageError).message).toContain(`port ${port}`);
  expect((fault as UsageError).hint).toContain('COPYDESK_PORT');
});

it('says when the host is not one of this machine', async () => {
  // 192.0.2.0/24 is kept for documentation; no machine has an address of it.
  const fault = await serving({ host: '192.0.2.1', password: 'swordfish' }).catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(UsageError);
  expect((fault as UsageError).hint).toContain('COPYDESK_HOST');
});
