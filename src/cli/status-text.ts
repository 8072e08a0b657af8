import { megabytes } from '../megabytes.ts';
import { stageNames } from '../store/ledger.ts';
import type { Status } from '../workers/status.ts';
import { paint, paintState, table } from './output.ts';
import { sumOf } from './sum-text.ts';

/** How everything stands, in words. */
export function statusText(status: Status): string {
  const { accepted, indexed, rejected, quarantined, inFlight, stages } = status;
  const waiting = stageNames.map((name) => `${name} ${stages[name]}`).join(', ');
  return [
    table(
      ['', 'documents'],
      [
        ['accepted', `${accepted}`],
        [paintState('indexed'), `${indexed}`],
        [paintState('rejected'), `${rejected}`],
        [paintState('quarantined'), `${quarantined}`],
        [paint('cyan', 'in flight'), `${inFlight}  (${waiting})`],
      ],
    ),
    '',
    sumOf(status),
    '',
    ...lineText(status.line),
  ].join('\n');
}

function lineText(line: Status['line']): string[] {
  if (line === null) return ['No Redis answers: no line is running.'];
  const { queues, redis, disk, brake, reconciler, workers } = line;
  const rows = stageNames.map((name) => {
    const { waiting, active, delayed, failed, oldestMs } = queues[name];
    const oldest = oldestMs === null ? '' : `${Math.round(oldestMs / 1000)} s`;
    return [name, `${waiting}`, `${active}`, `${delayed}`, `${failed}`, oldest];
  });
  const lines = [table(['queue', 'waiting', 'active', 'delayed', 'failed', 'oldest'], rows), ''];
  const share = `${Math.round(redis.share * 100)} % of ${megabytes(redis.bound)}`;
  lines.push(`Redis       ${byLevel(redis.level, `${megabytes(redis.used)}, ${share}`)}`);
  lines.push(`disk        ${byLevel(disk.level, `${megabytes(disk.free)} free, ${megabytes(disk.least)} must be`)}`);
  if (brake !== null) lines.push(`braked      ${paint('yellow', brake)}`);
  lines.push(`reconciler  ${reconciler === null ? 'has not swept yet' : sweepText(reconciler)}`);
  if (workers.length === 0) lines.push('workers     none');
  for (const { worker, stages, done, stuck } of workers) {
    const what = stuck === null ? `${done} done` : paint('red', `STUCK: ${stuck}`);
    lines.push(`worker      ${worker} (${stages.join(', ')}): ${what}`);
  }
  return lines;
}

const byLevel = (level: 'ok' | 'warn' | 'paused', text: string): string =>
  level === 'ok' ? text : paint(level === 'warn' ? 'yellow' : 'red', `${text}${level === 'paused' ? ': PAUSED' : ''}`);

function sweepText({
  began,
  tookMs,
  looked,
  sent,
  closed,
  freed,
  total,
}: NonNullable<NonNullable<Status['line']>['reconciler']>): string {
  const last = `${began}, ${tookMs} ms: of ${looked} in flight ${sent} sent, ${closed} closed; ${freed} freed`;
  return `${last} (since Redis was last emptied ${total.sent} sent, ${total.closed} closed, ${total.freed} freed)`;
}
