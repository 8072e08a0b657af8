import { type Reason, rejected } from '../../documents.ts';
import { readMarkup } from './parse/markup.ts';
import type { Document } from './parse/nodes.ts';
import { PastBound, Tree } from './parse/tree.ts';

/** Deeper than any page that a browser lays out. */
const DEEPEST = 1_000;
/** More nodes than any readable page has; the largest news pages seen have some 100,000. */
const MOST_NODES = 500_000;
/** Characters; the largest news pages seen have some 4 million. */
const LONGEST = 20_000_000;

/**
 * Parses a page once into its tree, counting as it grows: a hostile page ends at the bound and not after it.
 * Gives a rejection (`too-long`, `too-deep`, `too-many-nodes`) for a page past a bound.
 */
export function parsePage(html: string): Document | { rejected: Reason } {
  if (html.length > LONGEST) return rejected('too-long', `the page has more than ${LONGEST} characters`);
  const tree = new Tree({ deepest: DEEPEST, mostNodes: MOST_NODES });
  try {
    readMarkup(html, tree);
  } catch (error) {
    if (error instanceof PastBound) return rejected(error.code, error.message);
    throw error;
  }
  return tree.root;
}
