import { comparisonKey } from './fold.ts';
import { type HeadlineFacts, type HeadlineQuestion, headlineFacts } from './headline-facts.ts';
import { headlineSigns } from './headline-signs.ts';

/** What a line must reach. Of bodies without their headline a quarter has a line that does, mostly one that reads as a headline. */
const ENOUGH = 4.5;
/** A title that the document declares speaks louder than all signs. */
const DECLARED = 6;
/** A shorter line may end another one by chance. */
const SHORTEST_KEY = 12;

/**
 * The `n` of the line that is the headline, or null: the one with the most points for its words and its place. Where other
 * words run into a copy of it (a breadcrumb), the copy that stands by itself is the headline.
 * @param declared the titles that the document declares
 */
export function headlineAt(question: HeadlineQuestion & { declared: readonly string[] }): number | null {
  const declared = question.declared.map(comparisonKey).filter((key) => key !== '');
  const all = headlineFacts(question);
  let best: HeadlineFacts | null = null;
  let most = ENOUGH;
  for (const facts of all) {
    const points = pointsOf(facts) + (declared.some((title) => isTold(facts, title)) ? DECLARED : 0);
    if (points >= most) [best, most] = [facts, points];
  }
  if (best === null) return null;
  const { key } = best.line;
  const alone = all.find(
    ({ line, at }) => line.key.length >= SHORTEST_KEY && line.key !== key && key.endsWith(line.key) && at > best.at,
  );
  return (alone ?? best).line.n;
}

function pointsOf(facts: HeadlineFacts): number {
  let points = 0;
  for (const sign of headlineSigns) points += sign.points * Number(sign.size(facts));
  return points;
}

const isTold = ({ line }: HeadlineFacts, title: string): boolean =>
  title === line.key || (line.words > 2 && title.includes(line.key));
