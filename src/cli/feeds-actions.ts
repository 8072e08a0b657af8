import type { Command } from 'commander';
import { openArchive } from '../archive/archive.ts';
import { version } from '../desk.ts';
import { UsageError } from '../errors.ts';
import { discover } from '../feeds/discover.ts';
import { type FollowAnswer, follow } from '../feeds/feed-desk.ts';
import { requestsOf } from '../feeds/fresh-items.ts';
import type { ParsedFeed } from '../feeds/parse/feed.ts';
import { pollFeed } from '../feeds/poll-feed.ts';
import type { PollReport } from '../feeds/poll-needs.ts';
import { feedNeeds } from '../run-feeds.ts';
import { readWebAddress } from '../sources/web-address.ts';
import { contextOf, withDesk } from './context.ts';
import { findFeed } from './feeds-find.ts';
import { lineNote } from './line-note.ts';
import { count, cut, paint, shown, table } from './output.ts';

/** A first poll of more items than this is worth a word before it comes. */
const manyItems = 1_000;

/** `copydesk feeds add`. */
export async function addFeeds(
  addresses: string[],
  options: { category?: string; all?: boolean; fromNow?: boolean },
  command: Command,
): Promise<void> {
  const context = contextOf(command);
  const { output } = context;
  await withDesk(context, async (desk) => {
    const needs = feedNeeds(desk, await desk.openQueues(false));
    const how = { category: options.category ?? null, all: options.all ?? false, fromNow: options.fromNow ?? false };
    const answers: FollowAnswer[] = [];
    for (const address of addresses) answers.push(...(await follow(address, how, needs)));
    for (const one of answers)
      if (!one.ok) output.fault(`${shown(one.address)} cannot be followed: ${shown(one.error)}`);
    const taken = answers.filter((one) => one.ok);
    const faults = answers.flatMap((one) => (one.ok ? [] : [{ address: one.address, error: one.error }]));
    const feeds = taken.map(({ row, answer, others }) => ({
      id: row.id,
      address: row.address,
      title: row.title,
      answer,
      others,
    }));
    output.answer({ feeds, faults }, () => taken.map(addedLine).join('\n') || 'nothing was added');
    if (taken.some(({ answer }) => answer === 'added')) {
      output.tell(
        'It is polled within half a minute while copydesk start or copydesk work runs; at once with copydesk feeds poll.',
      );
    }
  });
}

function addedLine({ row, answer, others, how, feed }: Extract<FollowAnswer, { ok: true }>): string {
  const lines = [
    `${row.id}  ${answer === 'added' ? 'followed' : 'followed already'}  ${shown(row.title ?? '')}  ${shown(row.address)}${how === null ? '' : ` (${how})`}`,
  ];
  const many = feed !== null && feed.items.length > manyItems && !row.baseline;
  if (many)
    lines.push(
      `  it names ${feed.items.length} addresses, and all will be requested; to begin with what comes: remove it, and add it with --from-now`,
    );
  if (others.length > 0)
    lines.push(`  there are more: ${others.map((one) => shown(one.address)).join(', ')} (--all follows them too)`);
  return lines.join('\n');
}

/** `copydesk feeds test`: nothing is saved; the ledger and the feed list are only read. */
export async function testFeed(address: string, _options: object, command: Command): Promise<void> {
  const context = contextOf(command);
  const read = readWebAddress(address, 'feeds');
  if ('error' in read) throw new UsageError(read.error);
  await withDesk(context, async (desk) => {
    const { store } = desk;
    const { web } = feedNeeds(desk, await desk.openQueues(false));
    const found = await discover(read.submission.address, web);
    const feeds = found.kind === 'page' ? found.feeds : [];
    const first = feeds[0];
    const opened = found.kind === 'page' && first !== undefined ? await discover(first.address, web) : found;
    if (opened.kind !== 'feed') {
      const why =
        opened.kind === 'nothing'
          ? `${opened.fault.detail} (${opened.fault.code})`
          : 'the feeds it names lead to no feed';
      const hint = 'give the address of a feed, a sitemap, or a page that names one';
      const message = `${address} cannot be followed: ${shown(why)}`;
      context.output.fault(`${message}\n  ${hint}`);
      if (context.output.json) context.output.answer({ error: { message, hint } }, () => '');
      return;
    }
    const items: TestedItem[] = [];
    for (const { item, reason, submission } of requestsOf(opened.feed.items, { id: 'test', address: opened.address })) {
      const known = submission === null ? null : await store.ledger.get(submission.id);
      const fate = submission === null ? 'left out' : known === null ? 'would be requested' : `known: ${known.state}`;
      const { id, title, publishedAt } = item;
      items.push({ address: submission?.address ?? item.address, id, title, publishedAt, fate, reason });
    }
    const { items: _, ...feed } = opened.feed;
    context.output.answer({ address: opened.address, ...feed, feeds, items }, () =>
      testText(opened.address, opened.feed, feeds, items),
    );
  });
}

