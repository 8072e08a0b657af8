import { Parser } from 'htmlparser2';
import { foldSpace } from '../../../reading/fold.ts';
import { tagFacts } from '../tag-facts.ts';
import { isArticleType, type SchemaNode } from './schema-graph.ts';

/** Characters; less may be a summary, and more is no article. */
const LEAST = 400;
const LONGEST = 300_000;
const MARKUP = /&(?:#\w+|\w+);|<[a-z/!]/i;

/** The text of the story as the page's own article declares it (`articleBody`), as written; null when none does. */
export function toldStory(nodes: readonly SchemaNode[]): string | null {
  for (const { types, values } of nodes) {
    const told = values.articleBody;
    if (isArticleType(types) && typeof told === 'string' && told.length >= LEAST && told.length <= LONGEST) return told;
  }
  return null;
}

/** The paragraphs of a told story: markup and entities read (twice encoded ones too), parted at line ends. */
export function toldParagraphs(told: string): string[] {
  let text = told;
  for (let round = 0; round < 2 && MARKUP.test(text); round++) text = shownLines(text);
  return text
    .split(/\n+/)
    .map(foldSpace)
    .filter((paragraph) => paragraph !== '');
}

function shownLines(html: string): string {
  const shown: string[] = [];
  const parser = new Parser({
    ontext: (text) => shown.push(text),
    onclosetag: (name) => {
      if (tagFacts(name).line) shown.push('\n');
    },
  });
  parser.end(html);
  return shown.join('');
}
