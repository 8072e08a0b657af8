import { isMainThread } from 'node:worker_threads';

/** What a thread was made to hold. */
const kept: number[][] = [];

/** What a poisonous document does to the thread that works on it. */
export const deeds = {
  exit: () => process.exit(3),
  'throw outside': () => {
    setImmediate(() => {
      throw new Error('thrown outside');
    });
    return new Promise(() => {});
  },
  memory: () => {
    const held: number[][] = [];
    for (;;) held.push(new Array(1_000_000).fill(held.length + 0.5));
  },
  grow: () => void kept.push(new Array(7_500_000).fill(0.5)),
  buffers: () => {
    const held: Buffer[] = [];
    for (;;) held.push(Buffer.alloc(8 * 1024 * 1024, 1));
  },
  loop: () => {
    for (;;);
  },
  'slow pattern': () => /^(\w+\s?)+$/.test(`${'word '.repeat(60)}!`),
  overflow: () => {
    const deeper = (depth: number): number => deeper(depth + 1) + 1;
    return deeper(0);
  },
  kill: () => process.kill(process.pid, 'SIGKILL'),
  crash: () => process.kill(process.pid, 'SIGSEGV'),
} satisfies Record<string, () => unknown>;

export type Deed = keyof typeof deeds;

export const isDeed = (name: string): name is Deed => Object.hasOwn(deeds, name);

/** Does it. Poison is only swallowed in a thread: in the process of a test it would end the test. */
export async function commit(deed: Deed): Promise<void> {
  if (isMainThread) throw new Error(`"${deed}" was run in a process's main thread`);
  await deeds[deed]();
}
