import { expect, it } from 'vitest';

type StartAgain = (
  run: () => Promise<number>,
  options: { tell(message: string): void; waitMs: number },
) => Promise<number>;

// The scripts run on the Node that is there, before there are types.
const script = new URL('../../scripts/start-again.mjs', import.meta.url).href;
const { startAgain } = (await import(script)) as { startAgain: StartAgain };

/** Ends with these codes, one a start. */
async function started(...codes: number[]) {
  const told: string[] = [];
  let starts = 0;
  const code = await startAgain(async () => codes[Math.min(starts++, codes.length - 1)] ?? 0, {
    tell: (message: string) => void told.push(message),
    waitMs: 1,
  });
  return { code, starts, told };
}

it('starts again what asks for it, and no other ending', async () => {
  expect(await started(75, 75, 0)).toMatchObject({ code: 0, starts: 3 });
  expect(await started(1)).toMatchObject({ code: 1, starts: 1, told: [] });
});

it('gives up after five starts within an hour, and says so', async () => {
  const { code, starts, told } = await started(75);
  expect({ code, starts }).toEqual({ code: 1, starts: 6 });
  expect(told.at(-1)).toContain('giving up');
});

it('is ended by a signal while it waits', async () => {
  const run = startAgain(async () => 75, { tell: () => {}, waitMs: 60_000 });
  setTimeout(() => process.emit('SIGTERM'), 50);
  expect(await run).toBe(0);
});
