import type { Command } from 'commander';
import { UsageError } from '../errors.ts';
import { submit } from '../sources/submit.ts';
import { readWebAddress } from '../sources/web-address.ts';
import type { Acceptance, Submission } from '../store/ledger.ts';
import { contextOf, withDesk } from './context.ts';
import { inputName, inputText } from './input-text.ts';
import { lineNote } from './line-note.ts';
import { count, paintState, shown } from './output.ts';

/** `copydesk enqueue`: web addresses are checked and accepted. */
export function enqueueCommand(program: Command): void {
  program
    .command('enqueue')
    .description('accept web addresses of articles, to be fetched and worked on')
    .argument('[url...]', 'web addresses, or - to read them from standard input')
    .option('--file <file>', 'read addresses from a file, one a line; # begins a remark')
    .option('--again', 'run known addresses again; what has not changed on the web ends at once')
    .option('--whole', 'with --again: work on what has not changed too')
    .addHelpText(
      'after',
      '\nExamples:\n  copydesk enqueue https://example.org/news/1\n  copydesk enqueue --file addresses.txt\n  cat addresses.txt | copydesk enqueue -',
    )
    .action(async (urls: string[], options: { file?: string; again?: boolean; whole?: boolean }, command) => {
      const context = contextOf(command);
      const { output } = context;
      if (options.whole && !options.again) throw new UsageError('--whole is said together with --again');
      const submissions: Submission[] = [];
      const faults: { input: string; error: string }[] = [];
      for (const { where, address } of await addressesFrom(urls, options.file)) {
        const read = readWebAddress(address, 'enqueue');
        if ('submission' in read) submissions.push(read.submission);
        else {
          faults.push({ input: address, error: read.error });
          output.fault(`${where}${shown(read.error)}`);
        }
      }
      await withDesk(context, async (desk) => {
        const opened = submissions.length > 0 ? await desk.openQueues(false) : null;
        const queues = opened?.queues ?? null;
        const { acceptances, queued } = await submit(desk.store.ledger, queues, submissions, {
          again: options.again ?? false,
          whole: options.whole ?? false,
        });
        const documents = acceptances.map(({ row, answer }) => ({
          id: row.id,
          address: row.address,
          answer,
          state: row.state,
          run: row.run,
        }));
        output.answer({ documents, faults }, () =>
          [...acceptances.map(line), summary(acceptances, faults.length)].join('\n'),
        );
        if (acceptances.some(({ answer }) => answer !== 'known')) await lineNote(output, queues, queued);
      });
    });
}

function line({ row, answer }: Acceptance): string {
  const said = { accepted: 'accepted', 'run-again': `accepted as run ${row.run}`, known: 'already accepted: ' }[answer];
  return `${row.id}  ${said}${answer === 'known' ? paintState(row.state === 'accepted' ? 'in flight' : row.state) : ''}  ${shown(row.address)}`;
}

function summary(acceptances: Acceptance[], faults: number): string {
  const known = acceptances.filter(({ answer }) => answer === 'known').length;
  const parts = [`${acceptances.length - known} accepted`, `${known} already known`];
  if (faults > 0) parts.push(`${count(faults, 'address')} refused`.replace('addresss', 'addresses'));
  return parts.join(', ');
}

async function addressesFrom(urls: string[], file: string | undefined): Promise<{ where: string; address: string }[]> {
  const given = urls.filter((url) => url !== '-').map((address) => ({ where: '', address }));
  if (urls.includes('-')) given.push(...linesOf('line', await inputText('-')));
  if (file !== undefined) given.push(...linesOf(`${file}:`, await inputText(file)));
  if (given.length === 0) {
    const read = [...(urls.includes('-') ? ['-'] : []), ...(file === undefined ? [] : [file])];
    throw new UsageError(
      read.length === 0 ? 'no address was given' : `${read.map(inputName).join(' and ')} holds no address`,
      'copydesk enqueue URL…, --file FILE, or - for standard input; one address a line',
    );
  }
  return given;
}

function linesOf(name: string, content: string): { where: string; address: string }[] {
  return content
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((address, index) => ({
      where: `${name}${name.endsWith(':') ? '' : ' '}${index + 1}: `,
      address: address.trim(),
    }))
    .filter(({ address }) => address !== '' && !address.startsWith('#'));
}
