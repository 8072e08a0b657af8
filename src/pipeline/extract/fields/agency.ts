import { readBylineLine } from '../../reading/byline-line.ts';
import { agencyIn, creditLine } from '../../reading/credit.ts';
import type { Field, Option } from '../field.ts';
import type { Reading } from '../reading.ts';

/** "SEOUL, Sept. 6 (Yonhap) --", "BERLIN (dpa) -", "París, 6 sep (EFE).-", "(서울=연합뉴스)", "/ТАСС/" at a story's start. */
const DATELINES = [
  /^[^()（）]{0,60}[(（]([^()（）]{2,40})[)）]\s*\.?\s*[-–—:]/u,
  /^[(（[]?\s?[^()=]{1,12}=\s?([^()=)）\]]{2,12})[)）\]]/u,
  /^[^/]{0,50}\/([^/]{2,30})\/\s*[-–—.]/u,
  /^[^–—]{2,50}\s?[–—]\s?([\p{L}-]{2,12})\s?[–—:]/u,
  /^(?:[【[(（])?(新华社|新華社|中新社|中央社|共同社)/u,
];

/** The news agency credited for the text: in the byline, at the end or the start of the story, or on a line of its own. */
export const agency: Field<string> = {
  name: 'agency',
  *options(reading) {
    const { vocabulary } = reading;
    for (const line of reading.withRole('byline')) {
      for (const name of readBylineLine(line.text, vocabulary)?.names ?? []) {
        const is = agencyIn(name, vocabulary);
        if (is !== null) yield { is, value: is, source: 'byline-line', block: line.n, text: line.text };
      }
    }
    const { closing } = reading;
    if (closing) {
      const { agency: is, credit: text, line } = closing;
      yield { is, value: is, source: 'trailing-credit', block: line.n, text };
    }
    for (const line of reading.withRole('agency')) {
      const is = creditLine(line.text, vocabulary);
      if (is !== null) yield { is, value: is, source: 'credit-line', block: line.n, text: line.text };
    }
    const first = reading.withRole('body').find((line) => line.prose);
    for (const pattern of first ? DATELINES : []) {
      const named = pattern.exec(first?.text.slice(0, 110) ?? '')?.[1];
      const is = named === undefined ? null : agencyIn(named, vocabulary);
      if (is !== null && first) yield { is, value: is, source: 'dateline', block: first.n, text: named ?? '' };
    }
    for (const { value, source } of [...reading.declared('byline'), ...reading.declared('byline-organisation')]) {
      const is = agencyIn(value.replace(/^by\s+/i, ''), vocabulary);
      if (is !== null) yield { is, value: is, source, text: value };
    }
  },
  fault: (_option: Option<string>, _reading: Reading) => null,
};
