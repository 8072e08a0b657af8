import type { Declaration, Note, Reason } from '../../documents.ts';
import type { ParsedBlock } from '../page.ts';
import { tooMuch } from './bounds.ts';
import { collectBlocks } from './collect-blocks.ts';
import { parsePage } from './dom.ts';
import { measure } from './measure.ts';
import { storyRoot } from './root.ts';

/** A page as blocks, with what it declares of itself. */
export type ParsedPage = { blocks: ParsedBlock[]; declared: Declaration[]; notes: Note[] };

/** Parses a page once and walks it twice: to weigh it and read its declarations, then to gather its blocks. */
export function parseHtml(html: string): ParsedPage | { rejected: Reason } {
  const refused = tooMuch(html);
  if (refused) return refused;
  const roots = parsePage(html);
  const { weights, declared, body } = measure(roots);
  const { declared: declarations, notes } = declared.result();
  const root = body ? storyRoot(body, weights) : null;
  return { blocks: collectBlocks(body ? [body] : roots, root, weights), declared: declarations, notes };
}
