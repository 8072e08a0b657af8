import type { RobotsRule, RobotsText } from './robots-text.ts';

/** Whether an address may be fetched, and the line of robots.txt that decides; null when none speaks of it. */
export type RobotsAnswer = { allowed: boolean; line: number | null; pattern: string | null };

/** Asks rules about addresses. */
export type RobotsRules = { of(url: URL): RobotsAnswer };

const silent: RobotsAnswer = { allowed: true, line: null, pattern: null };

/**
 * Makes rules that can be asked: the longest pattern wins, Allow wins a draw; RFC 9309, 2.2.2.
 * RFC 9309 reads %62 as b, Google's parser does not: both ways of reading have to give leave.
 */
export function robotsRules({ rules }: Pick<RobotsText, 'rules'>): RobotsRules {
  const written = compile(rules, (pattern) => pattern);
  const isPlain = rules.every(({ pattern }) => unreserved(evenly(pattern)) === evenly(pattern));
  const decoded = isPlain ? written : compile(rules, unreserved);
  return {
    of(url) {
      // RFC 9309, 2.2.2: the file itself is always allowed.
      if (url.pathname === '/robots.txt') return silent;
      const path = literal(evenly(`${url.pathname}${url.search}`));
      const decodedPath = unreserved(path);
      const asWritten = answer(written, path);
      return asWritten.allowed && !(isPlain && decodedPath === path) ? answer(decoded, decodedPath) : asWritten;
    },
  };
}

/** A rule ready to be matched: the parts of its pattern between the stars, and whether the path must end with the last. */
type Matcher = RobotsRule & { weight: number; parts: string[]; toEnd: boolean };

function answer(matchers: readonly Matcher[], path: string): RobotsAnswer {
  const first = matchers.find((matcher) => matches(matcher, path));
  return first ? { allowed: first.allow, line: first.line, pattern: first.pattern } : silent;
}

/** The rules, in the order in which they decide. */
function compile(rules: readonly RobotsRule[], read: (pattern: string) => string): Matcher[] {
  return rules
    .flatMap((rule) => spellings(rule).map((pattern) => matcher(rule, read(pattern))))
    .sort((a, b) => b.weight - a.weight || Number(b.allow) - Number(a.allow) || a.line - b.line);
}

/** Google: leave for a folder's index page is leave for the folder. */
function spellings({ allow, pattern }: RobotsRule): string[] {
  const plain = evenly(pattern);
  const folder = allow ? /^(.*\/)index\.htm[^/]*$/.exec(plain)?.[1] : undefined;
  return folder === undefined ? [plain] : [plain, `${folder}$`];
}

function matcher(rule: RobotsRule, pattern: string): Matcher {
  const toEnd = pattern.endsWith('$');
  const parts = (toEnd ? pattern.slice(0, -1) : pattern).split('*').map(literal);
  return { ...rule, weight: pattern.length, parts, toEnd };
}

/** Every part is taken where it first stands: what is behind it is the longest then. One walk along the path. */
function matches({ parts, toEnd }: Matcher, path: string): boolean {
  const [first = '', ...others] = parts;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  const last = toEnd ? others.pop() : undefined;
  for (const part of others) {
    const found = path.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  if (!toEnd) return true;
  return last === undefined ? path.length === at : path.length - last.length >= at && path.endsWith(last);
}

/** A path in one spelling: what is not plain ASCII is percent-encoded as UTF-8, and codes are in capitals. */
function evenly(path: string): string {
  return path
    .replace(/%[\da-f]{2}/gi, (code) => code.toUpperCase())
    .replace(/[^\x21-\x7e]|["<>[\\\]^`{|}]/gu, (sign) =>
      [...new TextEncoder().encode(sign)]
        .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
        .join(''),
    );
}

/** RFC 9309, 2.2.3: a star or dollar that stands for itself may be written as a code. */
const literal = (path: string): string => path.replaceAll('*', '%2A').replaceAll('$', '%24');

/** RFC 3986, 2.3: letters, digits, "-", ".", "_" and "~" as they are where they were needlessly encoded. */
const unreserved = (path: string): string =>
  path.replace(/%(?:2[DE]|3\d|4[1-9A-F]|5[\dAF]|6[1-9A-F]|7[\dAE])/g, (code) =>
    String.fromCharCode(Number.parseInt(code.slice(1), 16)),
  );
