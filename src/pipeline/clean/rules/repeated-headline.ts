import type { Page } from '../page.ts';
import type { CodeRule } from '../rule.ts';

const SHORTEST_KEY = 12;
/** A breadcrumb's part before the headline: "Home Top Stories", "Start > Politik > Inland". */
const MOST_CRUMB = 80;

/** The headline again, alone or run together with a breadcrumb before it or a site's name after it. */
export const repeatedHeadline: CodeRule = {
  id: 'repeated-headline',
  why: 'The headline stands once; its copies come from the breadcrumb, the share box and the page title.',
  apply(page: Page) {
    const headline = page.headline();
    if (!headline || headline.key.length < SHORTEST_KEY) return;
    for (const line of page.kept()) {
      if (line === headline || line.kind === 'caption') continue;
      if (line.key === headline.key) page.remove(line, repeatedHeadline, 'the headline again');
      else if (line.endsSentence || line.key.length > headline.key.length + MOST_CRUMB) continue;
      else if (line.key.endsWith(headline.key) && line.n < headline.n + 3)
        page.remove(line, repeatedHeadline, 'a breadcrumb run together with the headline');
      else if (
        line.key.startsWith(`${headline.key} `) &&
        /[|·–—-]/.test(line.text.slice(headline.text.length - 4)) &&
        line.n < headline.n + 3
      )
        page.remove(line, repeatedHeadline, 'the headline with a site name');
    }
  },
  example: {
    acts: 'StartNewsLocalHarbour bridge reopens after long repairs\nHarbour bridge reopens after long repairs\nThe harbour bridge was opened again on Monday after repairs that lasted for more than two years.',
    removes: ['StartNewsLocalHarbour bridge reopens after long repairs'],
    leaves:
      'Harbour bridge reopens after long repairs\nThe harbour bridge was opened again on Monday after repairs that lasted for more than two years.',
    keeps: ['Harbour bridge reopens after long repairs'],
  },
};
