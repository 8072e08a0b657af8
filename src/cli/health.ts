import type { Command } from 'commander';
import { amounts } from '../health/amounts.ts';
import { healthReport } from '../health/report.ts';
import { contextOf, withDesk } from './context.ts';
import { count, cut, paint, shown, table } from './output.ts';
import { siteName } from './values.ts';

/** `copydesk health`: sites and feeds that have become worse than their own past. */
export function healthCommand(program: Command): void {
  program
    .command('health')
    .description('sites and feeds that have become worse than they were: silent, without dates, with empty bodies, …')
    .option('--site <host>', 'of this site and its subdomains alone', siteName)
    .addHelpText(
      'after',
      `
Each site and feed is compared with its own past six weeks: how many documents came, what share of them is rejected or
quarantined, how many articles have no title, date or byline, or a body far shorter than usual. A site is judged once
there are three weeks of it. Numbers of documents are those of whole days (UTC); shares count as documents come.

Exit codes: 0 no alarm, 1 an alarm is on, 2 wrong use.

Examples:
  copydesk health
  copydesk health --site example.org
  copydesk health --json | jq '.alarms[].name'`,
    )
    .action(async ({ site }: { site?: string }, command) => {
      const context = contextOf(command);
      await withDesk(context, async ({ store }) => {
        const report = await healthReport(store, Date.now(), site);
        const { alarms, sites, judged, feeds } = report;
        if (alarms.length > 0) process.exitCode = 1;
        context.output.answer(report, () => {
          const looked = `${count(sites, 'site')}, ${judged} of them with a past of three weeks; ${count(feeds, 'feed')}`;
          if (alarms.length === 0) return `${paint('green', 'no alarm')}: ${looked}`;
          const rows = alarms.map(({ name, says, since, ...rest }) => [
            cut(name, 50),
            cut(says, 70),
            since,
            ...amounts(rest),
          ]);
          const steps = alarms.flatMap(({ name, what, examples, next }) => [
            '',
            `${paint('bold', shown(name))}  ${shown(what)}`,
            ...(examples.length > 0 ? [`    examples ${examples.join(' ')}`] : []),
            `    → ${shown(next)}`,
          ]);
          const head = ['where', 'what', 'since', 'usual', 'now'];
          return [table(head, rows), ...steps, '', `${paint('red', count(alarms.length, 'alarm'))}: ${looked}`].join(
            '\n',
          );
        });
      });
    });
}
