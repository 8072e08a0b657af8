import type { Command } from 'commander';
import { contextOf, untilStopped, withDesk } from './context.ts';

/** `copydesk serve`: the web server without a line. */
export function serveCommand(program: Command): void {
  program
    .command('serve')
    .description('run the web page, the API and Bull Board, without working on the queues')
    .action(async (_options, command) => {
      const context = contextOf(command);
      const stopped = untilStopped();
      const { serve } = await import('../serve.ts');
      await withDesk(context, async (desk) => {
        const opened = await desk.openQueues(true);
        if (opened === null) return;
        const server = await serve(desk, opened);
        context.output.answer(
          { web: server.url, board: `${server.url}/board` },
          () => `Web page ${server.url}, Bull Board ${server.url}/board; Ctrl-C stops.`,
        );
        await stopped;
        await server.close();
      });
    });
}
