import type { Command } from 'commander';
import { dropCases, retryCases } from './quarantine-actions.ts';
import { filterOptions } from './quarantine-filter.ts';
import { listCases } from './quarantine-list.ts';
import { showCase } from './quarantine-show.ts';
import { listLimit } from './values.ts';

/** `copydesk quarantine …`: what failed, by cause; run again, or dropped. */
export function quarantineCommand(program: Command): void {
  const quarantine = program
    .command('quarantine')
    .description('the documents that failed: by cause, one by one, run again or dropped')
    .addHelpText(
      'after',
      `
A document is quarantined when a stage failed at it in an unforeseen way, or at every try. What is known of it is kept:
error, stage, stack, versions, and the page that it was fetched as.

Examples:
  copydesk quarantine list                                 grouped by cause, most first
  copydesk quarantine list --each --site example.org       each document of a site
  copydesk quarantine show 3f2a9c                          error, stack, versions; --body FILE writes the page that failed
  copydesk explain 3f2a9c                                  the page as it was, through today's code and rules
  copydesk quarantine retry --error timeout --since 24h    new runs of what timed out since yesterday
  copydesk quarantine drop --like 3f2a9c --why "no news"   ends the group of a case as rejected`,
    );
  filterOptions(quarantine.command('list').description('the cases, grouped by cause, most first'))
    .option('--each', 'list the documents instead, oldest first')
    .option('--limit <n>', 'how many groups or documents are shown', listLimit, 20)
    .action(listCases);
  quarantine
    .command('show')
    .description('everything that is known of a case')
    .argument('<id-or-url>', 'an id, the beginning of one, or an address')
    .option('--body <file>', 'write the page that it was fetched as to a file, or - for standard output')
    .action(showCase);
  filterOptions(
    quarantine
      .command('retry')
      .description('run cases again, each as a new run of its document')
      .argument('[id-or-url...]', 'ids, beginnings of ids, or addresses'),
  )
    .option('--all', 'all that are quarantined')
    .option('--yes', 'do not ask; above 10 documents a terminal is asked otherwise')
    .addHelpText(
      'after',
      `
A new run begins at the fetch stage, so that it sees the page as it is today: it is asked for again, while what was handed
in is taken from the ledger or its archive. The page kept with the case is for looking at, and is not worked on again.`,
    )
    .action(retryCases);
  filterOptions(
    quarantine
      .command('drop')
      .description('end cases for good: their documents are rejected, with the reason "dropped"')
      .argument('[id-or-url...]', 'ids, beginnings of ids, or addresses'),
  )
    .option('--all', 'all that are quarantined')
    .option('--why <text>', 'why, for those who ask later')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      `
A dropped document stays in the ledger: it counts as rejected, names who dropped it, why, and what it had failed with. What
was kept of it is freed. copydesk retry ID still runs it again.`,
    )
    .action(dropCases);
}
