import { once } from 'node:events';
import { realpath, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { UsageError } from '../errors.ts';
import type { Explanation } from '../pipeline/explain-document.ts';
import { contextOf } from './context.ts';
import { explanationOf } from './explain-source.ts';
import { explanationText } from './explain-text.ts';
import { fieldHelp } from './field-help.ts';
import type { Output } from './output.ts';

/** `copydesk explain`: every block with what became of it and why, every field with its candidates. */
export function explainCommand(program: Command): void {
  program
    .command('explain')
    .description(
      'show each block of a document kept or removed, by which rule and why, and each field with its candidates',
    )
    .argument(
      '<id-or-file-or-url>',
      'an id of the store, a file, - for standard input, or a web address (known articles from the store, others are fetched)',
    )
    .option('--html [file]', 'write one self-contained page instead, to a file or else to standard output')
    .addHelpText(
      'after',
      `
A document that is rejected is explained too: why, by which signs, and what its fields and its body would have been. Its
"outcome" is "rejected", and the command ends with exit code 0, for it has explained it.

${fieldHelp()}

Examples:
  copydesk explain https://example.org/news/1
  copydesk explain page.html --html explained.html
  curl -s https://example.org/news/1 | copydesk explain - --json`,
    )
    .action(async (name: string, options: { html?: string | true }, command) => {
      const { config, output } = contextOf(command);
      if (options.html !== undefined && output.json) throw new UsageError('--html and --json exclude each other');
      const explanation = await explanationOf(name, config);
      if (options.html !== undefined) {
        await writePage(explanation, name, options.html, output);
        return;
      }
      const { id, address, outcome, reason, kind, blocks, evidence, notes } = explanation;
      output.answer({ id, address, outcome, reason, kind, blocks, evidence, notes }, () =>
        explanationText(explanation),
      );
    });
}

/** The page to its file, or to standard output for `true`. @throws UsageError for a file that cannot be written. */
async function writePage(explanation: Explanation, name: string, to: string | true, output: Output): Promise<void> {
  const { explainPage } = await import('./explain-page.ts');
  const page = explainPage(explanation);
  if (to === true) {
    if (!process.stdout.write(page)) await once(process.stdout, 'drain');
    return;
  }
  const [from, onto] = await Promise.all([name, to].map((path) => realpath(path).catch(() => null)));
  if (from !== null && from === onto)
    throw new UsageError(`${to} is the document itself`, 'name another file for the page');
  try {
    await writeFile(to, page);
  } catch (error) {
    throw new UsageError(`${to} cannot be written: ${(error as Error).message}`);
  }
  output.tell(`${to} shows what became of ${name}`);
}
