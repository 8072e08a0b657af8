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
  const { declared, told } = declarePage(document, null);
  const page = new StoryPage(scanned, saidBy(declared, null, told));
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

const STORY = `<p>${'The harbour bridge was opened again on Monday after repairs that lasted for more than two years. '.repeat(5)}</p>`;
const post = (text: string) => `<li><b>Sea dog</b><p>May 4, 2021</p><p>${text}</p></li>`;
const posts = ['one', 'two', 'three', 'four'].map((n) =>
  post(`I liked ferry number ${n} much better than the bridge.`),
);

describe('items that bear dates', () => {
  const kept = (html: string) =>
    ruled(`<body><article>${html}</article></body>`)
      .story()
      .map(({ text }) => text);
  const text = 'I liked ferry number two much better than the bridge.';

  test('are comments below a story', () => expect(kept(`${STORY}<ul>${posts.join('')}</ul>`)).not.toContain(text));
  test('are the page where the first of them holds what would be the story', () =>
    expect(kept(`<ul>${post(STORY)}${posts.join('')}</ul>`)).toContain(text));
  test('are the story where it says that it is a live blog', () =>
    expect(
      kept(`<script type="application/ld+json">{"@type":"LiveBlogPosting"}</script>${STORY}<ul>${posts.join('')}</ul>`),
    ).toContain(text));
  test('are few when they are two', () =>
    expect(kept(`${STORY}<ul>${posts.slice(1, 3).join('')}</ul>`)).toContain(text));
});
