import { table } from '../../src/cli/output.ts';
import { columns } from './measures.ts';
import type { Peers } from './peers.ts';
import type { Way } from './predict.ts';
import type { Comparison, Score, SetScore } from './score.ts';

const shown = (value: number | undefined): string => (value === undefined ? '–' : value.toFixed(3));
const row = (name: string, score: SetScore): string[] => [name, ...columns.map(([, of]) => shown(of(score)))];

/** Our scores by way and set. */
export function ourTable(scores: Map<Way, Score>): string {
  const rows = [...scores].flatMap(([way, { sets, all }]) => [
    ...Object.entries(sets).map(([set, score]) => row(`${way}, ${set}`, score)),
    row(`${way}, all`, all),
  ]);
  return table(['copydesk', ...columns.map(([name]) => name)], rows);
}

/** How well non-articles are rejected, by either way and by the peers that say. */
export function rejectionTable(scores: Map<Way, Score>, peers: Peers): string {
  const ours = [...scores].map(([way, { rejection }]) => ({ name: `copydesk, ${way}`, rejection }));
  const theirs = Object.entries(peers).map(([name, { rejection }]) => ({ name, rejection }));
  const rows = [...ours, ...theirs].flatMap(({ name, rejection }) =>
    rejection
      ? [[name, ...[rejection.p, rejection.r].map(shown), `${rejection.articlesLost} of ${rejection.articles}`]]
      : [],
  );
  return table(['non-articles', 'precision', 'recall', 'articles rejected'], rows);
}

/** Copydesk beside its peers on all sets, where all were read, and on each set against the best of them. */
export function peerTables(ours: Score, peers: Peers, whole: boolean): string {
  const names = columns.map(([name]) => name);
  const beside = table(
    ['all sets', ...names],
    [
      row('copydesk', ours.all),
      ...Object.entries(peers).flatMap(([name, { all }]) => (all === undefined ? [] : [row(name, all)])),
    ],
  );
  const rows = Object.entries({ ...ours.sets, ...(whole && { all: ours.all }) }).flatMap(([set, score]) =>
    columns
      .filter(([name]) => name !== 'P' && name !== 'R')
      .flatMap(([name, of]) => {
        const value = of(score);
        const best = bestPeer(peers, set, of);
        if (value === undefined || best === null) return [];
        const lead = value - best.value;
        return [
          [
            set,
            name,
            shown(value),
            `${shown(best.value)} ${best.name}`,
            `${lead < 0 ? '−' : '+'}${shown(Math.abs(lead))}`,
          ],
        ];
      }),
  );
  const best = table(['set', 'measure', 'copydesk', 'best peer', 'ahead by'], rows);
  return whole ? `${beside}\n\n${best}` : best;
}

function bestPeer(
  peers: Peers,
  set: string,
  of: (score: SetScore) => number | undefined,
): { name: string; value: number } | null {
  const values = Object.entries(peers).flatMap(([name, { sets, all }]) => {
    const score = set === 'all' ? all : sets[set];
    const value = score === undefined ? undefined : of(score);
    return value === undefined ? [] : [{ name, value }];
  });
  return values.reduce<{ name: string; value: number } | null>(
    (best, one) => (best === null || one.value > best.value ? one : best),
    null,
  );
}

/** A paired bootstrap, with what its interval says. */
export function comparisonTable(name: string, { rows }: Comparison): string {
  const verdict = (low: number, high: number): string =>
    low > 0 ? 'copydesk is better' : high < 0 ? `${name} is better` : 'no clear difference';
  return table(
    [`paired bootstrap`, 'pages', 'copydesk', name, 'difference', 'low 95%', 'high 95%', ''],
    rows.map(({ measure, n, a, b, difference, low, high }) => [
      measure,
      String(n),
      ...[a, b, difference, low, high].map(shown),
      verdict(low, high),
    ]),
  );
}
