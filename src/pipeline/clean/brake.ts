import type { Page } from './page.ts';

/**
 * The brake: when the rules took more than `maxRemovedShare` of the prose (characters of blocks that read as sentences),
 * everything is given back and the page is noted. A document that
 * lost that much was misread, and text too much is better than a story lost.
 */
export function brake(page: Page, maxRemovedShare: number): void {
  let prose = 0;
  let removed = 0;
  for (const line of page.lines) {
    if (!line.prose) continue;
    prose += line.text.length;
    if (!page.isKept(line.n)) removed += line.text.length;
  }
  if (prose === 0 || removed / prose <= maxRemovedShare) return;
  page.giveBack();
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  page.notes.push({
    code: 'brake',
    detail: `cleaning would have taken ${percent(removed / prose)} of the prose, more than the ${percent(maxRemovedShare)} allowed: everything was kept`,
  });
}
