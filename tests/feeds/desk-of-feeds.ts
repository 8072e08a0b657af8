import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { pollFeed } from '../../src/feeds/poll-feed.ts';
import type { PollNeeds } from '../../src/feeds/poll-needs.ts';
import { webFeedFetcher } from '../../src/feeds/web-feed-fetcher.ts';
import { webFetcher } from '../../src/fetch/web.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { townSettings } from '../fetch/town/settings.ts';

const settings = { ...townSettings, allowPrivateAddresses: true, timeoutSeconds: 5 };

/** A real store and the real way to the web, with a clock that the test sets and a list of what was requested. */
export async function deskOfFeeds() {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-feeds-'));
  const store = openSqliteStore(dir);
  const web = webFeedFetcher(webFetcher(settings, '1.2.3'));
  const requested: string[] = [];
  const clock = { now: Date.parse('2026-03-02T12:00:00Z') };
  const needs: PollNeeds & { web: typeof web } = {
    feeds: store.feeds,
    web,
    async submit(submissions) {
      const acceptances = await store.ledger.accept(submissions, { again: false });
      requested.push(...acceptances.filter(({ answer }) => answer === 'accepted').map(({ row }) => row.address));
    },
    now: () => clock.now,
  };
  onTestFinished(async () => {
    await store.close();
    await rm(dir, { recursive: true });
  });
  return { ...store, needs, requested, clock, poll: (id: string) => pollFeed(id, needs) };
}
