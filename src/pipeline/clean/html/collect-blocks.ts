import type { BlockKind } from '../../documents.ts';
import { foldSpace } from '../../reading/fold.ts';
import type { ParsedBlock } from '../page.ts';
import { type DomElement, type DomNode, walk } from './dom.ts';
import type { Weights } from './measure.ts';
import { blocks as blockNames, furnitureOf, unread } from './names.ts';

/** Page furniture that holds more than this share of the story's paragraph text is none, whatever it is called. */
const MOST_FURNITURE = 0.3;
const CELL_LONGEST = 80;

type Open = { element: DomElement; kind: BlockKind | null; level: number | undefined; furniture: string | null };
type Gathered = ParsedBlock & { place: { links: number; furniture: string | null } };

/**
 * Second walk over a page: all its visible text as blocks, in order. What stands outside `root`, or in page furniture,
 * is marked so; text of one piece of furniture is one block. From the first-level heading before the root on, text
 * counts as inside: headline, byline and date often stand in a sibling of the story.
 */
export function collectBlocks(roots: readonly DomNode[], root: DomElement | null, weights: Weights): ParsedBlock[] {
  const gathered: Gathered[] = [];
  const open: Open[] = [];
  const storyWeight = root ? (weights.get(root) ?? 0) : 0;
  let text = '';
  let linkLength = 0;
  let inLink = 0;
  let furnitureDepth = 0;
  let inRoot = root === null ? 1 : 0;
  let pastRoot = false;
  let headed = false;
  let rowStart = 0;

  const flush = () => {
    const folded = foldSpace(text);
    if (folded !== '') {
      const own = open.findLast((frame) => frame.kind !== null);
      const furniture = open.find((frame) => frame.furniture !== null)?.furniture ?? null;
      const outside = inRoot === 0 && (pastRoot || !headed);
      const kind = own?.kind ?? 'paragraph';
      gathered.push({
        kind,
        text: folded,
        ...(own?.level === undefined ? {} : { level: own.level }),
        place: { links: Math.min(1, linkLength / folded.length), furniture: furniture ?? (outside ? 'outside' : null) },
      });
    }
    text = '';
    linkLength = 0;
  };

  walk(roots, {
    enter(element) {
      const { name } = element;
      if (unread.has(name)) return 'skip';
      if (name === 'br') {
        // Two line breaks part paragraphs; one stands within a sentence.
        if (/\n\u2028\s*$/.test(text)) flush();
        else text += ' \n\u2028';
        return 'skip';
      }
      const furniture = furnitureDepth > 0 ? null : furnitureAt(element, weights, storyWeight, inRoot > 0, headed);
      if ((blockNames.has(name) && furnitureDepth === 0) || furniture !== null) flush();
      else if (blockNames.has(name)) text += ' ';
      if (name === 'a') inLink++;
      if (element === root) inRoot++;
      if (furniture !== null) furnitureDepth++;
      else if (name === 'h1' && furnitureDepth === 0) headed = true;
      if (name === 'tr') rowStart = gathered.length;
      open.push({ element, furniture, ...kindOf(element) });
      return undefined;
    },
    leave(element) {
      const { name } = element;
      const frame = open.at(-1);
      if ((blockNames.has(name) && furnitureDepth === 0) || frame?.furniture != null) flush();
      else if (blockNames.has(name)) text += ' ';
      if (name === 'a') inLink--;
      if (frame?.furniture != null) furnitureDepth--;
      if (name === 'tr' && furnitureDepth === 0) joinRow(gathered, rowStart);
      if (element === root) {
        inRoot--;
        pastRoot = true;
      }
      open.pop();
    },
    text(data) {
      text += data;
      if (inLink > 0) linkLength += data.trim().length;
    },
  });
  flush();
  return gathered;
}

function furnitureAt(
  element: DomElement,
  weights: Weights,
  storyWeight: number,
  inRoot: boolean,
  headed: boolean,
): string | null {
  const furniture = furnitureOf(element.name, element.attribs);
  if (furniture === null) return null;
  // A story's own header holds its headline, byline and date.
  if (furniture === 'header' && (inRoot || headed)) return null;
  return (weights.get(element) ?? 0) > storyWeight * MOST_FURNITURE ? null : furniture;
}

function kindOf(element: DomElement): { kind: BlockKind | null; level: number | undefined } {
  const { name } = element;
  const heading = /^h([1-6])$/.exec(name);
  if (heading) return { kind: 'heading', level: Number(heading[1]) };
  const kind: Readonly<Record<string, BlockKind>> = {
    li: 'list-item',
    dd: 'list-item',
    dt: 'list-item',
    blockquote: 'quotation',
    figcaption: 'caption',
    pre: 'code',
    td: 'table',
    th: 'table',
    caption: 'caption',
  };
  const own = kind[name];
  if (own) return { kind: own, level: undefined };
  if (
    /(?:^|[\s_-])(?:wp-caption-text|caption|figcaption|photo-credit|image-credit)(?:$|[\s_-])/i.test(
      element.attribs.class ?? '',
    )
  )
    return { kind: 'caption', level: undefined };
  return { kind: null, level: undefined };
}

/** The short cells of one table row are one block; long cells are the paragraphs of a page laid out by tables. */
function joinRow(gathered: Gathered[], start: number): void {
  const row = gathered.slice(start);
  if (row.length === 0 || !row.every((block) => block.kind === 'table')) return;
  if (row.some((block) => block.text.length > CELL_LONGEST)) {
    for (const block of row) if (block.text.length > CELL_LONGEST) block.kind = 'paragraph';
    return;
  }
  const [first] = row;
  if (!first) return;
  gathered.splice(start, row.length, {
    ...first,
    text: row.map((block) => block.text).join(' | '),
    place: { ...first.place, links: row.reduce((sum, block) => sum + block.place.links, 0) / row.length },
  });
}
