import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fieldHelp } from '../../src/cli/field-help.ts';
import { projectDir } from '../../src/config.ts';
import { articleSchema } from '../../src/pipeline/article.ts';

/** The meaning of each field in docs/fields.md: the first paragraph under its heading. */
const written = new Map(
  readFileSync(join(projectDir, 'docs/fields.md'), 'utf8')
    .split(/^### /m)
    .slice(1)
    .map((section): [string, string] => {
      const [name = '', meaning = ''] = section.split('\n\n');
      return [name, meaning.replace(/\s+/g, ' ').trim()];
    }),
);
const fields = Object.entries(articleSchema.shape);

describe('docs/fields.md', () => {
  it.each(fields)('says of %s what the schema says', (name, field) => {
    expect(field.description, `articleSchema.${name} has no description`).toBeDefined();
    expect(written.get(name), `docs/fields.md has no section ### ${name}`).toBe(field.description);
  });

  it('has no section for what is no field', () => {
    expect([...written.keys()].filter((name) => !(name in articleSchema.shape))).toEqual([]);
  });

  it.each([...written])('says of %s one thing, in a sentence or two', (_name, meaning) => {
    expect(meaning).toMatch(/^[A-Z].*\.$/);
    expect(meaning.length).toBeLessThanOrEqual(160);
  });
});

describe('the help of the command line', () => {
  it.each(fields)('says of %s what the schema says', (name, field) => {
    const folded = fieldHelp().replace(/\s+/g, ' ');
    expect(folded).toContain(`${name} ${field.description}`);
  });

  it('fits a terminal of 100 columns', () => {
    expect(
      fieldHelp()
        .split('\n')
        .filter((line) => line.length > 100),
    ).toEqual([]);
  });
});
