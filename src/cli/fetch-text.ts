import type { Hop } from '../fetch/fetched.ts';
import type { FetchReport } from './fetch-report.ts';
import { cut, paint, shown } from './output.ts';

/** What `copydesk fetch` found, for people: the hops in order, the last head, and the outcome. */
export function fetchText(report: FetchReport): string {
  const hops = report.hops.flatMap((hop, i) => hopLines(hop, i + 1));
  const head = (report.hops.at(-1)?.headers ?? []).map(
    ([name, value]) => `     ${paint('dim', `${shown(name)}:`)} ${cut(value, 110)}`,
  );
  const way = [...hops, ...head];
  return [...way, ...(way.length === 0 ? [] : ['']), ...outcomeLines(report)].join('\n');
}

function hopLines({ url, ip, status, location, robots, timing }: Hop, n: number): string[] {
  const { dnsMs, connectMs, tlsMs, firstByteMs, totalMs } = timing;
  const times = Object.entries({ dns: dnsMs, connect: connectMs, tls: tlsMs, 'first byte': firstByteMs })
    .filter(([, ms]) => ms !== null)
    .map(([name, ms]) => `${name} ${ms}`);
  const verdict = robots === null ? 'not asked' : `${robots.allowed ? 'allows' : 'refuses'} (${shown(robots.why)})`;
  return [
    `${n}. ${paint('bold', shown(url))}`,
    `     ${paint('dim', 'robots.txt')} ${verdict}`,
    `     ${status === null ? paint('red', 'no answer') : paint(status < 400 ? 'green' : 'yellow', `HTTP ${status}`)}${ip === null ? '' : ` from ${ip}`}`,
    `     ${paint('dim', 'time')} ${[...times, `total ${totalMs}`].join(' · ')} ms`,
    ...(location === null ? [] : [`     ${paint('dim', 'to')} ${shown(location)}`]),
  ];
}

function outcomeLines(report: FetchReport): string[] {
  switch (report.outcome) {
    case 'head':
      return [`${paint('green', 'head')}: the body was not asked for`];
    case 'unchanged':
      return [`${paint('green', 'unchanged')}: ${shown(report.url)} is still the version named`];
    case 'document':
      return [
        `${paint('green', 'document')}: ${report.mediaType}, ${report.charset}, ${report.characters} characters; ${report.bytes} bytes, ${report.wireBytes} on the wire`,
        ...(report.movedTo === null ? [] : [`  it has moved for good to ${shown(report.movedTo)}`]),
        ...report.notes.map(({ code, detail }) => `  ${paint('yellow', 'note')} ${code}: ${shown(detail)}`),
      ];
    case 'rejected':
      return [
        `${paint('yellow', 'rejected')}: ${report.reason.code}: ${shown(report.reason.detail)}`,
        ...(report.next === null ? [] : [`  ${report.next}`]),
      ];
    case 'retry': {
      const first = Math.max((report.retryAfterMs ?? 0) / 1000, report.delaysSeconds[0] ?? 0);
      const tries = report.delaysSeconds.length;
      return [
        `${paint('yellow', 'would be tried again')}: ${report.reason.code}: ${shown(report.reason.detail)}`,
        `  a worker tries it ${tries} more time${tries === 1 ? '' : 's'}, first after ${Math.ceil(first)} s, then quarantines it`,
      ];
    }
  }
}
