import type { Command } from 'commander';
import { type StageName, stageNames } from '../store/ledger.ts';
import { contextOf, untilStopped, withDesk } from './context.ts';
import { untilOver } from './until-over.ts';
import { someOf } from './values.ts';

/** `copydesk work`: a worker process, for all stages or some. */
export function workCommand(program: Command): void {
  program
    .command('work')
    .description('work on the queues until stopped; start as many as you like, on as many machines as share the store')
    .option('--stages <list>', `only these stages: ${stageNames.join(',')}`, someOf(stageNames))
    .addHelpText('after', '\nExamples:\n  copydesk work\n  copydesk work --stages clean,extract')
    .action(async (options: { stages?: StageName[] }, command) => {
      const context = contextOf(command);
      const stages = options.stages ?? stageNames;
      const stopped = untilStopped();
      const { runLine } = await import('../run-line.ts');
      await withDesk(context, async (desk) => {
        const opened = await desk.openQueues(true);
        if (opened === null) return;
        const line = await runLine(desk, opened, stages);
        context.output.answer(
          { working: stages, redis: opened.how },
          () => `Working on ${stages.join(', ')}; Redis: ${opened.how}. Ctrl-C stops.`,
        );
        const { drainSeconds } = desk.config;
        await line.drain(await untilOver(line, stopped, { output: context.output, drainSeconds }));
      });
    });
}
