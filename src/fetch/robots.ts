/** What a host's robots.txt says of an address: may it be fetched, by which line or for which reason. */
export type RobotsVerdict = {
  allowed: boolean;
  why: string;
  /** Set when robots.txt itself gave no answer: after how long to ask again. Then `allowed` is false. */
  retryMs?: number;
};

/** Whoever knows the robots.txt of hosts. It is asked before every request, the targets of redirects too. */
export type Robots = { verdict(url: URL): Promise<RobotsVerdict> };
