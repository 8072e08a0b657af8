import type { Alarm } from './report.ts';

/** What is usual and what is now, in words: `3 %`, `98 %`; `412`, `0`; `6 h`, `9 d`. */
export function amounts({ unit, past, now }: Pick<Alarm, 'unit' | 'past' | 'now'>): [string, string] {
  const word = (value: number | null): string => {
    if (value === null) return '–';
    if (unit === 'share') return `${Math.round(value * 100)} %`;
    if (unit === 'documents') return String(Math.round(value));
    const hours = value / 3_600_000;
    return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} d`;
  };
  return [word(past), word(now)];
}
