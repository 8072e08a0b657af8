import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { projectDir } from '../config.ts';
import type { Desk } from '../desk.ts';
import { UsageError } from '../errors.ts';
import type { RunningLine } from '../run-line.ts';
import { stdinPath } from '../sources/replay-stdin.ts';
import { stageNames } from '../store/ledger.ts';
import { type Context, contextOf, untilStopped, withDesk } from './context.ts';
import type { Fed } from './feed-tally.ts';
import { lineNote } from './line-note.ts';
import { shown } from './output.ts';
import { archiveBytes, replayBar } from './replay-bar.ts';
import { feed } from './replay-feed.ts';
import { replayedDocuments, replaySummary, replayTable } from './replay-report.ts';
import { rate } from './values.ts';

/** The seed feed, as it is named from the current folder. */
export const seedsPath = (): string => relative(process.cwd(), join(projectDir, 'seeds')) || '.';

/** What a loop that does not wait for the line leaves it between two rounds. */
const pauseMs = 1_000;

type Options = { rate?: number; again?: boolean; loop?: boolean; wait?: boolean };

/** `copydesk replay`: files become documents of the line, as if they had been fetched. */
export function replayCommand(program: Command): void {
  program
    .command('replay')
    .description(
      'run files through the line: folders, .txt, .html, .jsonl of {url|html|text}, and archives (.warc, .warc.gz)',
    )
    .argument('[path...]', 'files and folders, or - for standard input (default: the seed feed)')
    .option('--rate <n/s>', 'hand in at most so many documents, as 5/s, 300/m or 1000/h', rate)
    .option('--again', 'run known documents again, each as a new run')
    .option('--loop', 'begin again at the end, until stopped; implies --again from the second round on')
    .option(
      '--wait',
      'wait until all have ended and print what became of each (the default on a terminal and with --loop)',
    )
    .option('--no-wait', 'return as soon as all are accepted')
    .addHelpText(
      'after',
      `
A document that is indexed already is left alone unless its text has changed or --again is given.
If no worker is running, --wait works the line itself. Of archives, responses with status 200 that are HTML or text are
taken; all others are counted. The file itself is kept, not copied: leave it where it is until all have ended, and for as
long as its documents may be run again.

Examples:
  copydesk replay
  copydesk replay articles/ feed.jsonl --rate 5/s
  copydesk replay seeds/ --again --wait --json
  copydesk replay CC-NEWS-20261101000000-00001.warc.gz --wait
  curl -s https://example.org/pages.warc.gz | copydesk replay -      (WARC or JSON lines; bodies are kept in the store)`,
    )
    .action(async (given: string[], options: Options, command) => {
      const context = contextOf(command);
      const paths = given.length > 0 ? given : [seedsPath()];
      if (options.loop && paths.includes(stdinPath))
        throw new UsageError('standard input can be read once: --loop cannot begin again', 'save it to a file first');
      const wait = options.wait ?? (process.stdout.isTTY || options.loop === true);
      let stop = false;
      void untilStopped().then(() => {
        stop = true;
        context.output.tell('stopping: what is accepted stays accepted');
      });
      await withDesk(context, (desk) => replay(desk, context, paths, options, { wait, stopped: () => stop }));
    });
}

async function replay(
  desk: Desk,
  { output }: Context,
  paths: string[],
  options: Options,
  { wait, stopped }: { wait: boolean; stopped(): boolean },
): Promise<void> {
  const opened = await desk.openQueues(wait);
  const queues = opened?.queues ?? null;
  const bar = replayBar(await archiveBytes(paths));
  let line = null as RunningLine | null;
  /** With nobody at work on the queues, this process works the line itself. */
  const begin = async (): Promise<void> => {
    if (opened === null || (await opened.queues.workers('fetch')) > 0) return;
    const { runLine } = await import('../run-line.ts');
    line ??= await runLine(desk, opened, stageNames);
  };
  const feeding = {
    perSecond: options.rate ?? null,
    wait,
    stopped,
    begin: async () => (wait ? begin() : undefined),
    onFault: (message: string) => output.fault(shown(message)),
    onProgress: bar.show,
  };
  try {
    let again = options.again ?? false;
    for (;;) {
      const fed = await feed(desk, queues, paths, { ...feeding, again });
      bar.stop();
      await report(desk, { output }, fed, wait);
      if (!wait && fed.states.accepted > 0) await lineNote(output, queues, fed.queued);
      if (!options.loop || stopped() || fed.answers.accepted + fed.answers['run-again'] + fed.answers.known === 0)
        return;
      again = true;
      if (!wait) await sleep(pauseMs);
    }
  } finally {
    bar.stop();
    await line?.drain();
  }
}

async function report(desk: Desk, { output }: Pick<Context, 'output'>, fed: Fed, wait: boolean): Promise<void> {
  const documents = await replayedDocuments(desk.store, fed.taken);
  if (wait && fed.states.accepted > 0) process.exitCode = 1;
  const { answers, states, records, faults, faultCount } = fed;
  output.answer({ documents, faults, answers, states, records, faultCount }, () =>
    [
      ...(documents.length > 0
        ? [replayTable(documents, answers.accepted + answers['run-again'] + answers.known), '']
        : []),
      replaySummary(fed),
    ].join('\n'),
  );
}
