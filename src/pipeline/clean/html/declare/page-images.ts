import type { Image } from '../../../documents.ts';
import { foldSpace } from '../../../reading/fold.ts';
import { type Element, findElement, type Parent } from '../parse/nodes.ts';
import { type Headline, openZones, zoneBits } from './headline-mark.ts';
import { hintsOfNames } from './name-hints.ts';
import { hint } from './page-hints.ts';
import type { PageScan } from './page-scan.ts';
import { textOf } from './text-of.ts';

const MOST = 60;
const OUTWARD = 5;

/** The story's pictures in order, those outside menus, adverts and comments; icons left out. */
export function pageImages(scan: PageScan, headline: Headline | null, url: string | null): Image[] {
  const open = openZones(headline?.mark.zone ?? null);
  const images = new Map<string, Image>();
  for (const { element, zone } of scan.images) {
    if (images.size >= MOST) break;
    if (zoneBits(zone, open) & (hint.foreign | hint.comment | hint.hidden)) continue;
    const { attribs } = element;
    const source = [
      attribs['data-src'],
      attribs['data-original'],
      attribs['data-lazy-src'],
      attribs.src,
      attribs.srcset?.split(/[\s,]/)[0],
    ].find((one) => one && !one.startsWith('data:'));
    const address = source ? URL.parse(source, scan.base ?? url ?? undefined)?.href : undefined;
    if (!address || Number(attribs.width ?? 999) < 80 || Number(attribs.height ?? 999) < 60 || images.has(address))
      continue;
    const figure = frameOf(element);
    const caption = figure ? named(figure, hint.caption) : null;
    const credit = figure ? named(figure, hint.credit) : null;
    const creditText = credit ? foldSpace(textOf(credit, 300)) || null : null;
    const whole = caption ? foldSpace(textOf(caption, 1_500)) : '';
    const text = creditText && whole !== creditText ? whole.replace(creditText, '').trim() : whole;
    images.set(address, {
      address,
      alt: foldSpace(attribs.alt ?? '') || null,
      caption: text === '' ? null : text,
      credit: creditText,
    });
  }
  return [...images.values()];
}

/** The element that holds a picture together with its caption. */
function frameOf(image: Element): Element | null {
  let at: Parent = image.parent;
  for (let step = 0; at.type !== 'root' && step < OUTWARD; step++, at = at.parent) {
    const element = at;
    if (element.name === 'figure') return element;
    if (
      /wp-caption|figure|media|image|photo|bild|foto/i.test(element.attribs.class ?? '') &&
      named(element, hint.caption)
    )
      return element;
    if (element.name === 'article' || element.name === 'body' || element.name === 'main') return null;
  }
  return null;
}

const named = (within: Element, bit: number): Element | null =>
  findElement(
    within,
    ({ name, attribs }) =>
      (name === 'figcaption' && bit === hint.caption) || (hintsOfNames(attribs.class ?? '') & bit) !== 0,
  );
