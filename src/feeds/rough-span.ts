/** A span in the one unit that matters, from milliseconds: `25 min`, `3 h`, `12 d`. */
export function roughSpan(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 90) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} d`;
}

/** How long ago a time (ISO 8601) was at `now`, in milliseconds: `3 h ago`, or `never`. */
export const roughlyAgo = (time: string | null, now: number): string =>
  time === null ? 'never' : `${roughSpan(now - Date.parse(time))} ago`;
