import { describe, expect, test } from 'vitest';
import { declarePage } from '../../src/pipeline/clean/html/declare/declare-page.ts';
import { parsePage } from '../../src/pipeline/clean/html/dom.ts';
import { saidBy } from '../../src/pipeline/clean/html/run-rules.ts';
import { scan } from '../../src/pipeline/clean/html/scan.ts';
import { StoryPage } from '../../src/pipeline/clean/html/story-page.ts';
import { storyRules } from '../../src/pipeline/clean/html/story-rules.ts';

/** An example's page after the rules for pages, all but one if one is named; no phrase rule helps. */
function ruled(html: string, without?: string): StoryPage {
  const document = parsePage(html);
  const scanned = 'rejected' in document ? document : scan(document);
  if ('rejected' in document || 'rejected' in scanned) throw new Error('an example must be within all bounds');
  const page = new StoryPage(scanned, saidBy(declarePage(document, null).declared, null));
  for (const rule of storyRules) if (rule.id !== without) rule.apply(page);
  return page;
}

describe.each(storyRules.map((rule) => [rule.id, rule] as const))('rule %s', (id, { why, example }) => {
  test('says why', () => expect(why).toMatch(/\w+ \w+ \w+/));

  test('takes its example, or types it as a caption, and without the rule it stays', () => {
    const page = ruled(example.acts);
    const acted =
      page.removals().some(({ rule, text }) => rule === id && text === example.removes) ||
      (id === 'marked-caption' && page.lines.some(({ kind, text }) => kind === 'caption' && text === example.removes));
    expect(acted).toBe(true);
    expect(
      ruled(example.acts, id)
        .kept()
        .map(({ text, unseen }) => text || unseen),
    ).toContain(example.removes);
  });

  test('leaves its other example alone', () => {
    expect(
      ruled(example.leaves)
        .story()
        .map(({ text }) => text),
    ).toContain(example.keeps);
  });
});
