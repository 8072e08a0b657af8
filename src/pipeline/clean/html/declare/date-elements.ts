import type { Declaration } from '../../../documents.ts';
import { foldSpace } from '../../../reading/fold.ts';
import { hint } from './page-hints.ts';
import type { Mark } from './page-scan.ts';
import { textOf } from './text-of.ts';
import { wordsBefore } from './words-before.ts';

/** What an element for a date says: to programs in its attributes, and to people in its text. */
export function dateDeclarations({ element, bits }: Mark, distance: number, close: string): Declaration[] {
  const out: Declaration[] = [];
  const text = foldSpace(textOf(element, 161));
  const field = bits & hint.updated && !(bits & hint.published) ? 'modifiedAt' : 'publishedAt';
  const before = wordsBefore(element);
  for (const name of [
    'datetime',
    'title',
    'content',
    'data-date',
    'data-time',
    'data-timestamp',
    'data-datetime',
    'data-published',
  ]) {
    const value = element.attribute(name);
    if (value && /^\s*(?:(?:19|20)\d\d-\d|\d{10}(?:\d{3})?\s*$)/.test(value))
      out.push({
        field,
        value,
        source: `time${close}`,
        near: distance,
        before: `${before} ${text.replace(/\d[\s\S]*/, '')}`,
      });
  }
  if (text !== '' && text.length <= 160 && /\p{Nd}/u.test(text))
    out.push({
      field,
      value: text,
      source: `${bits & hint.published && !(bits & hint.updated) ? 'published-element' : 'date-element'}${close}`,
      near: distance,
      before,
    });
  return out;
}
