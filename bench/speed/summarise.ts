import type { Measures } from '../floors.ts';
import type { EngineName } from './engines.ts';
import type { Lives, Runs } from './measure-engines.ts';
import type { Life, Measured } from './measured.ts';

/** One engine's line: each number is the median of its rounds; a page's time is the median of that page's times. */
export type Row = {
  name: EngineName;
  pages: number;
  pagesPerSecond: number;
  /** On the pages before those that count. */
  firstPagesPerSecond: number;
  megabytesPerSecond: number;
  peakMegabytes: number;
  medianPerKilobyte: number;
  worstPerKilobyte: number;
  worstOverMedian: number;
  worstPage: string;
  failed: number;
};

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}

/**
 * A page counts for at least so much in the time per KB. Each page costs something whatever its size, and a pause of the
 * compiler or the collector that falls on a page of 3 KB made it look dear: read first 12 ms, later 2 ms, at best under 0.7.
 */
const LEAST_KILOBYTES = 20;

const totalMs = ({ pages }: Measured): number => pages.reduce((sum, { ms }) => sum + ms, 0);
const pagesPerSecond = (run: Measured): number => (run.pages.length * 1000) / totalMs(run);
const firstPagesPerSecond = ({ warmUp }: Measured): number => rateOf(warmUp);

/** Over a thread's life. */
export const lifePagesPerSecond = (lives: Life[]): number => median(lives.map(rateOf));
const rateOf = ({ pages, ms }: Life): number => (pages * 1000) / ms;

export function summarise(name: EngineName, rounds: Measured[]): Row {
  const times = rounds.map((run) => new Map(run.pages.map(({ id, ms }) => [id, ms])));
  const pages = (rounds[0]?.pages ?? []).map(({ id, kilobytes }) => ({
    id,
    perKilobyte: median(times.map((of) => of.get(id) ?? 0)) / Math.max(LEAST_KILOBYTES, kilobytes),
  }));
  const kilobytes = (rounds[0]?.pages ?? []).reduce((sum, page) => sum + page.kilobytes, 0);
  const worst = pages.reduce((a, b) => (b.perKilobyte > a.perKilobyte ? b : a), { id: '', perKilobyte: 0 });
  const medianPerKilobyte = median(pages.map(({ perKilobyte }) => perKilobyte));
  return {
    name,
    pages: pages.length,
    pagesPerSecond: median(rounds.map(pagesPerSecond)),
    firstPagesPerSecond: median(rounds.map(firstPagesPerSecond)),
    megabytesPerSecond: kilobytes / 1.024 / median(rounds.map(totalMs)),
    peakMegabytes: median(rounds.map(({ peakMegabytes }) => peakMegabytes)),
    medianPerKilobyte,
    worstPerKilobyte: worst.perKilobyte,
    worstOverMedian: worst.perKilobyte / medianPerKilobyte,
    worstPage: worst.id,
    failed: rounds[0]?.failed ?? 0,
  };
}

/**
 * Ours against the others, higher being better. Rates are compared within a round, where the machine was equally busy,
 * and the median of the rounds is taken.
 */
export function compare(rows: Row[], runs: Runs, lives: Lives): Measures {
  const rateOver = (other: EngineName, rate = pagesPerSecond): number =>
    median(
      runs.copydesk.map((run, round) => {
        const against = runs[other][round];
        return against === undefined ? Number.NaN : rate(run) / rate(against);
      }),
    );
  const row = (name: EngineName): Row | undefined => rows.find((one) => one.name === name);
  const ours = row('copydesk');
  const readability = row('readability');
  if (ours === undefined || readability === undefined) throw new Error('a round is missing');
  return {
    'pages/s over readability + linkedom': rateOver('readability'),
    'pages/s over defuddle': rateOver('defuddle'),
    ...lifeOver(lives),
    'pages/s over bare parse, after the warm-up': rateOver('bare parse'),
    'pages/s over bare parse, first pages': rateOver('bare parse', firstPagesPerSecond),
    'peak memory of readability + linkedom over ours': readability.peakMegabytes / ours.peakMegabytes,
    'median time per KB over the worst page’s': 1 / ours.worstOverMedian,
  };
}

/** Nothing is left out of a life: neither the first pages, nor what V8 compiles on the way, which differs from run to run. */
function lifeOver({ copydesk, 'bare parse': bare }: Lives): Measures {
  const ratios = copydesk.flatMap((life, round) => {
    const against = bare[round];
    return against === undefined ? [] : [rateOf(life) / rateOf(against)];
  });
  return ratios.length === 0 ? {} : { 'pages/s over bare parse': median(ratios) };
}
