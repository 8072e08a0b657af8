import { isWeb, resolveLink } from './parse/address.ts';

/** What the headers of a feed's answer say to whoever follows it. */
export type AnswerHeaders = {
  maxAgeMs: number | null;
  hubs: string[];
  self: string | null;
};

const parameter = /;\s*([\w*-]+)\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/g;
const longestAge = 7 * 24 * 3_600_000;

/** Reads Cache-Control (RFC 9111) and Link (RFC 8288). */
export function readAnswerHeaders(get: (name: string) => string | null, address: string): AnswerHeaders {
  const links = linksIn(get('link') ?? '', address);
  return {
    maxAgeMs: maxAge(get('cache-control') ?? ''),
    hubs: links.filter(({ rel }) => rel === 'hub').map(({ target }) => target),
    self: links.find(({ rel }) => rel === 'self')?.target ?? null,
  };
}

function maxAge(control: string): number | null {
  if (/\bno-(?:cache|store)\b/i.test(control)) return null;
  const seconds = Number(/\bmax-age\s*=\s*"?(\d{1,9})/i.exec(control)?.[1] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, longestAge) : null;
}

function linksIn(header: string, address: string): { target: string; rel: string }[] {
  return [...header.slice(0, 8_000).matchAll(/<([^<>]*)>([^<]*)/g)].flatMap(([, href, parameters = '']) => {
    const target = resolveLink(href, [address]);
    const rel = [...parameters.matchAll(parameter)].find(([, name]) => name?.toLowerCase() === 'rel');
    const names = (rel?.[2] ?? rel?.[3] ?? '').toLowerCase().split(/\s+/);
    return isWeb(target) ? names.map((rel) => ({ target, rel })) : [];
  });
}