type TestedItem = {
  address: string | null;
  id: string | null;
  title: string | null;
  publishedAt: string | null;
  fate: string;
  reason: string | null;
};

function testText(address: string, feed: ParsedFeed, feeds: { address: string }[], items: TestedItem[]): string {
  const lines = [`${paint('bold', shown(feed.title ?? 'without a title'))}  ${feed.kind}  ${shown(address)}`];
  if (feeds.length > 1)
    lines.push(
      `the page names ${feeds.length} feeds; this is the first: ${feeds.map((one) => shown(one.address)).join(', ')}`,
    );
  if (feed.hubs.length > 0) lines.push(`hub: ${feed.hubs.map(shown).join(', ')}`);
  for (const { code, detail } of feed.notes) lines.push(`${paint('yellow', code)}: ${shown(detail)}`);
  for (const { address: child, modifiedAt } of feed.children.slice(0, 20))
    lines.push(`sitemap ${shown(child)}  ${modifiedAt ?? ''}`);
  if (feed.children.length > 20) lines.push(`and ${feed.children.length - 20} more sitemaps`);
  const rows = items.map(({ fate, reason, publishedAt, title, address: item }) => [
    fate,
    publishedAt ?? '',
    cut(title ?? '', 60),
    cut(reason ?? item ?? '', 90),
  ]);
  const wanted = items.filter(({ fate }) => fate === 'would be requested').length;
  if (rows.length > 0) lines.push('', table(['', 'published', 'title', 'address'], rows));
  lines.push('', `${count(items.length, 'item')}, ${wanted} would be requested; nothing was saved`);
  return lines.join('\n');
}

/** `copydesk feeds poll`. */
export async function pollFeeds(names: string[], _options: object, command: Command): Promise<void> {
  const context = contextOf(command);
  const { output } = context;
  await withDesk(context, async (desk) => {
    const { feeds } = desk.store;
    const rows =
      names.length === 0 ? await feeds.list() : await Promise.all(names.map((name) => findFeed(feeds, name)));
    if (rows.length === 0) throw new UsageError('no feed is followed yet', 'copydesk feeds add ADDRESS');
    const opened = await desk.openQueues(false);
    const archive = openArchive(context.config, desk.store.archived, version);
    const needs = feedNeeds(desk, opened, { archive });
    const reports: (PollReport & { id: string; address: string })[] = [];
    try {
      for (const { id, address } of rows) reports.push({ id, address, ...(await pollFeed(id, needs)) });
    } finally {
      await archive.close();
    }
    for (const { outcome, address, detail } of reports) {
      if (outcome === 'failed') output.fault(`${shown(address)}: ${shown(detail ?? '')}`);
    }
    output.answer(
      {
        polls: reports.map(({ id, address, outcome, fresh, detail }) => ({
          id,
          address,
          outcome,
          requested: fresh,
          detail,
        })),
      },
      () =>
        reports
          .map(
            ({ id, outcome, fresh, address }) =>
              `${id}  ${outcome.replace('-', ' ')}${fresh > 0 ? `: ${count(fresh, 'item')} requested` : ''}  ${shown(address)}`,
          )
          .join('\n'),
    );
    if (reports.some(({ fresh }) => fresh > 0)) await lineNote(output, opened?.queues ?? null, true);
  });
}
