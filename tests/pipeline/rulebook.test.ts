import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { loadRuleBook } from '../../src/rulebook.ts';
import { projectDir } from './documents.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rulebook-'));
  cpSync(resolve(projectDir, 'config'), folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const entry = (more: string) =>
  `- id: my-rule\n  why: It is my own page that says so.\n  removes: Abc\n  keeps: Abcd\n${more}`;

test('a rule is added by writing one entry', () => {
  writeFileSync(join(folder, 'boilerplate/mine.yaml'), entry('  equals: { en: [Abc] }\n'));
  expect(loadRuleBook(folder).phraseRules.map(({ id }) => id)).toContain('my-rule');
});

test.each([
  ['an unknown key', entry('  equal: { en: [Abc] }\n'), /mine.*my-rule.*equal/s],
  ['nothing to match', entry(''), /mine.*my-rule.*equals, startsWith or pattern/s],
  ['a broken pattern', entry('  pattern: "(abc"\n'), /mine.*my-rule.*pattern/s],
  ['a word boundary that never holds', entry("  pattern: '(?:follow|подпишитесь)\\b'\n"), /my-rule.*never holds/s],
  ['a pattern that could take for ever', entry('  pattern: "(a+)+b"\n'), /mine.*my-rule.*repeats a repetition/s],
  ['a phrase without a letter', entry('  equals: { en: ["--"] }\n'), /mine.*my-rule.*no letter/s],
  [
    'an id that is taken',
    entry('  equals: { en: [Abc] }\n').replace('my-rule', 'share-widget'),
    /share-widget.*taken by boilerplate/s,
  ],
  ['no list', 'id: my-rule\n', /mine.*list/s],
  ['no YAML', '- id: [\n', /mine.yaml is not valid YAML/],
])('%s is told with the file and the entry', (_name, text, message) => {
  writeFileSync(join(folder, 'boilerplate/mine.yaml'), text);
  expect(() => loadRuleBook(folder)).toThrow(UsageError);
  expect(() => loadRuleBook(folder)).toThrow(message);
});

test('a fault in the vocabulary names the list', () => {
  writeFileSync(join(folder, 'vocabulary/dates.yaml'), 'published: { en: [on] }\n');
  expect(() => loadRuleBook(folder)).toThrow(/vocabulary.*dates\.updated/s);
});

test('a folder that is not there is told with the next step', () => {
  expect(() => loadRuleBook(join(folder, 'nowhere'))).toThrow(/cannot read the rules in .*nowhere/);
});
