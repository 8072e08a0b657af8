import { comparisonKey } from '../../reading/fold.ts';
import { hasUnspacedScript } from '../../reading/script.ts';

/** How much two titles share: 1 for the same words, 0 for none; pairs of characters in scripts without spaces. */
export function similarity(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  if (left.size === 0 || right.size === 0) return 0;
  let both = 0;
  for (const word of left) if (right.has(word)) both++;
  return (
    (both / Math.min(left.size, right.size)) *
    (Math.min(left.size, right.size) < 3 && left.size !== right.size ? 0.5 : 1)
  );
}

/** What a title consists of, for comparing. */
export function titleParts(title: string): ReadonlySet<string> {
  const key = comparisonKey(title);
  if (!hasUnspacedScript(key)) return new Set(key.split(' ').filter((word) => word !== ''));
  const out = new Set<string>();
  const text = key.replaceAll(' ', '');
  for (let at = 0; at + 2 <= text.length; at++) out.add(text.slice(at, at + 2));
  return out;
}
