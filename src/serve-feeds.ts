import type { Desk, DeskQueues } from './desk.ts';
import { follow } from './feeds/feed-desk.ts';
import { showFeed } from './feeds/show-feed.ts';
import { answerHub, takePush } from './feeds/websub.ts';
import { feedNeeds } from './run-feeds.ts';
import type { ServerDeps } from './server/deps.ts';

/** The feed list for the web server: read, changed, and told of news by hubs. */
export function serveFeeds(desk: Desk, opened: DeskQueues): ServerDeps['feeds'] {
  const needs = feedNeeds(desk, opened);
  const { feeds } = desk.store;
  return {
    async list() {
      const now = Date.now();
      return (await feeds.list()).map((row) => showFeed(row, now));
    },
    async follow(address, options) {
      const answers = await follow(address, options, needs);
      return answers.map((one) =>
        one.ok
          ? { ok: true, answer: one.answer, feed: showFeed(one.row, Date.now()), others: one.others }
          : { ok: false, address: one.address, error: one.error },
      );
    },
    remove: (id) => feeds.remove(id),
    latest: (id, limit) => feeds.latest(id, limit),
    answerHub: (id, token, question) => answerHub(id, token, question, needs),
    async takePush(id, token, push) {
      const taken = await takePush(id, token, push, needs);
      return typeof taken === 'string' ? taken : 'taken';
    },
  };
}
