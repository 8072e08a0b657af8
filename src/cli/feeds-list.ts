import type { Command } from 'commander';
import { roughlyAgo, roughSpan } from '../feeds/rough-span.ts';
import { type ShownFeed, showFeed } from '../feeds/show-feed.ts';
import type { FeedRow } from '../store/feed-store.ts';
import { contextOf, withDesk } from './context.ts';
import { findFeed } from './feeds-find.ts';
import { count, cut, paint, shown, table } from './output.ts';

const colours = { new: 'cyan', well: 'green', silent: 'yellow', failing: 'red', gone: 'red' } as const;

/** `copydesk feeds list`. */
export async function listFeeds(options: { sitemaps?: boolean; ailing?: boolean }, command: Command): Promise<void> {
  const context = contextOf(command);
  await withDesk(context, async ({ store }) => {
    const now = Date.now();
    const all = (await store.feeds.list()).map((row) => showFeed(row, now));
    const feeds = all.filter(
      ({ parent, health }) =>
        (parent === null || options.sitemaps === true || context.output.json) &&
        (options.ailing !== true || ['silent', 'failing', 'gone'].includes(health)),
    );
    context.output.answer({ feeds }, () => (feeds.length === 0 ? none(all.length) : sheet(feeds, all, now)));
  });
}

/** `copydesk feeds remove`. */
export async function removeFeeds(names: string[], _options: object, command: Command): Promise<void> {
  const context = contextOf(command);
  await withDesk(context, async ({ store }) => {
    const rows: FeedRow[] = [];
    for (const name of names) rows.push(await findFeed(store.feeds, name));
    for (const { id } of rows) await store.feeds.remove(id);
    context.output.answer({ removed: rows.map(({ id, address }) => ({ id, address })) }, () =>
      rows.map(({ id, address }) => `${id}  no longer followed  ${shown(address)}`).join('\n'),
    );
  });
}

const none = (all: number): string =>
  all === 0 ? 'No feed is followed yet: copydesk feeds add ADDRESS' : 'none of the feeds is ailing';

function sheet(feeds: ShownFeed[], all: ShownFeed[], now: number): string {
  // Feeds of one name are told apart by their addresses.
  const titles = Map.groupBy(feeds, ({ title }) => title);
  const rows = feeds.map((feed) => [
    feed.id,
    paint(colours[feed.health], feed.health),
    roughlyAgo(feed.lastSuccess, now),
    roughlyAgo(feed.lastNew, now),
    roughSpan(feed.intervalMs),
    String(feed.items),
    cut(
      `${feed.category === null ? '' : `${feed.category}: `}${nameOf(feed, (titles.get(feed.title)?.length ?? 0) > 1)}`,
      50,
    ),
    cut(why(feed), 70),
  ]);
  const under = all.filter(({ parent }) => parent !== null).length;
  const ailing = feeds.filter(({ health }) => health !== 'well' && health !== 'new').length;
  return [
    table(['id', 'health', 'read', 'news', 'polled every', 'items', 'feed', ''], rows),
    '',
    `${count(feeds.length, 'feed')}, ${ailing} ailing${under > 0 ? `; ${count(under, 'sitemap')} under an index` : ''}`,
  ].join('\n');
}

const nameOf = ({ title, address }: ShownFeed, isShared: boolean): string =>
  title === null ? address : isShared ? `${address}, ${title}` : title;

function why({ lastError, errorRun, health, silentForMs, habitMs, notes }: ShownFeed): string {
  if (lastError !== null) return `${lastError.code}: ${lastError.detail} (${count(errorRun, 'time')})`;
  if (health === 'silent')
    return `no news for ${roughSpan(silentForMs ?? 0)}, usually within ${roughSpan(habitMs ?? 0)}`;
  const note = notes.at(-1);
  return note === undefined ? '' : `${note.code}: ${note.detail}`;
}
