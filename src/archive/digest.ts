import { createHash } from 'node:crypto';
import { base32 } from './base32.ts';

/** The digest that records are written with: the form that every WARC tool checks. It finds damage, not forgery. */
export const digestOf = (bytes: Uint8Array): string => `sha1:${base32(createHash('sha1').update(bytes).digest())}`;

const algorithms: Record<string, string> = { sha1: 'sha1', sha256: 'sha256', sha512: 'sha512', md5: 'md5' };

/** Whether bytes have a labelled digest, in base 32 or 16; null when its algorithm is none that is known. */
export function hasDigest(bytes: Uint8Array, labelled: string): boolean | null {
  const [, label = '', value = ''] = /^([\w-]+):(\S+)$/.exec(labelled.trim()) ?? [];
  const algorithm = algorithms[label.toLowerCase().replace('-', '')];
  if (algorithm === undefined) return null;
  const digest = createHash(algorithm).update(bytes).digest();
  const told = value.toLowerCase().replace(/=+$/, '');
  return told === digest.toString('hex') || told === base32(digest).toLowerCase();
}
