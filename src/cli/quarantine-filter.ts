import type { Command } from 'commander';
import { stageNames } from '../store/ledger.ts';
import type { CaseFilter } from '../store/quarantine.ts';
import type { Store } from '../store/store.ts';
import { findRow } from './find-row.ts';
import { oneOf, since, siteName } from './values.ts';

/** The options that choose cases. */
export function filterOptions(command: Command): Command {
  return command
    .option('--site <host>', 'of this site and its subdomains; files: of what is no web address', siteName)
    .option('--stage <stage>', `that failed in this stage: ${stageNames.join(', ')}`, oneOf(stageNames))
    .option('--error <code>', 'with this error, as list names it: timeout, TypeError, …')
    .option('--since <when>', 'that failed since a day (2026-01-31) or within a span (90m, 24h, 7d)', since)
    .option('--like <id>', 'of the same group as this case: site, stage, error and cause');
}

/** The filter that the options tell; `like` may be the beginning of an id. @throws UsageError for an unknown one */
export async function filterOf(options: CaseFilter, { ledger }: Pick<Store, 'ledger'>): Promise<CaseFilter> {
  const { site, stage, error, since: from, like } = options;
  return {
    ...(site !== undefined && { site }),
    ...(stage !== undefined && { stage }),
    ...(error !== undefined && { error }),
    ...(from !== undefined && { since: from }),
    ...(like !== undefined && { like: (await findRow(ledger, like)).id }),
  };
}
