import { FetchFault } from './fetch-fault.ts';
import type { Fetched, RobotsVerdict } from './fetched.ts';
import type { HostPacer, Told } from './pace/host-pacer.ts';
import { robotsEntryOf, wasNotReached } from './robots/robots-file.ts';
import { type RobotsRules, robotsRules } from './robots/robots-rules.ts';
import type { RobotsEntry, RobotsStore } from './robots/robots-store.ts';

/** Leave for one request. `leave` must be called when it is over, whatever came of it. */
export type Pass = {
  robots: RobotsVerdict | null;
  leave(told: Told): Promise<void>;
};

/** What stands before every request, the targets of redirects too: robots.txt, and whose turn it is at the host. */
export type Gate = {
  /**
   * Asks for leave to request `url` now, on behalf of `who` (a run of a document, a feed). The answer is a pass, or how
   * long to wait; the place in the host's queue is kept for `who`.
   * @throws FetchFault robots-disallowed, robots-unreachable or host-down.
   */
  enter(url: URL, who: string): Promise<Pass | { waitMs: number }>;
};

export type GateNeeds = {
  pacer: HostPacer;
  robots: RobotsStore;
  /** Fetches a robots.txt through `gate`, and through no other. */
  fetchRobots(address: string, gate: Gate, who: string): Promise<Fetched<string>>;
  /** The least time between two requests to a host. */
  intervalMs: number;
  /** A host that gave no answer for so long is given up. */
  giveUpMs: number;
};

/** The gate that all workers share: the turns are kept in Redis, and so is what robots.txt files said. */
export function politeGate({ pacer, robots, fetchRobots, intervalMs, giveUpMs }: GateNeeds): Gate {
  const readRules = new WeakMap<RobotsEntry, RobotsRules>();
  const recent = new Map<string, RobotsEntry>();

  async function knownOf(origin: string): Promise<RobotsEntry | null> {
    const near = recent.get(origin);
    if (near && near.expires > Date.now()) return near;
    const entry = await robots.get(origin);
    if (entry) remember(origin, entry);
    return entry;
  }

  function remember(origin: string, entry: RobotsEntry): void {
    recent.delete(origin);
    recent.set(origin, entry);
    if (recent.size > mostRecent) recent.delete(recent.keys().next().value as string);
  }

  function verdictOf(url: URL, entry: RobotsEntry): RobotsVerdict {
    if (entry.state === 'unreachable')
      throw new FetchFault('robots-unreachable', entry.why, { retryAfterMs: entry.expires - Date.now() });
    if (entry.state === 'none') return { allowed: true, why: `there is no robots.txt (${entry.why})` };
    const rules = readRules.get(entry) ?? robotsRules(entry);
    readRules.set(entry, rules);
    const { allowed, line, pattern } = rules.of(url);
    const why =
      line === null
        ? 'no line of robots.txt speaks of it'
        : `line ${line} of robots.txt: ${allowed ? 'Allow' : 'Disallow'}: ${pattern}`;
    if (!allowed) throw new FetchFault('robots-disallowed', why);
    return { allowed, why };
  }

  async function turnAt(url: URL, who: string, entry: RobotsEntry | null): Promise<{ waitMs: number }> {
    const turn = await pacer.ask(url.hostname, who, Math.max(intervalMs, (entry?.crawlDelay ?? 0) * 1000));
    if (turn.waitMs > 0 && turn.downSince !== null && Date.now() - turn.downSince > giveUpMs) {
      await pacer.leave(url.hostname, who);
      const hours = Math.round((Date.now() - turn.downSince) / 3_600_000);
      throw new FetchFault('host-down', `${url.hostname}, ${turn.fails} requests in ${hours} hours`);
    }
    return turn;
  }

  const passAt = ({ hostname }: URL, who: string, verdict: RobotsVerdict | null): Pass => ({
    robots: verdict,
    leave: (told) => pacer.tell(hostname, who, told),
  });

  /** Asks for turns alone: for the robots.txt itself, whose first turn is there already. */
  function turnsOnly(first: Pass): Gate {
    let held: Pass | null = first;
    return {
      async enter(url, who) {
        const pass = held;
        held = null;
        if (pass) return pass;
        const turn = await turnAt(url, who, null);
        return turn.waitMs > 0 ? turn : passAt(url, who, null);
      },
    };
  }

  async function readRobots(origin: string, pass: Pass, who: string, known: RobotsEntry | null): Promise<void> {
    // Another worker may have read the file while this one waited for its turn.
    const since = await robots.get(origin);
    if (since && since.expires > Date.now()) {
      remember(origin, since);
      return pass.leave({ verdict: 'unused', tookMs: 0 });
    }
    const fetched = await fetchRobots(`${origin}/robots.txt`, turnsOnly(pass), who);
    if (wasNotReached(fetched) && known === null)
      throw new FetchFault(fetched.failure.code, `asked for ${origin}/robots.txt`);
    const entry = robotsEntryOf(fetched, known, Date.now());
    await robots.set(origin, entry);
    remember(origin, entry);
  }

  async function enter(url: URL, who: string): Promise<Pass | { waitMs: number }> {
    const known = await knownOf(url.origin);
    const fresh = known !== null && known.expires > Date.now();
    const verdict = fresh ? verdictOf(url, known) : null;
    const turn = await turnAt(url, who, known);
    if (turn.waitMs > 0) return turn;
    const pass = passAt(url, who, verdict);
    if (fresh) return pass;
    if (!(await robots.begin(url.origin))) {
      await pass.leave({ verdict: 'unused', tookMs: 0 });
      return { waitMs: intervalMs };
    }
    try {
      await readRobots(url.origin, pass, who, known);
    } finally {
      await robots.end(url.origin);
    }
    return enter(url, who);
  }

  return { enter };
}

/** How many hosts' files a process keeps at hand besides Redis. */
const mostRecent = 1_000;
