import type { Command } from 'commander';
import { UsageError } from '../errors.ts';
import { readWebAddress } from '../sources/web-address.ts';
import { contextOf, withDesk } from './context.ts';
import { type FetchRequest, fetchReport } from './fetch-report.ts';
import { fetchText } from './fetch-text.ts';
import { httpDate } from './values.ts';

/** `copydesk fetch`: one address as the worker would fetch it; nothing is saved. */
export function fetchCommand(program: Command): void {
  program
    .command('fetch')
    .description('fetch one address as a worker would, and show every hop; nothing is saved')
    .argument('<address>', 'a web address')
    .option('--head-only', 'stop at the head of the last answer')
    .option('--etag <tag>', 'ask for it only if it is no longer this version, as an earlier answer named it')
    .option(
      '--last-modified <date>',
      'ask for it only if it has changed since, as an earlier answer named it',
      httpDate,
    )
    .addHelpText(
      'after',
      `
Exit codes: 0 a document (or unchanged, or the head), 1 it was rejected or would be tried again, 2 wrong use.

Examples:
  copydesk fetch https://example.org/news/1
  copydesk fetch https://example.org/news/1 --etag '"abc"' --json`,
    )
    .action(async (address: string, options: FetchRequest, command) => {
      const context = contextOf(command);
      const { config, output } = context;
      const read = readWebAddress(address, 'fetch');
      if ('error' in read) throw new UsageError(read.error);
      await withDesk(context, async (desk) => {
        const opened = await desk.openQueues(false);
        const shared = opened && { redis: opened.redis, prefix: config.redisPrefix };
        const report = await fetchReport(read.submission.address, options, config, shared);
        if (report.outcome === 'rejected' || report.outcome === 'retry') process.exitCode = 1;
        output.answer(report, () => fetchText(report));
      });
    });
}
