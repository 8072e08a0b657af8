import { trailingCredit } from '../../reading/credit.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import type { StoryPage } from './story-page.ts';

const MOST_WORDS = 130;
const BRACKET_END = /[)\]）］】〕]\s*\.?$/u;
/** A year makes a reference to a source of it: "(EPA 2024)". */
const YEAR = /\b(?:19|20)\d\d\b/;

/** Types as captions the paragraphs that end in the bracketed credit of a picture, "(AP Photo/Jane Roe)", whatever they stand in. */
export function typeCredited(page: StoryPage, vocabulary: Vocabulary): void {
  for (const line of page.kept()) {
    if (line.kind !== 'paragraph' || line.words > MOST_WORDS || !BRACKET_END.test(line.text)) continue;
    const credit = trailingCredit(line.text, vocabulary);
    if (credit?.photo && !YEAR.test(credit.credit)) line.kind = 'caption';
  }
}
