import type { FeedWishes } from './feed.ts';

const minute = 60_000;
const periods: Record<string, number> = { hourly: 60, daily: 1440, weekly: 10_080, monthly: 43_200, yearly: 525_600 };
const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

type Declared = {
  ttl?: number | undefined;
  skipHours?: number[] | undefined;
  skipDays?: string[] | undefined;
  sy?: { updatePeriod?: string; updateFrequency?: number } | undefined;
};

/** How seldom a feed asks to be polled: RSS's ttl (minutes), skipHours, skipDays, and the syndication module's update period. */
export function readWishes({ ttl, skipHours = [], skipDays = [], sy }: Declared): FeedWishes {
  const period = periods[sy?.updatePeriod?.toLowerCase() ?? ''];
  const perPeriod = Math.max(1, sy?.updateFrequency ?? 1);
  const waits = [ttl, period === undefined ? undefined : period / perPeriod].filter(
    (wait): wait is number => wait !== undefined && Number.isFinite(wait) && wait > 0,
  );
  // 24 stands for midnight in RSS 0.91.
  const hours = new Set(skipHours.map((hour) => hour % 24).filter((hour) => Number.isInteger(hour) && hour >= 0));
  const weekdays = new Set(skipDays.map((day) => days.indexOf(day.trim().toLowerCase())).filter((day) => day >= 0));
  return {
    ttlMs: waits.length > 0 ? Math.max(...waits) * minute : null,
    skipHours: [...hours].sort((a, b) => a - b),
    skipDays: [...weekdays].sort((a, b) => a - b),
  };
}
