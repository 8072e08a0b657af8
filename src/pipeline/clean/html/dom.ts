import { type Document, DomHandler } from 'domhandler';
import { Parser } from 'htmlparser2';
import { type Reason, rejected } from '../../documents.ts';

export type { AnyNode, Element } from 'domhandler';

/** Deeper than any page that a browser lays out; the parser's time grows with the square of the depth. */
const DEEPEST = 1_000;
/** More nodes than any readable page has; the largest news pages seen have some 100,000. */
const MOST_NODES = 500_000;
/** Characters; the largest news pages seen have some 4 million. */
const LONGEST = 20_000_000;

/** What ends the parse of a page that is past a bound. */
class PastBound extends Error {
  readonly outcome: { rejected: Reason };
  constructor(outcome: { rejected: Reason }) {
    super(outcome.rejected.code);
    this.outcome = outcome;
  }
}

/** Builds the tree, counting as it grows: a hostile page ends at the bound and not after it. */
class BoundedHandler extends DomHandler {
  private nodes = 0;

  override onopentag(name: string, attribs: Record<string, string>): void {
    if (++this.nodes > MOST_NODES)
      throw new PastBound(rejected('too-many-nodes', `the page has more than ${MOST_NODES} elements and comments`));
    if (this.tagStack.length > DEEPEST)
      throw new PastBound(rejected('too-deep', `the page nests more than ${DEEPEST} elements`));
    super.onopentag(name, attribs);
  }

  override oncomment(data: string): void {
    if (++this.nodes > MOST_NODES)
      throw new PastBound(rejected('too-many-nodes', `the page has more than ${MOST_NODES} elements and comments`));
    super.oncomment(data);
  }
}

/**
 * Parses a page once, with htmlparser2, into the tree that cheerio and domutils work on.
 * Gives a rejection (`too-long`, `too-deep`, `too-many-nodes`) for a page past a bound.
 */
export function parsePage(html: string): Document | { rejected: Reason } {
  if (html.length > LONGEST) return rejected('too-long', `the page has more than ${LONGEST} characters`);
  const handler = new BoundedHandler();
  try {
    new Parser(handler, { decodeEntities: true }).end(html);
  } catch (error) {
    if (error instanceof PastBound) return error.outcome;
    throw error;
  }
  return handler.root;
}
