import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { feed } from '../../../src/cli/replay-feed.ts';
import type { Desk } from '../../../src/desk.ts';
import type { Queues } from '../../../src/workers/queues.ts';
import { type FeedDocument, feedDocuments } from './documents.ts';
import type { Expected } from './expected.ts';
import type { Site } from './site.ts';
import type { End } from './worker.ts';

/** Runs a command of copydesk to its end. */
export type Command = (...args: string[]) => Promise<End & { stdout: string }>;

/** Hands documents in to an arena, and notes how each must end. */
export type Feeder = {
  /**
   * Hands in the next documents of the feed as JSON lines, and waits until they are acknowledged; when told so without sending
   * a job for any of them.
   */
  feed(count: number, options?: { withoutJobs: boolean }): Promise<void>;
  /**
   * Hands in the next documents of a feed of `length` that begins again at its end, each time as new runs.
   * @returns how many runs were begun: what is in flight is left alone.
   */
  feedLooped(count: number, length: number): Promise<number>;
  /**
   * Hands in the next addresses of the site; every tenth is gone. False when they were not acknowledged: they are handed in
   * again by the next call.
   */
  enqueuePages(count: number): Promise<boolean>;
};

const feeding: Parameters<typeof feed>[3] = {
  perSecond: null,
  again: false,
  wait: false,
  stopped: () => false,
  begin: async () => {},
  onFault(message) {
    throw new Error(message);
  },
  onProgress: () => {},
};

/** Opens a feeder. What it writes lies in `dir`. */
export function openFeeder(arena: {
  dir: string;
  desk: Desk;
  queues: Queues;
  site: Site;
  command: Command;
  expected: Map<string, Expected>;
}): Feeder {
  const { dir, desk, queues, site, command, expected } = arena;
  let fed = 0;
  let enqueued = 0;
  let files = 0;
  const writeFeed = async (documents: FeedDocument[]): Promise<string> => {
    const file = join(dir, `feed-${files++}.jsonl`);
    await writeFile(file, documents.map(({ line }) => `${JSON.stringify(line)}\n`).join(''));
    return file;
  };

  return {
    async feed(count, { withoutJobs } = { withoutJobs: false }) {
      const documents = [...feedDocuments(fed, count)];
      fed += count;
      const file = await writeFeed(documents);
      // What `replay --no-wait` does, in this process: no time goes by between the answer and the blow.
      const { answers } = await feed(desk, withoutJobs ? null : queues, [file], feeding);
      if (answers.accepted !== count) throw new Error(`${answers.accepted} of ${count} documents were accepted`);
      for (const { line, ends } of documents) expected.set(line.url, { state: ends, run: 1 });
    },
    async feedLooped(count, length) {
      const documents = [...feedDocuments(fed % length, Math.min(count, length - (fed % length)))];
      const file = await writeFeed(documents);
      const { answers } = await feed(desk, queues, [file], { ...feeding, again: true });
      await rm(file);
      fed += documents.length;
      for (const { line, ends } of documents) expected.set(line.url, { state: ends, run: null });
      return answers.accepted + answers['run-again'];
    },
    async enqueuePages(count) {
      const pages = Array.from({ length: count }, (_, n) => {
        const gone = (enqueued + n) % 10 === 9;
        return [`${site.base}/${gone ? 'gone' : 'story'}-${enqueued + n}`, gone ? 'rejected' : 'indexed'] as const;
      });
      const { code, stdout } = await command('enqueue', ...pages.map(([url]) => url), '--json');
      if (code !== 0) return false;
      enqueued += count;
      const { documents } = z
        .object({ documents: z.array(z.object({ address: z.string() })) })
        .parse(JSON.parse(stdout));
      if (documents.length !== count) throw new Error(`${documents.length} of ${count} addresses were acknowledged`);
      for (const [url, state] of pages) expected.set(url, { state, run: 1 });
      return true;
    },
  };
}
