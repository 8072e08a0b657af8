import type { Arena } from './arena.ts';

/** A job at work, and the token of the worker that holds it. */
export type HeldJob = { queue: string; id: string; token: string | null };

/** The jobs that are at work now. */
export async function atWork({ queues, redis }: Pick<Arena, 'queues' | 'redis'>): Promise<HeldJob[]> {
  const held: HeldJob[] = [];
  for (const queue of queues.all) {
    for (const id of await redis.direct.lrange(queue.toKey('active'), 0, -1)) {
      held.push({ queue: queue.name, id, token: await redis.direct.get(queue.toKey(`${id}:lock`)) });
    }
  }
  return held;
}

/** Whether each of these jobs has been taken up by another worker since, or is done. */
export async function runningAgain(
  { queues, redis }: Pick<Arena, 'queues' | 'redis'>,
  held: HeldJob[],
): Promise<boolean> {
  for (const { queue: name, id, token } of held) {
    const queue = queues.all.find((one) => one.name === name);
    if (queue === undefined) throw new Error(`no queue ${name}`);
    const state = await queue.getJobState(id);
    if (state === 'completed' || state === 'failed' || state === 'unknown') continue;
    const now = await redis.direct.get(queue.toKey(`${id}:lock`));
    if (now === null || now === token) return false;
  }
  return true;
}

/** How many jobs were ever seen as stalled: held by a worker that no longer renewed its lock. */
export async function stalledEver({ queues, redis }: Pick<Arena, 'queues' | 'redis'>): Promise<number> {
  let stalled = 0;
  for (const queue of queues.all) {
    const events = await redis.direct.xrange(queue.toKey('events'), '-', '+');
    for (const [, fields] of events) {
      for (let n = 0; n < fields.length; n += 2) if (fields[n] === 'event' && fields[n + 1] === 'stalled') stalled++;
    }
  }
  return stalled;
}
