import { UsageError } from '../src/errors.ts';

/** Runs a benchmark: exit 0 when it holds, 1 when it fell below a floor, 2 when it could not be run as asked. */
export async function runBench(bench: () => Promise<boolean>): Promise<void> {
  try {
    process.exitCode = (await bench()) ? 0 : 1;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!(error instanceof UsageError) && code?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
    const { message, hint } = error as UsageError;
    process.stderr.write(`error: ${message}\n${hint === undefined ? '' : `  ${hint}\n`}`);
    process.exitCode = 2;
  }
}
