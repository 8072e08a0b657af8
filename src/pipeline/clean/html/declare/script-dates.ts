import type { Declaration } from '../../../documents.ts';
import type { Element } from '../parse/nodes.ts';
import { textOf } from './text-of.ts';

const LONGEST = 400_000;
const STATED =
  /(?:\\?["']|&quot;)(date_?published|published_?at|published_?date|publication_?date|publish_?date|publish_?time|published_?time|pub_?date|first_?published(?:_?at|_?date)?|display_?date)(?:\\?["']|&quot;)\s*:\s*(?:\\?["']|&quot;)?((?:19|20)\d\d-\d\d-\d\d[T\d:.+\-Z ]{0,20}|1\d{9}(?:\d{3})?(?!\d))/gi;

/**
 * Dates of publication in the data that a page's own scripts carry. Only when all of them name one day, since such data
 * often describes other stories too.
 */
export function scriptDates(scripts: readonly Element[]): Declaration[] {
  const days = new Map<string, string>();
  let left = LONGEST;
  for (const script of scripts) {
    if (left <= 0) break;
    const text = textOf(script, left);
    left -= text.length;
    for (const match of text.matchAll(STATED)) {
      const value = (match[2] ?? '').trim();
      days.set(value.slice(0, 10), value);
      if (days.size > 1) return [];
    }
  }
  return [...days.values()].map((value) => ({ field: 'publishedAt', value, source: 'script' }));
}
