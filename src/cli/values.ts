import { InvalidArgumentError } from 'commander';

/** A whole number of at least `min`, as an option's value. */
export const wholeNumber =
  (min: number, max = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < min || value > max) {
      throw new InvalidArgumentError(`It must be a whole number from ${min}${max < 1e9 ? ` to ${max}` : ''}.`);
    }
    return value;
  };

/** How many rows a list shows. */
export const listLimit = wholeNumber(1, 1000);

/** A day as YYYY-MM-DD. */
export function day(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || !isDay(text)) {
    throw new InvalidArgumentError('It must be a day, as 2026-01-31.');
  }
  return text;
}

/** A date as HTTP writes it, for a header; a day or another date that can be read is put into that form. */
export function httpDate(text: string): string {
  const at = Date.parse(text);
  if (Number.isNaN(at))
    throw new InvalidArgumentError('It must be a date, as 2026-01-31 or Sat, 31 Jan 2026 10:00:00 GMT.');
  // A server may compare it sign by sign with what it said itself.
  return /GMT$/.test(text) ? text : new Date(at).toUTCString();
}

/** One of a few words. */
export const oneOf =
  <T extends string>(words: readonly T[]) =>
  (text: string): T => {
    const word = words.find((known) => known === text);
    if (word === undefined) throw new InvalidArgumentError(`It must be one of ${words.join(', ')}.`);
    return word;
  };

/** Some of a few words, parted by commas. */
export const someOf =
  <T extends string>(words: readonly T[]) =>
  (text: string): T[] =>
    text.split(',').map((word) => oneOf(words)(word.trim()));

/** A rate, `5/s`, `300/m` or `1000/h`, in documents a second. */
export function rate(text: string): number {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)\/([smh])$/.exec(text) ?? [];
  const perSecond = Number(amount) / ({ s: 1, m: 60, h: 3600 }[unit] ?? 0);
  if (!Number.isFinite(perSecond) || perSecond <= 0)
    throw new InvalidArgumentError('It must be a rate, as 5/s, 300/m or 1000/h.');
  return perSecond;
}

/** Date.parse takes the 31st of February for the 3rd of March: a day is one that comes back as it went in. */
function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** A day, or a span back from now, as the time at which it begins: ISO 8601, UTC. */
export function since(text: string): string {
  const [, amount, unit = ''] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  if (amount === undefined) {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text) && isDay(text)) return `${text}T00:00:00.000Z`;
    throw new InvalidArgumentError('It must be a day, as 2026-01-31, or a span, as 90m, 24h or 7d.');
  }
  const ms = Number(amount) * ({ m: 60, h: 3600, d: 86_400 }[unit] ?? 0) * 1000;
  return new Date(Date.now() - ms).toISOString();
}

/** A site by its host: an address will do, and www. makes no difference. */
export const siteName = (text: string): string => {
  const [host = ''] = text
    .toLowerCase()
    .replace(/^(?:https?:\/\/)?(?:www\.)?/, '')
    .split(/[/:?#]/);
  if (host === '' || /\s/.test(host)) throw new InvalidArgumentError('It must be a host, as example.org.');
  return host;
};
