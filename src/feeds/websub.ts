import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FeedRow, FeedStore, HubState } from '../store/feed-store.ts';
import type { FeedFetcher } from './feed-fetcher.ts';
import { takeAnswer } from './poll-feed.ts';
import type { PollNeeds, PollReport } from './poll-needs.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** The lease that is asked for; hubs give what they like. */
const askedLeaseSeconds = 10 * 24 * 3600;
/** A hub that has not answered for this long is asked again, and one that refused after a day. */
const patience = { asked: 2 * hour, refused: day };
/** The hash functions that W3C WebSub, 7.1 names. */
const methods = new Set(['sha1', 'sha256', 'sha384', 'sha512']);

export type HubNeeds = { feeds: FeedStore; web: Pick<FeedFetcher, 'post'>; now(): number };

/** Whether a feed's hub should be asked (again): it offers one, and no subscription is alive or about to be. */
export function wantsSubscription(row: FeedRow, now: number): boolean {
  const { offer, hub } = row;
  if (offer === null) return false;
  if (hub === null || hub.hub !== offer.hub || hub.topic !== offer.topic) return true;
  if (hub.state !== 'active') return now - Date.parse(hub.askedAt) > patience[hub.state];
  if (hub.leaseUntil === null) return false;
  const left = Date.parse(hub.leaseUntil) - now;
  // Renewed in the last quarter of the lease, and not asked for at every look.
  const lease = Date.parse(hub.leaseUntil) - Date.parse(hub.askedAt);
  return left < Math.max(lease / 4, hour) && now - Date.parse(hub.askedAt) > Math.min(lease / 8, hour);
}

/** The address that a hub calls back, of its own for each feed and subscription. */
export const callbackOf = (publicUrl: string, row: FeedRow, token: string): string =>
  `${publicUrl.replace(/\/+$/, '')}/websub/${row.id}/${token}`;

/**
 * Asks a feed's hub to send its news. What the hub thinks of it comes to the callback; until then, and should it never
 * come, the feed is polled as any other. A renewal keeps the old secret and token alive: the hub may still use them.
 */
export async function subscribe(
  row: FeedRow,
  publicUrl: string,
  { feeds, web, now }: HubNeeds,
): Promise<HubState | null> {
  const { offer, hub } = row;
  if (offer === null) return null;
  const isRenewal = hub !== null && hub.hub === offer.hub && hub.topic === offer.topic;
  const asked: HubState = {
    ...offer,
    secret: isRenewal ? hub.secret : randomBytes(32).toString('hex'),
    token: isRenewal ? hub.token : randomBytes(20).toString('hex'),
    state: isRenewal && hub.state === 'active' ? 'active' : 'asked',
    askedAt: new Date(now()).toISOString(),
    leaseUntil: isRenewal ? hub.leaseUntil : null,
    lastPush: isRenewal ? hub.lastPush : null,
  };
  // Saved before the hub is asked: its question may come before its answer.
  await feeds.update(row.id, (current) => ({ ...current, hub: asked }));
  const answer = await web.post(offer.hub, {
    'hub.mode': 'subscribe',
    'hub.topic': offer.topic,
    'hub.callback': callbackOf(publicUrl, row, asked.token),
    'hub.secret': asked.secret,
    'hub.lease_seconds': String(askedLeaseSeconds),
  });
  if ('status' in answer && answer.status >= 200 && answer.status < 300) return asked;
  const detail = 'failed' in answer ? answer.failed : `HTTP status ${answer.status}: ${answer.body}`;
  return refuse(row.id, `the hub ${offer.hub} does not take the subscription: ${detail}`, { feeds, now });
}

async function refuse(
  id: string,
  detail: string,
  { feeds, now }: Pick<HubNeeds, 'feeds' | 'now'>,
): Promise<HubState | null> {
  const note = { code: 'hub-refused', detail: detail.slice(0, 500), at: new Date(now()).toISOString() };
  const row = await feeds.update(id, (current) => ({
    ...current,
    hub: current.hub === null ? null : { ...current.hub, state: 'refused', leaseUntil: null },
    notes: [...current.notes.filter(({ code }) => code !== note.code), note],
  }));
  return row?.hub ?? null;
}

/** What a hub asks of the callback, by the names of its query. */
export type HubQuestion = { mode: string; topic: string; challenge?: string; leaseSeconds?: number; reason?: string };

/**
 * Answers a hub's question whether a subscription is meant: the challenge when it is ours, null when it is not (the server
 * then says 404). A denial is noted, and answered with an empty text.
 */
export async function answerHub(
  id: string,
  token: string,
  asked: HubQuestion,
  needs: Pick<HubNeeds, 'feeds' | 'now'>,
): Promise<string | null> {
  const { feeds, now } = needs;
  const hub = (await feeds.get(id))?.hub ?? null;
  if (hub === null || !same(hub.token, token) || hub.topic !== asked.topic) return null;
  if (asked.mode === 'denied') {
    await refuse(id, `the hub ${hub.hub} denies the subscription: ${asked.reason ?? 'no reason given'}`, needs);
    return '';
  }
  if (asked.mode !== 'subscribe' || asked.challenge === undefined) return null;
  const leaseMs = Math.max(asked.leaseSeconds ?? askedLeaseSeconds, 60) * 1000;
  await feeds.update(id, (current) => ({
    ...current,
    hub:
      current.hub === null
        ? null
        : { ...current.hub, state: 'active', leaseUntil: new Date(now() + leaseMs).toISOString() },
  }));
  return asked.challenge;
}

/** What a hub sent: the content, its charset, and the X-Hub-Signature header. */
export type Push = { bytes: Uint8Array; charset: string | null; signature: string | undefined };

/**
 * Takes what a hub sent. Content without our signature is dropped: W3C WebSub, 7.1 wants it acknowledged all the same.
 * What is signed is taken as a poll's answer; a digest or delta that cannot be read leaves the feed to its next poll.
 */
export async function takePush(
  id: string,
  token: string,
  push: Push,
  needs: PollNeeds,
): Promise<'no-such-feed' | 'unsigned' | PollReport> {
  const row = await needs.feeds.get(id);
  if (row === null || row.hub === null || !same(row.hub.token, token)) return 'no-such-feed';
  if (!isSigned(push, row.hub.secret)) return 'unsigned';
  const lastPush = new Date(needs.now()).toISOString();
  const pushed = await needs.feeds.update(row.id, (current) => ({
    ...current,
    hub: current.hub === null ? null : { ...current.hub, lastPush },
  }));
  if (pushed === null) return 'no-such-feed';
  const { bytes, charset } = push;
  const { etag, lastModified, address, offer } = pushed;
  const answer = { bytes, charset, url: address, permanent: null, etag, lastModified, maxAgeMs: null };
  return takeAnswer(
    pushed,
    { status: 'ok', ...answer, hubs: offer ? [offer.hub] : [], self: offer?.topic ?? null },
    'push',
    needs,
  );
}

/** Whether a push carries `X-Hub-Signature: method=hex` made with the subscription's secret. */
export function isSigned({ bytes, signature }: Push, secret: string): boolean {
  const [, method = '', hex = ''] = /^\s*(sha\d+)=([\da-f]+)\s*$/i.exec(signature ?? '') ?? [];
  if (!methods.has(method.toLowerCase())) return false;
  return same(createHmac(method.toLowerCase(), secret).update(bytes).digest('hex'), hex.toLowerCase());
}

function same(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a), Buffer.from(b)];
  return first.length === second.length && timingSafeEqual(first, second);
}
