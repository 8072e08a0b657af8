import { z } from 'zod';
import { healthOf } from '../feeds/habit.ts';
import type { Completeness, ScopeDay } from '../store/completeness.ts';
import type { FeedRow, FeedStore } from '../store/feed-store.ts';
import { siteOf } from '../store/site-of.ts';
import { assessCount, assessShares, type Days, pastDays } from './assess-scope.ts';
import { dayAt, dayNumber, isoDay } from './days.ts';

/** An alarm that is on: at a site, a feed (by its address), or the line as a whole. */
export const alarmSchema = z.object({
  kind: z.enum(['site', 'feed', 'line']),
  name: z.string().describe('The host of the site, without www.; the address of the feed; `all sites`.'),
  what: z
    .string()
    .describe('no-title, no-date, no-byline, short-bodies, rejected:CODE, quarantined, fewer, silent, failing, gone'),
  says: z.string().describe('What is wrong, for people.'),
  since: z.string().describe('The first day of it, as far as can be told; ISO 8601, UTC.'),
  unit: z
    .enum(['share', 'documents', 'milliseconds'])
    .describe('What past and now are counted in; of a silent feed its silence.'),
  past: z.number().nullable().describe('What is usual.'),
  now: z.number().nullable(),
  examples: z.array(z.string()).describe('Ids of documents.'),
  next: z.string().describe('What to do about it.'),
});
export type Alarm = z.infer<typeof alarmSchema>;

/** The alarms, and how much was looked at; `judged` are the sites whose past is long enough to be compared with. */
export const healthReportSchema = z.object({
  at: z.string(),
  alarms: z.array(alarmSchema),
  sites: z.int(),
  judged: z.int(),
  feeds: z.int(),
});
export type HealthReport = z.infer<typeof healthReportSchema>;

const dayMs = 24 * 3_600_000;
/** The longest window and its past. */
const neededDays = pastDays + 15;
/** When more than half of the judged sites fall at once, and so many, it is not the sites. */
const atOnce = 5;

type Stores = { completeness: Completeness; feeds: Pick<FeedStore, 'list'> };

/** Compares every site and feed with its own past, at a time in milliseconds; one site and its subdomains with `site`. */
export async function healthReport({ completeness, feeds }: Stores, now: number, site?: string): Promise<HealthReport> {
  const today = dayAt(now);
  const days = await completeness.days({ since: isoDay(today - neededDays), ...(site === undefined ? {} : { site }) });
  const rows = (await feeds.list()).filter(({ address }) => site === undefined || isOf(siteOf(address), site));
  const scopes = [...Map.groupBy(days, ({ kind, name }) => `${kind}:${name}`).values()];
  const sites = scopes.flatMap((all) => (all[0]?.kind === 'site' ? [{ name: all[0].name, days: daysOf(all) }] : []));
  const known = sites.filter((one) => Math.min(...one.days.keys()) <= today - 21);
  const alarms = sites.flatMap((one) => siteAlarms(one.name, one.days, today));
  for (const row of rows) {
    const own = scopes.find((all) => all[0]?.kind === 'feed' && all[0].name === row.id);
    alarms.push(...feedAlarms(row, own === undefined ? new Map() : daysOf(own), now, alarms));
  }
  return {
    at: new Date(now).toISOString(),
    alarms: together(alarms, known.length),
    sites: sites.length,
    judged: known.length,
    feeds: rows.length,
  };
}

function siteAlarms(name: string, days: Days, today: number): Alarm[] {
  const count = assessCount(days, today);
  const next = `copydesk fetch https://${name}/ shows whether it answers; copydesk feeds list --ailing whether its feeds do`;
  return [
    ...(count === null ? [] : [{ kind: 'site' as const, name, unit: 'documents' as const, ...count, next }]),
    ...assessShares(days, today).map((finding) => ({
      kind: 'site' as const,
      name,
      unit: 'share' as const,
      ...finding,
    })),
  ];
}

/** What ails a feed: its silence by its own habit, its errors, and what became of its items where its site does not tell the same. */
function feedAlarms(row: FeedRow, days: Days, now: number, told: readonly Alarm[]): Alarm[] {
  const { id, address, lastError, lastSuccess, lastNew, added } = row;
  const { state, silentForMs, habitMs } = healthOf(row, now);
  const base = { kind: 'feed' as const, name: address, examples: [] };
  const alarms: Alarm[] = [];
  const add = (
    what: string,
    says: string,
    since: string,
    more: { past: number | null; now: number | null; next: string },
  ): void => void alarms.push({ ...base, what, says, since: since.slice(0, 10), unit: 'milliseconds', ...more });
  const look = `copydesk feeds test ${address} shows what it gives today`;
  const silence = { past: habitMs, now: silentForMs, next: look };
  if (state === 'silent') add('silent', 'it has had no news for far longer than usual', lastNew ?? added, silence);
  const wellAt = lastSuccess ?? added;
  const failing = { past: null, now: now - Date.parse(wellAt), next: look };
  const why = lastError === null ? '' : `: ${lastError.code}`;
  if (state === 'failing' && now - Date.parse(wellAt) > dayMs)
    add('failing', `it cannot be read${why}`, wellAt, failing);
  if (state === 'gone') {
    const next = `copydesk feeds remove ${id}, and copydesk feeds add the site's page for a new one`;
    add('gone', 'it is gone for good', wellAt, { ...failing, next });
  }
  const site = siteOf(row.site ?? address);
  const isTold = (what: string): boolean =>
    told.some((one) => one.kind === 'site' && one.what === what && isOf(one.name, site ?? ''));
  for (const finding of assessShares(days, dayAt(now))) {
    if (!isTold(finding.what)) alarms.push({ ...base, unit: 'share', ...finding });
  }
  return alarms;
}

/** One alarm in place of many, when most sites fall at once: a holiday, or trouble of our own. */
function together(alarms: Alarm[], judged: number): Alarm[] {
  const fallen = alarms.filter(({ kind, unit }) => kind === 'site' && unit === 'documents');
  if (fallen.length < atOnce || fallen.length * 2 <= judged) return alarms;
  const sum = (part: 'past' | 'now'): number => fallen.reduce((all, one) => all + (one[part] ?? 0), 0);
  const line: Alarm = {
    kind: 'line',
    name: 'all sites',
    what: 'fewer',
    says: `fewer documents came from ${fallen.length} of ${judged} sites at once`,
    since: fallen.map(({ since }) => since).sort()[0] ?? '',
    unit: 'documents',
    past: sum('past'),
    now: sum('now'),
    examples: [],
    next: 'a holiday, or the line: copydesk status shows what is in flight, copydesk feeds list whether feeds are polled',
  };
  return [line, ...alarms.filter((one) => !fallen.includes(one))];
}

const daysOf = (days: readonly ScopeDay[]): Days => new Map(days.map(({ day, tally }) => [dayNumber(day), tally]));

const isOf = (host: string | null, site: string): boolean => host === site || (host?.endsWith(`.${site}`) ?? false);
