import type { FeedItem, FeedNote } from './feed.ts';

/** Makes a link absolute against the bases given, outermost first; null when it is empty or no address at all. */
export function resolveLink(link: string | null | undefined, bases: (string | null | undefined)[]): string | null {
  // "&amp;" is no part of any address: it was escaped once too often.
  const text = link
    ?.trim()
    .replace(/[\n\r\t]/g, '')
    .replace(/&(?:amp|#0*38);/gi, '&');
  if (text === undefined || text === '') return null;
  let base: string | undefined;
  for (const one of bases) {
    const trimmed = one?.trim();
    if (trimmed && URL.canParse(trimmed, base)) base = new URL(trimmed, base).href;
  }
  const whole = isBareHost(text, base) ? `${base === undefined ? 'https:' : new URL(base).protocol}//${text}` : text;
  return URL.canParse(whole, base) ? new URL(whole, base).href : null;
}

/** "www.example.org/a" is a path by the letter; its writer forgot the scheme. */
function isBareHost(text: string, base: string | undefined): boolean {
  const host = /^(?:[a-z\d-]+\.)+[a-z]{2,}(?=[/?#]|$)/i.exec(text)?.[0].toLowerCase();
  return host !== undefined && (host.startsWith('www.') || (base !== undefined && host === new URL(base).hostname));
}

/** Whether an address is one that can be fetched. */
export const isWeb = (address: string | null): address is string =>
  address !== null && /^https?:\/\//i.test(address) && URL.canParse(address);

/** The address when it can be fetched, else null. */
export const webOrNull = (address: string | null | undefined): string | null =>
  isWeb(address ?? null) ? (address ?? null) : null;

/** An item's address, or why it has none: `candidates` are links in order of trust, already absolute or null. */
export function itemAddress(candidates: (string | null)[], hasMedia: boolean): Pick<FeedItem, 'address' | 'skip'> {
  const web = candidates.find(isWeb);
  if (web !== undefined) return { address: web, skip: null };
  const other = candidates.find((candidate) => candidate !== null);
  return { address: null, skip: whyNone(other ?? null, hasMedia) };
}

function whyNone(other: string | null, hasMedia: boolean): FeedNote {
  if (other !== null)
    return { code: 'not-http', detail: `its link is ${other.slice(0, 200)}, and only http and https are fetched` };
  if (hasMedia) return { code: 'media-only', detail: 'it has a media file and no page' };
  return { code: 'no-link', detail: 'it has no link' };
}
