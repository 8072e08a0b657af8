import { foldSpace } from '../../../reading/fold.ts';
import type { Element, Parent } from '../parse/nodes.ts';
import type { PageScan } from './page-scan.ts';

const LONGEST = 50;
const OUTWARD = 4;

/** What the picture that leads to the front page is called: the outlet's logo. Null without one that has a name. */
export function homeName(scan: PageScan): string | null {
  for (const { element } of scan.images) {
    const name = foldSpace(element.attribute('alt') ?? '')
      .replace(/(?:^|\s)logo(?:\s|$)/i, ' ')
      .trim();
    if (name.length >= 3 && name.length <= LONGEST && insideHomeLink(element)) return name;
  }
  return null;
}

function insideHomeLink(image: Element): boolean {
  let at: Parent = image.parent;
  for (let step = 0; at.type !== 'root' && step < OUTWARD; step++, at = at.parent)
    if (at.name === 'a') return leadsHome(at.attribute('href') ?? '');
  return false;
}

/** Whether an address is that of a front page. */
export const leadsHome = (href: string): boolean =>
  href !== '' && /^(?:https?:\/\/[^/]+)?\/?(?:index\.\w+)?$/i.test(href);
