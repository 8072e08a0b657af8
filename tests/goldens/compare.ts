import type { Result } from './run-golden.ts';
import { squash } from './squash.ts';
import type { ArticleTruth, Truth } from './truth.ts';

type ArticleResult = Extract<Result, { outcome: 'article' }>;

/**
 * How a result falls short of the truth, one line for each point; empty when all that is true holds. A line names what
 * is true, not what the program gave instead, so that it stays the same until the point is right.
 */
export function shortfallsOf(truth: Truth, result: Result): string[] {
  if (truth.outcome !== result.outcome) return [`outcome is not ${truth.outcome}`];
  if (truth.outcome === 'rejected')
    return 'code' in result && result.code === truth.kind ? [] : [`kind is not ${truth.kind}`];
  const article = result as ArticleResult;
  return [
    ...fields(truth, article),
    ...body(truth, article.body),
    ...removed(truth, article),
    ...captions(truth, article),
  ];
}

function fields(truth: ArticleTruth, result: ArticleResult): string[] {
  const wrong = {
    kind: (result.kind ?? 'article') !== (truth.kind ?? 'article'),
    language: result.language !== truth.language,
    title: result.title?.normalize('NFKC') !== truth.title.normalize('NFKC'),
    bylines: JSON.stringify(result.bylines) !== JSON.stringify(truth.bylines),
    agency: result.agency !== truth.agency,
    publisher: result.publisher !== truth.publisher,
    publishedAt: !sameMoment(result.publishedAt, truth.publishedAt),
  };
  return Object.entries(wrong).flatMap(([field, is]) =>
    is ? [`${field} is not ${JSON.stringify(truth[field as keyof ArticleTruth] ?? 'article')}`] : [],
  );
}

/** Equal as written, or the same instant told on the same day with an offset on both sides. */
function sameMoment(given: string | null, truth: string): boolean {
  if (given === null || given === truth) return given === truth;
  const offset = /(?:Z|[+-]\d\d:\d\d)$/;
  const told = [given, truth].every((moment) => moment.includes('T') && offset.test(moment));
  const second = (moment: string) => Math.floor(Date.parse(moment) / 1000);
  // Minutes are compared where one of the two tells no seconds.
  const unit = [given, truth].some((moment) => /T\d\d:\d\d(?:Z|[+-])/.test(moment)) ? 60 : 1;
  return told && given.slice(0, 10) === truth.slice(0, 10) && Math.abs(second(given) - second(truth)) < unit;
}

/** Shorter texts stand in a body by chance: they count only where a paragraph, or the entry before them, ends. */
const SHORT = 12;

function body(truth: ArticleTruth, paragraphs: string[]): string[] {
  const shortfalls: string[] = [];
  const squashed = paragraphs.map(squash);
  const whole = squashed.join('');
  const starts = new Set<number>();
  let length = 0;
  for (const paragraph of squashed) {
    starts.add(length);
    length += paragraph.length;
  }
  let cursor = 0;
  for (const entry of truth.body) {
    const wanted = squash(entry);
    const at = placeOf(wanted, whole, cursor, starts);
    if (at !== -1) cursor = at + wanted.length;
    else if (wanted.length >= SHORT && whole.includes(wanted)) shortfalls.push(`body out of order: ${brief(entry)}`);
    else shortfalls.push(`body lacks: ${brief(entry)}`);
  }
  const optional = (truth.optional ?? []).map(squash);
  const allowed = truth.body.map(squash).join('');
  for (const [n, paragraph] of squashed.entries()) {
    const rest = optional.reduce((left, text) => left.replace(text, ''), paragraph);
    if (!allowed.includes(rest)) shortfalls.push(`body holds besides: ${brief(paragraphs[n] ?? '')}`);
  }
  return shortfalls;
}

function placeOf(wanted: string, whole: string, cursor: number, starts: ReadonlySet<number>): number {
  let loose = -1;
  for (let at = whole.indexOf(wanted, cursor); at !== -1; at = whole.indexOf(wanted, at + 1)) {
    if (at === cursor || starts.has(at)) return at;
    if (loose === -1 && wanted.length >= SHORT) loose = at;
  }
  return loose;
}

function removed(truth: ArticleTruth, { removals }: ArticleResult): string[] {
  const each = removals.map(({ text }) => squash(text));
  const gone = each.join('');
  const isGone = (text: string) => (text.length < SHORT ? each.some((one) => one.includes(text)) : gone.includes(text));
  return truth.removed.filter((text) => !isGone(squash(text))).map((text) => `not removed: ${brief(text)}`);
}

function captions(truth: ArticleTruth, result: ArticleResult): string[] {
  const given = new Map(result.captions.map(({ text, credit }) => [squash(text), credit]));
  const shortfalls: string[] = [];
  for (const { text, credit } of truth.captions) {
    const found = given.get(squash(text));
    if (found === undefined) shortfalls.push(`captions lack: ${brief(text)}`);
    else if (squash(found ?? '') !== squash(credit ?? '')) shortfalls.push(`credit is not ${credit}: ${brief(text)}`);
  }
  const known = new Set(truth.captions.map(({ text }) => squash(text)));
  for (const { text } of result.captions)
    if (!known.has(squash(text))) shortfalls.push(`captions hold besides: ${brief(text)}`);
  return shortfalls;
}

function brief(text: string): string {
  const signs = [...text];
  return signs.length <= 70 ? text : `${signs.slice(0, 36).join('')} … ${signs.slice(-30).join('')}`;
}
