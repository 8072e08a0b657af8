import { Command, CommanderError } from 'commander';
import { enqueueCommand } from './cli/enqueue.ts';
import { explainCommand } from './cli/explain.ts';
import { extractCommand } from './cli/extract.ts';
import { feedsCommand } from './cli/feeds.ts';
import { fetchCommand } from './cli/fetch.ts';
import { healthCommand } from './cli/health.ts';
import { paint } from './cli/output.ts';
import { quarantineCommand } from './cli/quarantine.ts';
import { reextractCommand } from './cli/reextract.ts';
import { replayCommand } from './cli/replay.ts';
import { retryCommand } from './cli/retry.ts';
import { searchCommand } from './cli/search.ts';
import { serveCommand } from './cli/serve.ts';
import { showCommand } from './cli/show.ts';
import { startCommand } from './cli/start.ts';
import { statusCommand } from './cli/status.ts';
import { workCommand } from './cli/work.ts';
import { version } from './desk.ts';
import { LaterError, UsageError } from './errors.ts';

const commands = [
  startCommand,
  replayCommand,
  reextractCommand,
  enqueueCommand,
  feedsCommand,
  statusCommand,
  healthCommand,
  searchCommand,
  showCommand,
  explainCommand,
  extractCommand,
  fetchCommand,
  quarantineCommand,
  retryCommand,
  workCommand,
  serveCommand,
];

/** The command line. Exit codes: 0 done, 1 something failed, 2 wrong use. */
async function main(argv: string[]): Promise<void> {
  const program = new Command('copydesk')
    .description('Reads the news so that a program does not have to: fetch, clean, extract, index.')
    .version(version)
    .option('--config <file>', 'a YAML file with the settings that differ from config/copydesk.yaml')
    .option('--json', 'answer with JSON')
    .exitOverride()
    .showHelpAfterError('(copydesk --help shows all commands)');
  for (const add of commands) add(program);
  // --json and --config are taken on either side of the command's name.
  for (const command of program.commands) {
    for (const one of [command, ...command.commands]) {
      one.showHelpAfterError(`(${pathOf(one)} --help shows how)`);
      one.option('--json', 'answer with JSON').option('--config <file>', 'a YAML file with settings').exitOverride();
    }
  }
  await program.parseAsync(argv);
}

const pathOf = (command: Command): string =>
  command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;

try {
  await main(process.argv);
} catch (error) {
  process.exitCode = tell(error);
}

function tell(error: unknown): number {
  const wantsJson = process.argv.includes('--json');
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  if (wantsJson) process.stdout.write(`${JSON.stringify({ error: errorObject(error) })}\n`);
  if (error instanceof CommanderError) return 2;
  const write = (line: string): boolean => process.stderr.write(`${line}\n`);
  if (error instanceof UsageError) {
    write(`${paint('red', 'error')}: ${error.message}`);
    if (error.hint !== undefined) write(`  ${error.hint}`);
    return 2;
  }
  if (error instanceof LaterError) {
    write(`${paint('red', 'error')}: ${error.message}`);
    write('  what was accepted before stays accepted; mend it and say the same again');
    return 1;
  }
  write(`${paint('red', 'error')}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  write('  this is a fault of copydesk itself');
  return 1;
}

function errorObject(error: unknown): { message: string; hint?: string } {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof UsageError && error.hint !== undefined ? { message, hint: error.hint } : { message };
}
