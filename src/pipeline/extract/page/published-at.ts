import type { Candidate, DatePrecision, Declaration } from '../../documents.ts';
import type { Chosen } from './choose.ts';
import { type DateValue, instantOf, readDateValue } from './date-value.ts';
import { type DateVote, type DateWords, dateVotes } from './date-votes.ts';
import { inOwnDay, isUtc, ownDays } from './own-day.ts';

export type Dates = {
  publishedAt: Chosen<string>;
  publishedPrecision: DatePrecision | null;
  modifiedAt: Chosen<string>;
};

const DAY = 86_400_000;

/** When the page was published and changed: every place that states a date has a vote, the day with most votes wins. */
export function chooseDates(
  declared: readonly Declaration[],
  language: string | null,
  fetchedAt: string,
  words: DateWords,
): Dates {
  const votes = dateVotes(declared, language, words);
  const latest = Date.parse(fetchedAt) + 2 * DAY;
  const lost = new Map<DateVote, string>();
  for (const vote of votes) {
    const year = Number(vote.date.day.slice(0, 4));
    if (instantOf(vote.date) > latest) lost.set(vote, 'lies in the future of the fetch');
    else if (vote.fault !== undefined) lost.set(vote, vote.fault);
    else if (year < 1900 || vote.date.day === '1970-01-01') lost.set(vote, 'is no date a page was published on');
  }
  for (const vote of framed(declared, votes, language)) lost.set(vote, 'stands in the head or foot of the page too');
  const before = beforeCopyright(
    declared,
    votes.filter((vote) => !lost.has(vote)),
  );
  for (const vote of before) lost.set(vote, 'lies before the copyright of the site begins');
  const valid = votes.filter((vote) => !lost.has(vote));
  const published =
    elect(valid.filter((vote) => !vote.updated)) ??
    elect(
      valid.filter((vote) => vote.updated && (vote.kind === 'text' || vote.kind === 'time' || vote.kind === 'far')),
    );
  const modified = lastChange(
    valid.filter((vote) => vote.updated && vote !== published?.vote),
    ownDays(valid),
  );
  return {
    publishedAt: chosen(
      votes.filter((vote) => !vote.updated || vote === published?.vote),
      published?.vote ?? null,
      published?.date ?? null,
      lost,
    ),
    publishedPrecision: published?.date.precision ?? null,
    modifiedAt: chosen(
      votes.filter((vote) => vote.updated),
      modified?.vote ?? null,
      modified?.date ?? null,
      lost,
    ),
  };
}

/** Bare dates that the page's frame shows as well, and that no declaration backs: today's date, or a template's. */
function framed(declared: readonly Declaration[], votes: readonly DateVote[], language: string | null): DateVote[] {
  const backed = new Set(votes.filter(({ kind }) => kind !== 'text' && kind !== 'far').map(({ date }) => date.day));
  const unbacked = votes.filter(({ kind, labelled, date }) => kind === 'text' && !labelled && !backed.has(date.day));
  if (unbacked.length === 0) return [];
  const days = new Set(
    declared.filter(({ field }) => field === 'frameDate').map(({ value }) => readDateValue(value, language)?.day),
  );
  const bare = unbacked.filter(({ date }) => days.has(date.day));
  // A list of the latest stories may name this one: alone, the date stays.
  return votes.some((vote) => !bare.includes(vote) && vote.kind !== 'far' && !vote.updated) ? bare : [];
}

/** Dates before the first year of the site's copyright. Where there is no other, the story is older than its site, and they stay. */
function beforeCopyright(declared: readonly Declaration[], votes: readonly DateVote[]): DateVote[] {
  const from = declared.find(({ field }) => field === 'copyrightFrom')?.value;
  if (from === undefined) return [];
  const before = votes.filter(({ date }) => date.day.slice(0, 4) < from);
  return votes.some((vote) => !before.includes(vote) && vote.kind !== 'far' && !vote.updated) ? before : [];
}

/** Places of one family come from one system: the best speaks, each further one adds a little. */
const FAMILY: Readonly<Record<string, string>> = {
  'json-ld': 'machine',
  'json-ld-page': 'machine',
  meta: 'machine',
  microdata: 'machine',
  created: 'machine',
  script: 'machine',
  text: 'shown',
  time: 'shown',
  address: 'address',
  far: 'far',
};
const ECHO = 0.25;
const ONLY = 1.2;
/** Lines from the headline within which a date belongs to it. */
const BESIDE = 8;

