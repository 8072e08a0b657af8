import { randomBytes } from 'node:crypto';
import { zstdDecompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { PermanentError, RetryError } from '../../src/errors.ts';
import type { RawDocument } from '../../src/pipeline/documents.ts';
import { safeStack } from '../../src/workers/safe-stack.ts';
import { working } from './working.ts';

const raw = (text: string): RawDocument => ({
  id: '1'.padStart(20, '0'),
  run: 1,
  address: 'https://example.org/1',
  url: 'https://example.org/1',
  mediaType: 'text/html',
  charset: 'utf-8',
  text,
  fetchedAt: '2026-01-02T03:04:05.000Z',
  notes: [],
});

/** Runs one document whose fetch gives `text` and whose later stages do what the test says. */
async function failing(text: string, stages: Parameters<typeof working>[0]) {
  const line = await working({ fetch: () => ({ next: raw(text) }), ...stages });
  const { id, run, address } = await line.accept(1);
  await line.queues.send('fetch', { id, run, address });
  await line.ending(id);
  const one = await line.quarantine.get(id);
  if (one === null) throw new Error('no case');
  return { line, one };
}

it('keeps the raw document, whichever stage failed, with who failed, on what, and where in the code', async () => {
  const { line, one } = await failing('<p>the page</p>', {
    extract: () => {
      throw new PermanentError('no 12 such field');
    },
  });
  expect(one).toMatchObject({
    stage: 'extract',
    reason: { code: 'PermanentError', detail: 'no 12 such field' },
    cause: 'no <n> such field',
    worker: 'test:1',
    versions: { copydesk: '0', node: 'v0', rules: 'none' },
    bodyNote: null,
  });
  expect(one.stack).toMatch(/^PermanentError: no 12 such field\n\s+at .*tests\/workers\/quarantine\.test\.ts/);
  expect(one.stack).not.toContain(process.cwd());
  const body = await line.quarantine.body(one.id);
  expect(body && zstdDecompressSync(body.zstd).toString()).toBe('<p>the page</p>');
  // Bodies are freed, and jobs of the queue moved, after the ending: the ledger is told first.
  await expect.poll(() => line.bodies.count()).toBe(0);
});

it('says why it keeps no body: there was none', async () => {
  const { one } = await failing('', {
    fetch: () => {
      throw new RetryError({ code: 'timeout', detail: 'no answer within 30 s' }, 0);
    },
  });
  expect(one).toMatchObject({ reason: { code: 'timeout' }, attempts: 3, bodyBytes: null });
  expect(one.bodyNote).toMatch(/^there was none/);
});

it('says why it keeps no body: it is larger than is allowed', async () => {
  const { one } = await failing(randomBytes(150_000).toString('base64'), {
    clean: () => {
      throw new PermanentError('too much');
    },
  });
  expect(one.bodyBytes).toBeNull();
  expect(one.bodyNote).toMatch(/^it takes \d+ bytes compressed, and quarantine.maxBodyBytes is 100000$/);
});

it('gives the failed job of the queue the same reason and stack as the case', async () => {
  const { line, one } = await failing('<p>x</p>', {
    clean: () => {
      throw new PermanentError('never');
    },
  });
  const queue = line.queues.all.find(({ name }) => name === 'clean');
  await expect.poll(() => queue?.getFailedCount()).toBe(1);
  const [job] = (await queue?.getFailed()) ?? [];
  expect(job?.failedReason).toBe('PermanentError: never');
  expect(job?.stacktrace?.join('\n')).toContain(one.stack);
});

it.each([
  ['at f (file:///srv/desk/src/a.ts:1:2)', 'at f (src/a.ts:1:2)'],
  ['at f (/srv/desk/src/a.ts:1:2)', 'at f (src/a.ts:1:2)'],
  ["open '/home/ann/x'", "open '~/x'"],
  ['connect redis://ann:secret@host:6379/1 failed', 'connect redis://host:6379/1 failed'],
  ['GET https://token@example.org/a', 'GET https://example.org/a'],
])('%j is told as %j', (stack, safe) => {
  expect(safeStack(stack, { project: '/srv/desk', home: '/home/ann' })).toBe(safe);
});

it('cuts a stack that has no end', () => {
  expect(safeStack('x'.repeat(10_000), { project: '/p', home: '/' })).toHaveLength(4_000);
});
