import { AND } from '../reading/and.ts';
import { comparisonKey } from '../reading/fold.ts';
import type { HeadLine } from './head-lines.ts';
import { isLoneName, type Told } from './lone-name.ts';
import type { NameContext } from './page/names.ts';
import { readNames } from './page/read-names.ts';

/** Characters of a line of names. */
export const LONGEST = 80;
/** Authors of one text. */
const MOST = 12;

/** What joins a name to the next, alone in a line, at its end or at its beginning. */
const JOINT_FIRST = new RegExp(`^(?:[,&]\\s*|(?:${AND})(?:\\s+|$))`, 'iu');
const JOINT_LAST = new RegExp(`(?:[,&]|(?:^|\\s)(?:${AND}))$`, 'iu');

/** What stands before the first name of a line. */
export const labelOf = (line: string, [name = '']: readonly string[]): string =>
  comparisonKey(line.slice(0, Math.max(0, line.indexOf(name))));

/**
 * The names of one byline that go on in the lines below `last`: "By Jane Roe" over "By John Doe"; "Jane Roe", "and",
 * "John Doe".
 * @param label what the byline begins with, as labelOf gives it
 */
export function furtherNames(
  lines: readonly HeadLine[],
  last: HeadLine,
  label: string,
  told: Told,
  context: NameContext,
): { name: string; line: HeadLine }[] {
  const names: { name: string; line: HeadLine }[] = [];
  let open = JOINT_LAST.test(last.value);
  for (const line of lines.slice(lines.indexOf(last) + 1)) {
    if (line.value.length > LONGEST || names.length >= MOST) break;
    const rest = line.value.replace(JOINT_FIRST, '');
    open ||= rest !== line.value;
    if (rest === '') continue;
    const { people, labelled } = readNames(rest, context);
    const whole = people.filter((name) => name.includes(' '));
    const same = label !== '' && labelled && labelOf(line.value, people) === label;
    if (whole.length === 0 || !(same || (open && whole.every((name) => isLoneName(name, told, context))))) break;
    names.push(...whole.map((name) => ({ name, line })));
    open = JOINT_LAST.test(rest);
  }
  return names;
}
