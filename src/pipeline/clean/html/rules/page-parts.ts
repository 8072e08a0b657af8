import { UsualDresses } from '../dress.ts';
import type { Part } from '../part-words.ts';
import type { Scope } from '../scope.ts';
import type { StoryLine } from '../story-line.ts';
import type { StoryPage } from '../story-page.ts';
import type { StoryRule } from '../story-rule.ts';

/** A sentence of so many words is no label of a button, no date line. */
const SENTENCE = 12;

/** What the page's own markup says is no part of the story: one rule a part, so that each removal names it. */
const reasons: Readonly<Record<Exclude<Part, 'caption'>, readonly [id: string, why: string]>> = {
  comments: ['comments', 'Readers wrote it, not the authors of the story.'],
  consent: ['consent-notice', 'It asks for consent to cookies, or explains them.'],
  paywall: ['paywall-prompt', 'It sells access to the story.'],
  newsletter: ['newsletter-box', 'It offers a newsletter or a subscription.'],
  share: ['share-bar', 'It offers to share the story or to follow the outlet.'],
  advert: ['advert', 'It is advertising, or says so of the page.'],
  related: ['related-stories', 'It leads to other stories.'],
  teaser: ['teaser', 'It leads to another story.'],
  author: ['author-box', 'It names or portrays the author; the byline field holds the name.'],
  tags: ['tags-line', 'It lists tags; a field holds them.'],
  navigation: ['navigation', 'It leads through the site.'],
  contents: ['contents-list', 'It repeats the headings of the story.'],
  hidden: ['hidden', 'The page does not show it.'],
  meta: ['meta-line', 'It dates or files the story; fields hold that.'],
  footer: ['footer', 'It is the foot of the page.'],
  button: ['button', 'It is a button, or the label of one.'],
  form: ['form', 'It is a form, a dialogue or a message of the page.'],
  aside: ['aside', 'It stands beside the story.'],
  dek: ['subtitle', 'It is the line under the headline; the dek field holds it.'],
};

const examples: Readonly<Partial<Record<Part, string>>> = { newsletter: 'newsletter-box', related: 'related-posts' };

/** One rule for each part. */
export const pageParts: readonly StoryRule[] = (Object.keys(reasons) as Exclude<Part, 'caption'>[]).map((part) => {
  const [id, why] = reasons[part];
  const dress =
    examples[part] ??
    (part === 'dek'
      ? 'subtitle'
      : part === 'contents'
        ? 'toc'
        : part === 'button'
          ? 'btn'
          : part === 'navigation'
            ? 'navbar'
            : part === 'aside'
              ? 'sidebar'
              : part);
  const rule: StoryRule = {
    id,
    why,
    apply: (page) => take(page, part, rule),
    example: {
      acts: `<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p><div class="${dress}">The page says so of itself, not the story.</div><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years. It is longer than before.</p></article></body>`,
      removes: 'The page says so of itself, not the story.',
      leaves: `<body><article class="${dress}"><h1>Bridge reopens</h1><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></article></body>`,
      keeps: 'The harbour bridge was opened again on Monday after repairs that lasted for more than two years.',
    },
  };
  return rule;
});

function take(page: StoryPage, part: Part, rule: StoryRule): void {
  if (!page.parts.has(part)) return;
  const facts = part === 'aside' ? factBoxes(page) : null;
  const times = part === 'meta' ? timeline(page) : null;
  let dresses: UsualDresses | null = null;
  for (const line of page.kept()) {
    if (line.furniture?.part !== part || isStory(line, part)) continue;
    if ((line.furniture && facts?.has(line.furniture)) || times?.has(line)) continue;
    if (line.prose && MISNAMED.has(part)) {
      dresses ??= new UsualDresses(page.lines.filter(isPlain));
      if (dresses.clothe(line.scope)) continue;
    }
    // A question on a button opens its answer.
    if (part === 'button' && line.words >= 4 && /[?？؟]$/.test(line.text)) line.kind = 'heading';
    else page.remove(line, rule, 'the markup says so');
  }
}

/** Parts whose names stand on layouts too; a sentence dressed as the story's own are is one of them. */
const MISNAMED: ReadonlySet<Part> = new Set<Part>(['teaser', 'advert', 'aside', 'form']);

const isPlain = (line: StoryLine): boolean => line.inRoot && line.furniture === null;

/** Asides among the story's paragraphs that hold a heading over a list or a table, and no links: boxes of facts. */
function factBoxes(page: StoryPage): Set<Scope> {
  const kept = page.kept();
  const first = kept.find(isPlainProse)?.n ?? Number.POSITIVE_INFINITY;
  const last = kept.findLast(isPlainProse)?.n ?? 0;
  const boxes = Map.groupBy(
    kept.filter((line) => line.furniture?.part === 'aside' && line.n > first && line.n < last),
    (line) => line.furniture as Scope,
  );
  const facts = new Set<Scope>();
  for (const [box, lines] of boxes)
    if (box.links === 0 && lines[0]?.kind === 'heading' && lines.some(isEntry)) facts.add(box);
  return facts;
}

/** A story that goes through the years has as many dates, dressed alike. */
const LEAST_TIMES = 3;

/** The dates of a timeline: below the story's first paragraph, dressed alike, each over a text of its own without links. */
function timeline(page: StoryPage): Set<StoryLine> {
  const kept = page.kept();
  const first = kept.find(isPlainProse)?.n ?? Number.POSITIVE_INFINITY;
  const dates = kept.filter((line, at) => {
    const below = kept[at + 1];
    return line.furniture?.part === 'meta' && line.n > first && line.links === 0 && below?.prose && isUnlinked(below);
  });
  const alike = Map.groupBy(dates, ({ scope }) => scope.dress);
  return new Set([...alike].flatMap(([dress, lines]) => (dress !== null && lines.length >= LEAST_TIMES ? lines : [])));
}

const isUnlinked = (line: StoryLine): boolean => isPlain(line) && line.links === 0;
const isPlainProse = (line: StoryLine): boolean => line.prose && isPlain(line);
const isEntry = ({ kind }: StoryLine): boolean => kind === 'list-item' || kind === 'table';

/** Whether the name says more than it can mean: sentences on a button, in a line of tags, or a heading with a tag's class. */
function isStory(line: StoryLine, part: Part): boolean {
  if (part === 'button') return line.prose && line.words >= SENTENCE;
  if (part !== 'meta' && part !== 'tags') return false;
  return (line.prose && line.words >= SENTENCE) || (line.kind === 'heading' && line.furniture === line.scope);
}
