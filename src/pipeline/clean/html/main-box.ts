import type { Scope } from './scope.ts';
import type { StoryLine } from './story-line.ts';

/** The element that lays out more than this share of the prose holds the story. */
const MOST = 0.6;

/** The one element that lays out at least this share of the prose; null where the story is told in many. */
export function mainBox(lines: readonly StoryLine[], least = MOST): Scope | null {
  const held = new Map<Scope, number>();
  let total = 0;
  for (const line of lines) {
    if (!line.prose) continue;
    total += line.text.length;
    const box = layoutOf(line);
    held.set(box, (held.get(box) ?? 0) + line.text.length);
  }
  for (const [box, prose] of held) if (prose >= total * least) return box;
  return null;
}

/** What lays a block out: its box, or the first one above that holds more, as where each paragraph has a div of its own. */
function layoutOf({ scope, text }: StoryLine): Scope {
  let { box } = scope;
  while (box.parent?.element && box.chars === text.length) box = box.parent.box;
  return box;
}
