import { articleSchema } from '../pipeline/article.ts';

const column = 20;
const width = 98;

/** What each field of an article means, in the schema's words, for --help; docs/fields.md says more. */
export function fieldHelp(): string {
  const lines = Object.entries(articleSchema.shape).flatMap(([name, { description = '' }]) =>
    wrap(description, width - column - 2).map((line, at) => `  ${(at === 0 ? name : '').padEnd(column)}${line}`),
  );
  return ['The fields of an article (docs/fields.md tells more of each):', ...lines].join('\n');
}

function wrap(text: string, size: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > size) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
