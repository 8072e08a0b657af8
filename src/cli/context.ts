import type { Command } from 'commander';
import { useTrackingParameters } from '../addresses/tracking-parameters.ts';
import { type Config, loadConfig } from '../config.ts';
import { type Desk, openDesk } from '../desk.ts';
import { type Output, openOutput } from './output.ts';

/** What the options before and after a command's name say for every command. */
export type Context = { config: Config; output: Output };

/** Reads --config and --json and the environment. @throws UsageError for a faulty configuration. */
export function contextOf(command: Command): Context {
  const { config, json } = command.optsWithGlobals() as { config?: string; json?: boolean };
  const settings = loadConfig({
    env: process.env,
    cwd: process.cwd(),
    ...(config === undefined ? {} : { file: config }),
  });
  useTrackingParameters(settings.trackingParametersFile);
  return { config: settings, output: openOutput(json ?? false) };
}

/** Runs `work` with an open desk and closes it afterwards, whatever happened. */
export async function withDesk<T>({ config, output }: Context, work: (desk: Desk) => Promise<T>): Promise<T> {
  const desk = openDesk(config, output.tell);
  try {
    return await work(desk);
  } finally {
    await desk.close();
  }
}

/** A terminal, a wrapper and a service manager may each pass on the same stop: what follows this soon is not a second. */
const echoMs = 1_000;

/** Resolves at the first SIGINT or SIGTERM with its name; a second one ends the process at once. */
export function untilStopped(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let since: number | null = null;
    const stop = (signal: NodeJS.Signals): void => {
      since ??= performance.now();
      if (performance.now() - since > echoMs) process.exit(signal === 'SIGINT' ? 130 : 143);
      resolve(signal);
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
