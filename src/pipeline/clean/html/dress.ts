import type { Scope } from './scope.ts';
import type { StoryLine } from './story-line.ts';

/** A dress that clothes this share of the prose is how the page sets its stories. */
const USUAL = 0.3;

/** The dresses that clothe much of the prose of some lines. They are told apart when first asked for: most pages need none. */
export class UsualDresses {
  private readonly lines: readonly StoryLine[];
  private known: ReadonlySet<string> | null = null;
  constructor(lines: readonly StoryLine[]) {
    this.lines = lines;
  }

  /** Whether an element is dressed so. Undressed elements say nothing. */
  clothe({ dress }: Scope): boolean {
    this.known ??= usualAmong(this.lines);
    return dress !== null && this.known.has(dress);
  }

  /** Whether a line's element, or the one that lays it out, is dressed so. */
  wornBy({ scope }: StoryLine): boolean {
    return this.clothe(scope) || this.clothe(scope.box);
  }
}

function usualAmong(lines: readonly StoryLine[]): Set<string> {
  const worn = new Map<string, number>();
  let total = 0;
  const wear = (dress: string | null, length: number) => {
    if (dress !== null) worn.set(dress, (worn.get(dress) ?? 0) + length);
  };
  for (const { prose, text, scope } of lines) {
    if (!prose) continue;
    total += text.length;
    wear(scope.dress, text.length);
    if (scope.box.dress !== scope.dress) wear(scope.box.dress, text.length);
  }
  return new Set([...worn].filter(([, held]) => held > total * USUAL).map(([dress]) => dress));
}
