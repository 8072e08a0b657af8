import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { clean } from '../../src/pipeline/clean/clean.ts';
import { type RuleBook, withoutRule } from '../../src/pipeline/clean/rule-book.ts';
import type { CleanDocument } from '../../src/pipeline/documents.ts';
import { book, folded, passed, projectDir, raw } from './documents.ts';

// The brake is left off: an example is shorter than any document and may be mostly boilerplate.
const cleaned = (text: string, rules: RuleBook): CleanDocument =>
  passed(clean(raw(text), rules, { maxRemovedShare: 1 }));
const removedBy = (document: CleanDocument, rule: string): string[] =>
  document.removals.filter((removal) => removal.rule === rule).map(({ text }) => text);
const kept = (document: CleanDocument): string[] => {
  const gone = new Set(document.removals.filter(({ whole }) => whole).map(({ block }) => block));
  return document.blocks.filter(({ n }) => !gone.has(n)).map(({ text }) => text);
};

/** The book with just one rule. */
const alone = (id: string): RuleBook => {
  const others = [...book.phraseRules, ...book.codeRules].filter((rule) => rule.id !== id);
  return others.reduce((rules, rule) => withoutRule(rules, rule.id), book);
};

describe.each(book.codeRules.map((rule) => [rule.id, rule] as const))('rule %s', (id, { why, example }) => {
  test('says why', () => expect(why).toMatch(/\w+ \w+ \w+/));

  test('removes its example', () => {
    expect(removedBy(cleaned(example.acts, book), id)).toEqual(expect.arrayContaining(example.removes));
  });

  test('is what removes it: alone it does, and without any rule the text stays', () => {
    expect(removedBy(cleaned(example.acts, alone(id)), id)).toEqual(expect.arrayContaining(example.removes));
    const none = cleaned(example.acts, withoutRule(alone(id), id));
    expect(none.removals).toEqual([]);
    for (const text of example.removes) expect(kept(none).join('\n')).toContain(text);
  });

  test('leaves its other example alone', () => {
    expect(kept(cleaned(example.leaves, book))).toEqual(expect.arrayContaining(example.keeps));
  });
});

const before = [
  'The harbour bridge was opened to traffic again on Monday after repairs that lasted for more than two years.',
  'The mayor said that the works had cost less than planned and thanked all who had taken part in them.',
  'Commuters had to take a long way round through the hills since the inspectors found cracks in the piers.',
];
const after = 'The next bridge to be repaired is the one at the mill, which was built in the same year as this one.';

/** A line in a story: in its middle, or at its end where the rule acts on tails only. */
const story = (line: string, tail: boolean): string =>
  (tail ? [...before, after, line] : [...before, line, after]).join('\n\n');

describe.each(book.phraseRules.map((rule) => [rule.id, rule] as const))(
  'rule %s',
  (id, { removes, keeps, where, why }) => {
    const tail = where === 'tail';

    test('says why', () => expect(why).toMatch(/\w+ \w+ \w+/));

    test('removes its example', () => {
      expect(removedBy(cleaned(story(removes, tail), alone(id)), id)).toEqual([folded(removes)]);
    });

    test('is needed for that: without any rule the line stays', () => {
      expect(kept(cleaned(story(removes, tail), withoutRule(alone(id), id)))).toContain(folded(removes));
    });

    test('keeps its other example, and so does every other rule', () => {
      expect(kept(cleaned(story(keeps, tail), book))).toContain(folded(keeps));
      expect(kept(cleaned(story(keeps, tail), alone(id)))).toContain(folded(keeps));
    });

    test('the line is gone when all rules run, and the story is not', () => {
      const lines = kept(cleaned(story(removes, tail), book));
      expect(lines).not.toContain(folded(removes));
      expect(lines).toEqual(expect.arrayContaining([...before, after]));
    });
  },
);

const entrySchema = z.object({
  id: z.string(),
  equals: z.record(z.string(), z.array(z.string())).optional(),
  startsWith: z.record(z.string(), z.array(z.string())).optional(),
});
const folder = resolve(projectDir, 'config/boilerplate');
const wordLists = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => z.array(entrySchema).parse(parse(readFileSync(resolve(folder, file), 'utf8'))))
  .flatMap(({ id, equals, startsWith }) => [equals, startsWith].flatMap((list) => (list ? [[id, list] as const] : [])));

test.each(wordLists)('the word list of %s is held in at least twelve languages', (_id, list) => {
  expect(Object.keys(list).length).toBeGreaterThanOrEqual(12);
});

test('no phrase rule is a sentence of some page: phrases stay short', () => {
  for (const rule of book.phraseRules) {
    for (const phrase of [...rule.equals, ...rule.startsWith.map(({ key }) => key)]) {
      expect(phrase.split(' ').length, `${rule.id}: ${phrase}`).toBeLessThanOrEqual(14);
    }
  }
});
