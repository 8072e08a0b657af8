import type { Command } from 'commander';
import type { RunningLine } from '../run-line.ts';
import { stageNames } from '../store/ledger.ts';
import { contextOf, untilStopped, withDesk } from './context.ts';
import { paint, shown } from './output.ts';
import { seedsPath } from './replay.ts';
import { replayBar } from './replay-bar.ts';
import { feed } from './replay-feed.ts';
import { replayedDocuments, replaySummary, replayTable } from './replay-report.ts';
import { untilOver } from './until-over.ts';

/** `copydesk start`: the whole product in one process, with the seed feed replayed. */
export function startCommand(program: Command): void {
  program
    .command('start')
    .description('start everything: Redis if none is there, the line, the web server; replay the seed feed; stay')
    .option('--no-seeds', 'do not replay the seed feed')
    .action(async (options: { seeds: boolean }, command) => {
      const context = contextOf(command);
      const { output } = context;
      const stopped = untilStopped();
      const { serve } = await import('../serve.ts');
      const { runLine } = await import('../run-line.ts');
      let stop = false;
      void stopped.then(() => {
        stop = true;
      });
      await withDesk(context, async (desk) => {
        const opened = await desk.openQueues(true);
        if (opened === null) return;
        // The server first: a port that is taken ends the start before any work is begun.
        const server = await serve(desk, opened);
        let line: RunningLine | null = null;
        let drainSeconds: number | undefined;
        try {
          line = await runLine(desk, opened, stageNames);
          void line.stuck.then(() => {
            stop = true;
          });
          const addresses = {
            web: server.url,
            board: `${server.url}/board`,
            redis: opened.how,
            dataDir: desk.config.dataDir,
          };
          if (options.seeds) {
            const bar = replayBar(0);
            const fed = await feed(desk, opened.queues, [seedsPath()], {
              perSecond: null,
              again: false,
              wait: true,
              stopped: () => stop,
              begin: async () => {},
              onFault: (message) => output.fault(shown(message)),
              onProgress: bar.show,
            });
            bar.stop();
            const documents = await replayedDocuments(desk.store, fed.taken);
            output.answer({ documents, faults: fed.faults, addresses }, () =>
              [replayTable(documents, documents.length), '', replaySummary(fed), '', addressLines(addresses)].join(
                '\n',
              ),
            );
          } else output.answer({ addresses }, () => addressLines(addresses));
          drainSeconds = await untilOver(line, stopped, { output, drainSeconds: desk.config.drainSeconds });
        } finally {
          await server.close();
          await line?.drain(drainSeconds);
        }
      });
    });
}

function addressLines({ web, board, redis, dataDir }: Record<'web' | 'board' | 'redis' | 'dataDir', string>): string {
  return [
    `Web page    ${paint('cyan', web)}`,
    `Bull Board  ${paint('cyan', board)}`,
    `Redis       ${redis}`,
    `Data        ${dataDir}`,
    '',
    'Running; Ctrl-C stops. In another terminal: npx copydesk search "…", npx copydesk enqueue URL, npx copydesk status',
  ].join('\n');
}
