import { roughlyAgo, roughSpan } from '../../feeds/rough-span.ts';
import type { ShownFeed } from '../../feeds/show-feed.ts';
import type { SeenItem } from '../../store/feed-store.ts';
import { ailment, feedItems, feedPath } from './feed-list.ts';
import { type Html, html } from './html.ts';
import { addressLink, documentLink } from './link.ts';
import { moment, published } from './time.ts';

/** How many of a feed's items its page lists. */
export const itemsListed = 50;

/** One feed: how it fares, its notes, the sitemaps under it, and what it named last. `now` is in milliseconds. */
export function feedPage(feed: ShownFeed, under: ShownFeed[], items: SeenItem[], now: number): Html {
  const { id, title, address, site, kind, category, health, hub, notes } = feed;
  const rows: [name: string, value: Html | string | null][] = [
    ['Address', addressLink(address)],
    ['Site', site === null ? null : addressLink(site)],
    ['Kind', kind],
    ['Category', category],
    ['Followed since', moment(feed.added)],
    [
      'Read',
      feed.lastSuccess === null ? 'never' : html`${moment(feed.lastSuccess)}, ${roughlyAgo(feed.lastSuccess, now)}`,
    ],
    ['News', feed.lastNew === null ? 'never' : html`${moment(feed.lastNew)}, ${roughlyAgo(feed.lastNew, now)}`],
    ['Habit', feed.habitMs === null ? null : `nine of ten times within ${roughSpan(feed.habitMs)}`],
    ['Next poll', html`${moment(feed.nextDue)}, every ${roughSpan(feed.intervalMs)}`],
    [
      'Requested',
      `${feed.items} ${feed.items === 1 ? 'item' : 'items'} in ${feed.polls} ${feed.polls === 1 ? 'poll' : 'polls'}`,
    ],
    [
      'Hub',
      hub === null
        ? null
        : html`${addressLink(hub.hub)} ${hub.state}${hub.leaseUntil !== null && html` until ${moment(hub.leaseUntil)}`}`,
    ],
  ];
  const stated = rows.filter(([, value]) => value !== null);
  return html`<h1 dir="auto">${title ?? address}</h1>
<p class="facts"><span class="state ${health}">${health}</span><span>id <code>${id}</code></span></p>
${ailment(feed)}
<dl class="fields">${stated.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${notes.length > 0 && html`<section aria-labelledby="notes"><h2 id="notes">Notes, latest first</h2><ul class="documents">${notes.toReversed().map(noteItem)}</ul></section>`}
${under.length > 0 && html`<section aria-labelledby="under"><h2 id="under">Sitemaps under it</h2>${feedItems(under, now)}</section>`}
<section aria-labelledby="items"><h2 id="items">Last named, newest first</h2>
${items.length === 0 ? html`<p class="empty">Nothing yet.</p>` : html`<ul class="documents">${items.map(itemLine)}</ul>`}</section>
<div class="actions"><details><summary>Follow it no more…</summary><form action="${feedPath(id)}/remove" method="post">
<button class="bad">Follow it no more</button><p class="note">Its articles stay.</p></form></details></div>`;
}

const noteItem = ({ code, detail, at }: ShownFeed['notes'][number]): Html =>
  html`<li><code>${code}</code> ${detail} <span class="note">${moment(at)}</span></li>`;

function itemLine({ document, title, guid, publishedAt, at }: SeenItem): Html {
  const facts = publishedAt === null ? html`named ${moment(at)}` : html`${published(publishedAt)}, named ${moment(at)}`;
  return html`<li>${documentLink(document, html`<span dir="auto">${title ?? guid ?? document}</span>`)}<p class="facts"><span>${facts}</span></p></li>`;
}
