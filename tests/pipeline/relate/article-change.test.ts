import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configDir } from '../../../src/config.ts';
import type { Article } from '../../../src/pipeline/article.ts';
import { type ArticleChange, articleChange, articleChangeSchema } from '../../../src/pipeline/relate/article-change.ts';
import { paragraphEdits } from '../../../src/pipeline/relate/paragraph-edits.ts';
import { loadRuleBook } from '../../../src/rulebook.ts';
import { article } from '../../store/article-store.contract.ts';

const { corrections } = loadRuleBook(configDir).vocabulary;
const story = [
  'The council voted 12 to 3 for the new bridge on Monday, and work begins in May.',
  'It will cost 4.5 million euros, Mayor Anna Berg said.',
  'Three members of the opposition spoke against it.',
].join('\n\n');
const first = article(1, {
  title: 'Council votes for bridge',
  bylines: ['Ada Low', 'Ben High'],
  tags: ['bridge'],
  body: story,
});
const change = (more: Partial<Article>, from: Partial<Article> = {}): ArticleChange | null =>
  articleChange({ ...first, ...from }, { ...first, run: 2, ...more }, corrections);

describe('a new version is', () => {
  it.each<[string, string, Partial<Article>, ArticleChange['kind'] | null]>([
    ['no version', 'nothing but the time of the fetch changed', { fetchedAt: '2025-01-01T00:00:00.000Z' }, null],
    [
      'no version',
      'other things were removed around the story',
      { removals: [{ block: 9, whole: true, text: 'Most read', rule: 'x', reason: 'y' }] },
      null,
    ],
    ['no version', 'the tags stand in another order', { tags: ['bridge'] }, null],
    ['cosmetic', 'punctuation changed', { body: story.replace(', and work', ' – and work') }, 'cosmetic'],
    ['cosmetic', 'spaces changed', { body: story.replace('new bridge', 'new  bridge') }, 'cosmetic'],
    ['cosmetic', 'quotation marks changed in the title', { title: '“Council” votes for bridge' }, 'cosmetic'],
    ['cosmetic', 'case changed in the title', { title: 'Council Votes for Bridge' }, 'cosmetic'],
    [
      'cosmetic',
      'a paragraph was parted in two',
      { body: story.replace('euros, Mayor', 'euros,\n\nMayor') },
      'cosmetic',
    ],
    ['cosmetic', 'tags changed', { tags: ['bridge', 'council'] }, 'cosmetic'],
    ['cosmetic', 'only the time of change moved', { modifiedAt: '2024-02-02' }, 'cosmetic'],
    ['substantive', 'a word changed', { body: story.replace('Monday', 'Tuesday') }, 'substantive'],
    ['substantive', 'a number changed', { body: story.replace('12 to 3', '12 to 2') }, 'substantive'],
    ['substantive', 'a decimal point moved', { body: story.replace('4.5', '45') }, 'substantive'],
    ['substantive', 'a currency changed', { body: story.replace('4.5 million euros', '$4.5 million') }, 'substantive'],
    ['substantive', 'a name changed', { body: story.replace('Anna Berg', 'Anne Berg') }, 'substantive'],
    ['substantive', 'a paragraph came', { body: `${story}\n\nThe ferry will stay.` }, 'substantive'],
    ['substantive', 'a paragraph went', { body: story.split('\n\n').slice(0, 2).join('\n\n') }, 'substantive'],
    ['substantive', 'the title changed', { title: 'Council votes for a bridge and a tunnel' }, 'substantive'],
    ['substantive', 'the title went', { title: null }, 'substantive'],
    ['substantive', 'an author came', { bylines: ['Ada Low', 'Ben High', 'Cy Mid'] }, 'substantive'],
    ['substantive', 'the date changed', { publishedAt: '2024-01-02' }, 'substantive'],
    ['substantive', 'a paywall came', { kind: 'teaser' }, 'substantive'],
    [
      'a correction',
      'a note came',
      { body: `${story}\n\nCorrection: The vote was on Monday, not Sunday.` },
      'correction',
    ],
    ['a correction', 'a note came as the summary', { dek: 'Editor’s note: the vote was on Monday.' }, 'correction'],
    [
      'a correction',
      'a note came that cleaning took for none of the story',
      { tags: [], removals: [{ block: 9, whole: true, text: 'Correction: it was Monday.', rule: 'x', reason: 'y' }] },
      'correction',
    ],
  ])('%s when %s', (_, __, more, kind) => {
    expect(change(more)?.kind ?? null).toBe(kind);
  });

  it('cosmetic in a script without spaces when a comma came, substantive when a sign changed', () => {
    const body = '大統領は記者会見で新しい予算について説明した。';
    expect(change({ body: body.replace('は', 'は、') }, { body })?.kind).toBe('cosmetic');
    expect(change({ body: body.replace('新しい', '古い') }, { body })?.kind).toBe('substantive');
  });

  it('no correction when the note stood there before', () => {
    const noted = `${story}\n\nCorrection: The vote was on Monday, not Sunday.`;
    expect(change({ body: noted.replace('in May', 'in June') }, { body: noted })?.kind).toBe('substantive');
  });
});

it('tells the fields with both values, and the paragraphs that came, went and were rewritten', () => {
  const [one, two, three] = story.split('\n\n') as [string, string, string];
  const rewritten = two.replace('4.5', '5.5');
  const got = change({ title: 'Bridge costs rise', body: [one, rewritten, 'Berg blamed steel prices.'].join('\n\n') });
  expect(got).toEqual({
    kind: 'substantive',
    fields: [{ field: 'title', from: 'Council votes for bridge', to: 'Bridge costs rise' }],
    paragraphs: [
      { edit: 'rewritten', was: 1, is: 1, from: two, text: rewritten },
      { edit: 'added', is: 2, text: 'Berg blamed steel prices.' },
      { edit: 'removed', was: 2, text: three },
    ],
    notice: null,
  });
  expect(articleChangeSchema.parse(JSON.parse(JSON.stringify(got)))).toEqual(got);
});

it('edits lead from any text to any other', () => {
  const body = fc.array(fc.constantFrom('a b c', 'a b d', 'x y', 'q', 'r s t u'), { maxLength: 12 });
  fc.assert(
    fc.property(body, body, (before, after) => {
      const edits = paragraphEdits(before, after);
      const gone = new Set(edits.flatMap((edit) => ('was' in edit ? [edit.was] : [])));
      const come = new Map(edits.flatMap((edit) => ('is' in edit ? [[edit.is, edit.text] as const] : [])));
      const kept = before.filter((_, at) => !gone.has(at));
      const made = after.map((_, at) => come.get(at) ?? kept.shift());
      expect([made, kept]).toEqual([after, []]);
    }),
  );
});

it('holds two long bodies without a line in common to bounds of time and space', () => {
  const long = (word: string): string => Array.from({ length: 5_000 }, (_, n) => `${word} ${n}`).join('\n\n');
  const before = process.cpuUsage();
  expect(change({ body: long('new') }, { body: long('old') })?.kind).toBe('substantive');
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(5_000);
});
