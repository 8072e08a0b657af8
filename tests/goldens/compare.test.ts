import { describe, expect, it } from 'vitest';
import { shortfallsOf } from './compare.ts';
import type { Result } from './run-golden.ts';
import { type ArticleTruth, truthSchema } from './truth.ts';

const truth = truthSchema.parse({
  pattern: 'a plain story',
  language: 'en',
  url: 'https://example.org/1',
  outcome: 'article',
  title: 'A plain story',
  bylines: ['Ann Lee'],
  agency: null,
  publisher: 'The Example',
  publishedAt: '2025-05-01T08:00:00+02:00',
  body: ['The first paragraph is long enough.', 'Why?', 'The second paragraph is long enough.'],
  removed: ['Read more'],
  optional: ['Posted by Bo'],
  captions: [{ text: 'A bridge', credit: 'Bo' }],
}) as ArticleTruth;

const right = {
  outcome: 'article' as const,
  title: truth.title,
  publisher: truth.publisher,
  bylines: truth.bylines,
  agency: null,
  publishedAt: truth.publishedAt,
  language: 'en',
  captions: truth.captions,
  body: truth.body,
  removals: [{ rule: 'related', text: 'Read more: a link' }],
};
type Article = typeof right;

const holds: [what: string, part: Partial<Article>][] = [
  ['nothing is changed', {}],
  ['the same instant is told with another offset on the same day', { publishedAt: '2025-05-01T06:00:00.000Z' }],
  ['no seconds are told', { publishedAt: '2025-05-01T08:00+02:00' }],
  ['two paragraphs are one', { body: [`${truth.body[0]} ${truth.body[1]}`, truth.body[2] ?? ''] }],
  ['an optional text stays', { body: [...truth.body, 'Posted by Bo'] }],
];

const breaks: [what: string, part: Partial<Article>, shortfall: string][] = [
  ['a title with the site', { title: 'A plain story - The Example' }, 'title is not "A plain story"'],
  ['a byline too many', { bylines: ['Ann Lee', 'Staff'] }, 'bylines is not ["Ann Lee"]'],
  ['another day', { publishedAt: '2025-05-02' }, 'publishedAt is not "2025-05-01T08:00:00+02:00"'],
  ['a lost paragraph', { body: truth.body.slice(0, 2) }, `body lacks: ${truth.body[2]}`],
  ['a lost short line', { body: [truth.body[0] ?? '', `${truth.body[2]} But why?`] }, 'body lacks: Why?'],
  ['a promo in the body', { body: [...truth.body, 'Buy now'] }, 'body holds besides: Buy now'],
  ['a credit behind a paragraph', { body: [...truth.body.slice(0, 2), `${truth.body[2]} (AP)`] }, 'besides'],
  ['another order', { body: [...truth.body].reverse() }, 'body out of order'],
  ['a removal not told', { removals: [] }, 'not removed: Read more'],
  ['a lost caption', { captions: [] }, 'captions lack: A bridge'],
  ['a lost credit', { captions: [{ text: 'A bridge', credit: null }] }, 'credit is not Bo: A bridge'],
  ['a caption too many', { captions: [...truth.captions, { text: 'A tree', credit: null }] }, 'A tree'],
];

describe('comparing a result with the truth', () => {
  it.each(holds)('finds nothing when %s', (_what, part) => {
    expect(shortfallsOf(truth, { ...right, ...part })).toEqual([]);
  });

  it.each(breaks)('finds %s', (_what, part, shortfall) => {
    expect(shortfallsOf(truth, { ...right, ...part }).join('\n')).toContain(shortfall);
  });

  it('finds a wrong outcome, a missing kind, and a wrong kind of rejection', () => {
    const refused: Result = { outcome: 'rejected', code: 'no-text', detail: '' };
    expect(shortfallsOf(truth, refused)).toEqual(['outcome is not article']);
    expect(shortfallsOf({ ...truth, kind: 'teaser' }, right)).toEqual(['kind is not "teaser"']);
    const { pattern, language, url } = truth;
    const index = { pattern, language, url, outcome: 'rejected' as const, kind: 'index-page' as const };
    expect(shortfallsOf(index, right)).toEqual(['outcome is not rejected']);
    expect(shortfallsOf(index, refused)).toEqual(['kind is not index-page']);
    expect(shortfallsOf(index, { ...refused, code: 'index-page' })).toEqual([]);
  });
});
