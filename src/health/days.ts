const dayMs = 24 * 3_600_000;

/** Days are numbered from 1970-01-01 on, in UTC: what is compared often is compared as a number. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs);

/** The day that a time in milliseconds lies in. */
export const dayAt = (ms: number): number => Math.floor(ms / dayMs);

/** A day as an ISO 8601 date. */
export const isoDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** 0 (Sunday) to 6. */
export const weekdayOf = (day: number): number => (day + 4) % 7;
