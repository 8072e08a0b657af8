import { roughlyAgo, roughSpan } from '../../feeds/rough-span.ts';
import type { ShownFeed } from '../../feeds/show-feed.ts';
import { type Html, html } from './html.ts';
import { addressLink, pathWith } from './link.ts';

/** The path of a feed's page. */
export const feedPath = (id: string): string => `/feeds/${encodeURIComponent(id)}`;

/** Feeds that ask for a look come first. */
const order: Record<ShownFeed['health'], number> = { failing: 0, gone: 1, silent: 2, new: 3, well: 4 };
const isAiling = ({ health }: ShownFeed): boolean => order[health] < order.new;

/** The feeds that are followed, ailing ones first, with the form that adds one. `now` is in milliseconds. */
export function feedList(feeds: ShownFeed[], now: number, locked: boolean): Html {
  const shown = feeds.filter(({ parent }) => parent === null).toSorted((a, b) => order[a.health] - order[b.health]);
  const ailing = shown.filter(isAiling).length;
  const under = feeds.length - shown.length;
  return html`<h1>Feeds</h1>
<p class="sum">${shown.length === 0 ? 'No feed is followed yet' : `${shown.length} ${shown.length === 1 ? 'feed' : 'feeds'}, ${ailing} ailing`}${under > 0 && `; ${under} ${under === 1 ? 'sitemap' : 'sitemaps'} under an index`}.
A feed's items are requested as they appear, each once.</p>
${followForm(locked)}
${shown.length > 0 && html`<section aria-labelledby="feeds"><h2 id="feeds">Followed, ailing ones first</h2>${feedItems(shown, now)}</section>`}`;
}

/** Feeds as a list, each with its health and what is to be said of it. */
export const feedItems = (feeds: ShownFeed[], now: number): Html =>
  html`<ul class="documents">${feeds.map((feed) => {
    const { id, title, address, health, category, items, lastNew, intervalMs } = feed;
    return html`<li><span class="state ${health}">${health}</span> <a href="${feedPath(id)}">${title ?? address}</a>
${category !== null && html`<span class="tag">${category}</span>`}
<p class="facts"><span>${items === 1 ? '1 item' : `${items} items`}</span><span>news ${roughlyAgo(lastNew, now)}</span><span>polled every ${roughSpan(intervalMs)}</span>${title !== null && addressLink(address)}</p>
${ailment(feed)}</li>`;
  })}</ul>`;

/** Why a feed is called ailing; nothing when it is not. */
export function ailment({ lastError, errorRun, health, silentForMs, habitMs }: ShownFeed): Html | null {
  if (lastError !== null)
    return html`<p class="why"><code>${lastError.code}</code> ${lastError.detail} (${errorRun === 1 ? 'once' : `${errorRun} times in a row`})</p>`;
  if (health !== 'silent') return null;
  return html`<p class="why">No news for ${roughSpan(silentForMs ?? 0)}; usually some comes within ${roughSpan(habitMs ?? 0)}.</p>`;
}

/** The form that takes an address to follow; it gives back what was refused. */
export function followForm(locked: boolean, given: { address?: string; category?: string } = {}): Html {
  return html`<section aria-labelledby="follow"><h2 id="follow">Follow a feed</h2>
<form class="follow" action="/feeds" method="post"><div class="filters">
<label>Address <input name="address" required maxlength="8192" spellcheck="false" placeholder="a feed, a sitemap, or a page" value="${given.address}"></label>
<label>Category <input name="category" maxlength="300" placeholder="World/Europe" value="${given.category}"></label></div>
<p class="hide"><input type="checkbox" id="from-now" name="fromNow" value="yes"><label for="from-now">Only what comes from now on</label></p>
<button>Follow</button>
${locked && html`<p class="note">Your browser will ask for the password; the user is copydesk.</p>`}
</form></section>`;
}

/** What became of a wish to follow an address. */
export function followed(address: string, feeds: ShownFeed[], others: { address: string }[], now: number): Html {
  return html`<h1>Followed</h1>${feedItems(feeds, now)}
${others.length > 0 && html`<p>${address} names more:</p><ul>${others.map((one) => html`<li>${addressLink(one.address)}</li>`)}</ul>`}
<p class="note">It is polled within half a minute while a worker runs. <a href="${pathWith('/feeds', {})}">To the feeds</a></p>`;
}
