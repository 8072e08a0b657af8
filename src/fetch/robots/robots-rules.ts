import robotsParser from 'robots-parser';
import type { RobotsRule, RobotsText } from './robots-text.ts';

/** Whether an address may be fetched, and the line of robots.txt that decides; null when none speaks of it. */
export type RobotsAnswer = { allowed: boolean; line: number | null; pattern: string | null };

/** Asks rules about addresses. */
export type RobotsRules = { of(url: URL): RobotsAnswer };

// The package declares an ES module's default, and is a CommonJS module whose whole export is the function.
const parse = robotsParser as unknown as typeof robotsParser.default;
const origin = 'https://robots.invalid';

/**
 * Makes rules that can be asked, with robots-parser for the matching: the longest pattern wins, Allow wins a draw;
 * RFC 9309, 2.2.2. What that library reads in its own way is written so that there is but one way to read it.
 */
export function robotsRules({ rules }: Pick<RobotsText, 'rules'>): RobotsRules {
  const written = rules.flatMap(writings);
  const lines = written.map(({ allow, pattern }) => `${allow ? 'Allow' : 'Disallow'}: ${pattern}`);
  const parser = parse(`${origin}/robots.txt`, ['User-agent: *', ...lines].join('\n'));
  const answer = (path: string): RobotsAnswer => {
    // The library counts lines from 1, and the first is ours.
    const rule = written[parser.getMatchingLineNumber(origin + path, '*') - 2];
    return rule
      ? { allowed: rule.allow, line: rule.line, pattern: rule.source }
      : { allowed: true, line: null, pattern: null };
  };
  return {
    of(url) {
      // RFC 9309, 2.2.2: the file itself is always allowed.
      if (url.pathname === '/robots.txt') return { allowed: true, line: null, pattern: null };
      const path = unambiguous(`${url.pathname}${url.search}`);
      const decoded = path.replace(UNRESERVED, decodeOne);
      const plain = answer(path);
      return plain.allowed && decoded !== path ? answer(decoded) : plain;
    },
  };
}

type Written = RobotsRule & { source: string };

/** How a rule is written for the library, once for each way to read it that has to hold. */
function writings(rule: RobotsRule): Written[] {
  const one = (pattern: string): Written => ({ ...rule, pattern, source: rule.pattern });
  const plain = unambiguous(rule.pattern);
  // Google: leave for a folder's index page is leave for the folder.
  const folder = rule.allow ? /^(.*\/)index\.html?$/.exec(plain)?.[1] : undefined;
  if (folder !== undefined) return [one(plain), one(`${folder}$`)];
  // RFC 9309 reads %62 as b, Google's parser does not. The stricter reading holds: a ban is read both ways, leave one.
  const decoded = rule.allow ? plain : unambiguous(rule.pattern.replace(UNRESERVED, decodeOne));
  return decoded === plain ? [one(plain)] : [one(plain), one(decoded)];
}

/** RFC 3986, 2.3: letters, digits, "-", ".", "_" and "~", needlessly encoded. */
const UNRESERVED = /%(?:2[de]|3\d|4[1-9a-f]|5[\daf]|6[1-9a-f]|7[\dae])/gi;
const decodeOne = (code: string): string => String.fromCharCode(Number.parseInt(code.slice(1), 16));

/**
 * A path in one spelling: what is not ASCII is percent-encoded as UTF-8, codes are in capitals, and characters that the
 * library and the URL standard encode differently are encoded.
 */
function unambiguous(path: string): string {
  return path
    .replace(/%[\da-f]{2}/gi, (code) => code.toUpperCase())
    .replace(/[^\x21-\x7e]|["<>[\\\]^`{|}]/gu, (sign) => percent(sign));
}

const percent = (sign: string): string =>
  [...new TextEncoder().encode(sign)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
