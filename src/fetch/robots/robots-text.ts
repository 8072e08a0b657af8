/** One rule of a robots.txt: its line, counted from 1, and its pattern as written. */
export type RobotsRule = { line: number; allow: boolean; pattern: string };

/** What a robots.txt says to one crawler. `group` is null when no group is meant for it. */
export type RobotsText = {
  group: 'named' | 'any' | null;
  rules: RobotsRule[];
  /** Seconds between requests; null when none are asked for. */
  crawlDelay: number | null;
  sitemaps: string[];
};

/** RFC 9309, 2.5: at least 500 KiB have to be read. */
export const mostRobotsBytes = 512 * 1024;
/** Google's parser reads so much of a line: https://github.com/google/robotstxt, eight times the longest address less one. */
const longestLine = 2083 * 8 - 1;
const longestDelay = 86_400;

type Key = 'user-agent' | 'allow' | 'disallow' | 'crawl-delay' | 'sitemap';
// Webmasters' slips that Google's parser forgives, and so everybody expects to hold.
const keys: readonly [RegExp, Key][] = [
  [/^(?:user-?agent|user agent)/i, 'user-agent'],
  [/^allow/i, 'allow'],
  [/^(?:disallow|dissallow|dissalow|disalow|diasllow|disallaw)/i, 'disallow'],
  [/^crawl-?delay/i, 'crawl-delay'],
  [/^site-?map/i, 'sitemap'],
];

/**
 * Reads what a robots.txt says to the crawler of this product token: RFC 9309, with the leniency of Google's parser.
 * Groups of one crawler are one; only Allow and Disallow end the naming of crawlers, whatever stands between.
 * Never throws: what is no rule is no rule.
 */
export function readRobotsText(text: string, token: string): RobotsText {
  const named: Group = { rules: [], crawlDelay: null };
  const everybody: Group = { rules: [], crawlDelay: null };
  const sitemaps: string[] = [];
  // A delay ends the naming of crawlers for delays alone: to the rules it is an unknown line, as Google has it.
  const ruled: Naming = { open: false, groups: new Set() };
  const delayed: Naming = { open: false, groups: new Set() };
  let everNamed = false;
  let everAny = false;
  for (const [at, raw] of text
    // A mark that was cut in two is no valid character.
    .replace(/^[\ufeff\ufffd]/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const entry = keyAndValue(raw.slice(0, longestLine));
    if (entry === null) continue;
    const { key, value } = entry;
    if (key === 'user-agent') {
      const toAny = /^\*(?:\s|$)/.test(value);
      // RFC 9309, 2.2.1: a product token is letters, "_" and "-"; what follows, such as a version, does not count.
      const toUs = /^[a-z_-]*/i.exec(value)?.[0].toLowerCase() === token.toLowerCase();
      for (const naming of [ruled, delayed]) {
        if (!naming.open) naming.groups.clear();
        naming.open = true;
        if (toAny) naming.groups.add(everybody);
        else if (toUs) naming.groups.add(named);
      }
      everAny ||= toAny;
      everNamed ||= toUs;
    } else if (key === 'sitemap') {
      if (value !== '') sitemaps.push(value);
    } else if (key === 'crawl-delay') {
      delayed.open = false;
      // Units and remarks stand behind numbers; of several delays the longest is safe.
      const seconds = Number(/^\d+(?:\.\d+)?|^\.\d+/.exec(value)?.[0] ?? Number.NaN);
      if (!Number.isNaN(seconds))
        for (const group of delayed.groups)
          group.crawlDelay = Math.min(Math.max(seconds, group.crawlDelay ?? 0), longestDelay);
    } else {
      ruled.open = delayed.open = false;
      if (value !== '')
        for (const { rules } of ruled.groups) rules.push({ line: at + 1, allow: key === 'allow', pattern: value });
    }
  }
  const group = everNamed ? 'named' : everAny ? 'any' : null;
  return { group, ...(group === 'named' ? named : everybody), sitemaps };
}

type Group = { rules: RobotsRule[]; crawlDelay: number | null };
/** The groups that the next lines are for; open while crawlers are being named. */
type Naming = { open: boolean; groups: Set<Group> };

function keyAndValue(line: string): { key: Key; value: string } | null {
  const text = line.replace(/#.*$/, '').trim();
  const colon = text.indexOf(':');
  // A line of two words with the colon forgotten is read; one of three could be anything.
  const [name = '', value = ''] =
    colon >= 0
      ? [text.slice(0, colon).trim(), text.slice(colon + 1).trim()]
      : text.split(/\s+/).length === 2
        ? text.split(/\s+/)
        : [];
  const key = keys.find(([pattern]) => pattern.test(name))?.[1];
  return key === undefined ? null : { key, value };
}
