import type { RowResult } from './run-row.ts';

/** One line for the terminal. */
export function lineOf({
  row,
  rounds,
  documents,
  lost,
  duplicated,
  recoverySeconds,
  measured,
  faults,
  seconds,
}: RowResult): string {
  const figures = Object.entries(measured).map(([what, value]) => `${what} ${figure(value)}`);
  const parts = [
    `${rounds} ×`,
    `${documents} documents`,
    `${lost} lost`,
    `${duplicated} duplicated`,
    `recovered in ${recoverySeconds.toFixed(1)} s`,
    ...figures,
  ];
  const head = `${faults.length === 0 ? 'ok    ' : 'DAMAGE'} ${row.padEnd(24)} ${parts.join(', ')} (${seconds.toFixed(0)} s)`;
  return [head, ...faults.slice(0, 8).map((fault) => `         ${fault}`)].join('\n');
}

/** The table of docs/faults.md. `runs` are the results of each time that all rows ran. */
export function documentOf(runs: readonly (readonly RowResult[])[], day: string): string {
  const rows = runs[0] ?? [];
  const lines = rows.map(({ row, injects }) => {
    const all = runs.flatMap((run) => run.filter((one) => one.row === row));
    const sum = (of: (one: RowResult) => number): number => all.reduce((total, one) => total + of(one), 0);
    const worst = Math.max(...all.map(({ recoverySeconds }) => recoverySeconds));
    const passed = all.filter(({ faults }) => faults.length === 0).length;
    const names = [...new Set(all.flatMap(({ measured }) => Object.keys(measured)))];
    const figures = names.map(
      (name) => `${name} ≤ ${figure(Math.max(...all.map(({ measured }) => measured[name] ?? 0)))}`,
    );
    const cells = [
      row,
      injects,
      sum(({ rounds }) => rounds),
      sum(({ documents }) => documents),
      sum(({ lost }) => lost),
      sum(({ duplicated }) => duplicated),
      worst.toFixed(1),
      figures.join(', '),
      `${passed} of ${all.length}`,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return `# What was done to the line, and what became of it

Written by \`npm run test:faults\` on ${day}; not to be edited. All rows ran ${runs.length === 1 ? 'once' : `${runs.length} times in a row`}, on a
real Redis with an append-only log, with real worker processes, and a proxy that breaks connections. After each row every
acknowledged address has one ending, the one that its document must have; one row; an indexed one has one article of one version;
the queues and the document store are empty. *Recovery*: seconds from the end of the fault until the last of its documents had
ended, at the worst. A killed worker's documents are seen by others when its lock runs out.

| fault | what is done | times | documents | lost | duplicated | recovery, s | figures | passed |
|---|---|---|---|---|---|---|---|---|
${lines.join('\n')}
`;
}

const figure = (value: number): string => (Number.isInteger(value) ? `${value}` : value.toFixed(1));
