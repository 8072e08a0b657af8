import { createHash, timingSafeEqual } from 'node:crypto';
import type { Config } from '../config.ts';

/** The user name that browsers send with the password. */
export const userName = 'copydesk';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
// Digests have one length, so that the comparison tells nothing of the secret's.
const same = (given: string, secret: string | null): boolean =>
  secret !== null && timingSafeEqual(digest(given), digest(secret));

/**
 * Whether an Authorization header holds a configured secret: `Bearer` with the token, or `Basic` with the user copydesk
 * and the password, or the token in the password's place, so that a browser gets in where only a token is set.
 */
export function holdsSecret(header: string | undefined, secrets: Pick<Config, 'token' | 'password'>): boolean {
  const [, scheme = '', value = ''] = /^(\S+) +(\S+)\s*$/.exec(header ?? '') ?? [];
  if (scheme.toLowerCase() === 'bearer') return same(value, secrets.token);
  if (scheme.toLowerCase() !== 'basic') return false;
  const credentials = Buffer.from(value, 'base64').toString('utf8');
  const colon = credentials.indexOf(':');
  if (colon < 0) return false;
  const secret = credentials.slice(colon + 1);
  const right = same(secret, secrets.password) || same(secret, secrets.token);
  return same(credentials.slice(0, colon), userName) && right;
}
