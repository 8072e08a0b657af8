import { trailingCredit } from '../reading/credit.ts';
import type { Page } from './page.ts';

const MOST_WORDS = 130;
/** When more than this share of the sentences' blocks end in an agency's credit, the document is a digest of wire briefs. */
const DIGEST_SHARE = 0.4;
const DIGEST_LEAST = 4;

/**
 * Tells captions of flattened text, where no markup does: a block that ends in a photo credit, or in an agency's credit
 * though the story goes on after it. The agency that closes the last paragraph credits the story, not a picture.
 */
export function typeCaptions(page: Page): void {
  const prose = page.kept().filter((line) => line.prose);
  const last = prose.at(-1);
  const credited = page
    .kept()
    .filter((line) => line.kind === 'paragraph' && line.words <= MOST_WORDS && line.words > 1)
    .map((line) => ({ line, credit: trailingCredit(line.text, page.vocabulary) }));
  const byAgency = credited.filter(({ credit }) => credit?.agency != null && !credit.photo);
  const briefs = new Set(byAgency.map(({ line }) => line.text)).size;
  const digest = briefs >= DIGEST_LEAST && briefs > prose.length * DIGEST_SHARE;
  for (const { line, credit } of credited) {
    if (credit === null) continue;
    if (credit.photo) page.typeAs(line, 'caption');
    else if (!digest && last !== undefined && line.n < last.n) page.typeAs(line, 'caption');
  }
}