/** The vote of the winning day, and the date in the page's own day. */
function elect(votes: readonly DateVote[]): { vote: DateVote; date: DateValue } | null {
  const dayOf = ownDays(votes);
  const days = new Map<string, Map<string, number>>();
  for (const vote of votes) {
    const day = dayOf(vote);
    const kinds = days.get(day) ?? new Map<string, number>();
    kinds.set(vote.kind, Math.max(kinds.get(vote.kind) ?? 0, vote.weight));
    days.set(day, kinds);
  }
  const beside = new Set(
    votes
      .filter(
        (vote) =>
          vote.near <= BESIDE &&
          (vote.kind === 'time' || (vote.kind === 'text' && (vote.labelled || vote.declaration.source !== 'line'))),
      )
      .map(dayOf),
  );
  const only = beside.size === 1 ? [...beside][0] : undefined;
  const named = votes.some(
    (vote) => vote.kind === 'text' && vote.labelled && vote.near <= BESIDE && dayOf(vote) === only,
  );
  const told = votes
    .filter((vote) => FAMILY[vote.kind] === 'machine' && vote.weight >= 2)
    .map(dayOf)
    .sort()[0];
  let best: { day: string; score: number } | null = null;
  for (const [day, kinds] of days) {
    const families = new Map<string, number[]>();
    for (const [kind, weight] of kinds)
      families.set(FAMILY[kind] ?? kind, [...(families.get(FAMILY[kind] ?? kind) ?? []), weight]);
    let score = 0;
    // What the reader is shown beside the headline is when it was published, unless the page declares an earlier day:
    // then it is when it was last changed.
    if (day === only) score += told === undefined || day <= told || named ? ONLY : -ONLY;
    for (const weights of families.values())
      score += Math.max(...weights) * (1 - ECHO) + ECHO * weights.reduce((sum, weight) => sum + weight, 0);
    if (best === null || score > best.score) best = { day, score };
  }
  if (best === null) return null;
  return speaking(votes, best.day, dayOf);
}

/** The day of the most trusted place that says when the page was changed. */
function lastChange(
  votes: readonly DateVote[],
  dayOf: (vote: DateVote) => string,
): { vote: DateVote; date: DateValue } | null {
  const [best] = votes.toSorted((a, b) => b.weight - a.weight);
  return best ? speaking(votes, dayOf(best), dayOf) : null;
}

/** The vote that speaks for a day, and the date in the page's own day. */
function speaking(
  votes: readonly DateVote[],
  day: string,
  dayOf: (vote: DateVote) => string,
): { vote: DateVote; date: DateValue } | null {
  const winners = votes.filter((vote) => dayOf(vote) === day).sort((a, b) => rank(b, day) - rank(a, day));
  const [vote] = winners;
  return vote ? { vote, date: inOwnDay(vote.date, day, winners) } : null;
}

/** Of the places that agree on the day the most precise, then the most trusted speaks. */
const rank = (vote: DateVote, day: string): number =>
  (vote.date.day === day ? 40 : 0) +
  (vote.date.precision === 'day' ? 0 : isUtc(vote.date) ? 15 : /[+-]\d\d:\d\d$/.test(vote.date.value) ? 20 : 10) +
  vote.weight;

function chosen(
  votes: readonly DateVote[],
  winner: DateVote | null,
  date: DateValue | null,
  lost: ReadonlyMap<DateVote, string>,
): Chosen<string> {
  const candidates: Candidate[] = [];
  for (const vote of votes) {
    const { declaration } = vote;
    const candidate: Candidate = {
      value: vote.date.value,
      source: declaration.source,
      ...(declaration.value === vote.date.value ? {} : { text: declaration.value.slice(0, 160) }),
    };
    const known = (other: Candidate) => other.source === candidate.source && other.value === candidate.value;
    if (vote === winner) candidates.unshift(candidate);
    else if (candidates.length < 24 && !candidates.some(known))
      candidates.push({
        ...candidate,
        lost:
          lost.get(vote) ??
          (date && vote.date.day === date.day ? 'says the same day' : 'more and better places state another day'),
      });
  }
  return { value: date?.value ?? null, evidence: { source: winner?.declaration.source ?? null, candidates } };
}
