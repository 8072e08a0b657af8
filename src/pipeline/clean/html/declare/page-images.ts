import type { Declaration, Image } from '../../../documents.ts';
import { foldSpace } from '../../../reading/fold.ts';
import { childrenOf, type Element, elementsIn, findElement, type Parent } from '../parse/nodes.ts';
import { type Headline, openZones, zoneBits } from './headline-mark.ts';
import { imageSource } from './image-source.ts';
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
    if (sizeOf(element, 'width') < 80 || sizeOf(element, 'height') < 60 || isOrnament(element)) continue;
    const source = imageSource(element);
    const address = source ? URL.parse(source, scan.base ?? url ?? undefined)?.href : undefined;
    if (!address || images.has(address)) continue;
    const figure = frameOf(element);
    const caption = figure ? (named(figure, hint.caption) ?? onlyText(figure)) : null;
    const credit = figure ? named(figure, hint.credit) : null;
    const creditText = credit ? foldSpace(textOf(credit, 300)) || null : null;
    const whole = caption ? foldSpace(textOf(caption, 1_500)) : '';
    const text = creditText && whole !== creditText ? whole.replace(creditText, '').trim() : whole;
    images.set(address, {
      address,
      alt: foldSpace(element.attribute('alt') ?? '') || null,
      caption: text === '' ? null : text,
      credit: creditText,
    });
  }
  return [...images.values()];
}

/** The first picture that the page declares as its own, where it shows none. */
export function declaredImages(declared: readonly Declaration[], url: string | null): Image[] {
  for (const { field, value } of declared) {
    const address = field === 'image' ? URL.parse(value, url ?? undefined)?.href : undefined;
    if (address && !ORNAMENT.test(address.slice(-200))) return [{ address, alt: null, caption: null, credit: null }];
  }
  return [];
}

/** Portraits of authors, logos, icons and counters of readers are no pictures of the story. */
const ORNAMENT =
  /(?:^|[\s_/.-])(?:avatars?|gravatar|author|byline|logo|icons?|emoji|smiley|pixel|spacer|badge|sprite)(?:$|[\s_/.-]|\d)/i;

/** How wide or high a picture says it is; large when it says nothing. */
const sizeOf = (image: Element, side: 'width' | 'height'): number => Number(image.attribute(side) ?? 999);

function isOrnament(image: Element): boolean {
  if (ORNAMENT.test(`${image.attribute('class') ?? ''} ${image.attribute('src')?.slice(-200) ?? ''}`)) return true;
  let at: Parent = image.parent;
  for (let step = 0; at.type !== 'root' && step < 2; step++, at = at.parent)
    if (ORNAMENT.test(at.attribute('class') ?? '')) return true;
  return false;
}

/** Names of boxes that hold one picture, in the languages of those who write templates. */
const PICTURE =
  /(?:^|[\s_-])(?:wp-caption|figure|figura|media|img|image|images|photo|photos|pic|picture|bild|foto|fotos|imagen|imagem|immagine|gorsel|resim|afbeelding|obrazek|zdjecie|kep|kuva|billede)(?:$|[\s_-]|\d)/i;
/** The caption of a box that names none is its only text, no longer than this. */
const LONGEST_CAPTION = 400;
const LONGEST_BOX = 1_000;
const MOST_CHILDREN = 20;

/** The element that holds a picture together with its caption. */
function frameOf(image: Element): Element | null {
  let at: Parent = image.parent;
  for (let step = 0; at.type !== 'root' && step < OUTWARD; step++, at = at.parent) {
    const element = at;
    if (element.name === 'figure') return element;
    const names = element.attribute('class') ?? '';
    if (/wp-caption|figure|media|image|photo|bild|foto/i.test(names) && named(element, hint.caption)) return element;
    if (PICTURE.test(names) && onlyText(element) !== null) return element;
    if (element.name === 'article' || element.name === 'body' || element.name === 'main') return null;
  }
  return null;
}

/** The one element with text in a box of one picture, when that text is no link, heading or list: its caption. */
function onlyText(box: Element): Element | null {
  // A box of much text holds more than a picture; this also spares large parts of a page the search.
  const children = childrenOf(box);
  if (children.length > MOST_CHILDREN || textOf(box, LONGEST_BOX + 1).length > LONGEST_BOX) return null;
  const inside = elementsIn(box, ({ name }) => TELLING.test(name));
  const shown = inside.filter(({ parent }) => parent.type === 'root' || parent.name !== 'noscript');
  const pictures = shown.filter(({ name }) => /img$/.test(name)).length;
  if (pictures !== 1 || shown.some((one) => !/img$/.test(one.name) && !(one.name === 'a' && !one.attribute('href'))))
    return null;
  const told = children.filter(
    (child): child is Element => child.type === 'tag' && !SILENT.test(child.name) && textOf(child, 20).trim() !== '',
  );
  const [only] = told;
  return told.length === 1 && only && textOf(only, LONGEST_CAPTION + 1).length <= LONGEST_CAPTION ? only : null;
}

const TELLING = /^(?:(?:amp-)?img|a|h[1-6]|li|button|form|iframe|table)$/;
const SILENT = /^(?:script|style|noscript|template)$/;

const named = (within: Element, bit: number): Element | null =>
  findElement(
    within,
    (element) =>
      (element.name === 'figcaption' && bit === hint.caption) || ((element.classFacts?.hints ?? 0) & bit) !== 0,
  );
