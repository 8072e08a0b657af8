import type { Declaration } from '../../documents.ts';
import { comparisonKey } from '../../reading/fold.ts';
import { namesInAddress } from './address-name.ts';
import { readDeclaredNames } from './byline-reading.ts';
import { weightOf } from './byline-weight.ts';
import type { Answer, BylineReading, NameContext } from './names.ts';

/** Names that several elements give are one answer of no more than so many. */
const MOST_ELEMENTS = 8;

/** What each source of bylines says; several elements of one source that stand together give one answer. */
export function sourceAnswers(declared: readonly Declaration[], context: NameContext): Answer[] {
  const answers: Answer[] = [];
  const read = readDeclaredNames(context);
  for (const [at, declaration] of declared.entries()) {
    const { field, source, value, near = 0 } = declaration;
    if (field !== 'byline' && field !== 'line') continue;
    const reading = isAddress(declaration) ? namesInAddress(value, context) : read(declaration, declared[at + 1]);
    if (reading === null) continue;
    const group = answers.find((answer) => answer.source === source && standsBy(answer, near, reading));
    if (group) merge(group, reading, value, near);
    else
      answers.push({
        source,
        names: reading.people,
        collectives: reading.collectives,
        agencies: reading.agencies,
        labelled: reading.labelled,
        texts: [value],
        near,
        last: near,
        weight: weightOf(source),
      });
  }
  return answers;
}

const isAddress = ({ source, value }: Declaration): boolean =>
  /^(?:https?:)?\/|^link:|address$/.test(value) || source === 'link:author';

/** Whether what an element says belongs to the answer of its source: two authors, two elements. */
function standsBy(answer: Answer, near: number, reading: BylineReading): boolean {
  const { source } = answer;
  if (!/^(?:author-link|itemprop|byline-element|line)/.test(source)) return true;
  const apart = near - answer.last;
  if (apart > (source === 'line' ? 1 : 3) || answer.texts.length >= MOST_ELEMENTS) return false;
  // After a byline with its label, only another one with a label belongs to it; links need none.
  return !answer.labelled || reading.labelled || reading.people.length === 0 || /link|itemprop/.test(source);
}

function merge(answer: Answer, reading: BylineReading, text: string, near: number): void {
  for (const name of reading.people)
    if (!answer.names.some((other) => comparisonKey(other) === comparisonKey(name))) answer.names.push(name);
  answer.collectives.push(...reading.collectives);
  answer.agencies.push(...reading.agencies);
  answer.labelled ||= reading.labelled;
  answer.texts.push(text);
  answer.last = near;
}
