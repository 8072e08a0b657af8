import { expect, test } from 'vitest';
import { processDocument } from '../../src/pipeline/process.ts';
import { book, options, passed, raw } from './documents.ts';

const headline = 'Harbour bridge reopens after long repairs';
const story = Array.from(
  { length: 12 },
  (_, at) =>
    `The harbour bridge was closed for ${at + 2} months in the year ${2001 + at}, when the inspectors found cracks in its piers and the town had no money for repairs.`,
);
const menu = ['Start', 'Weather', 'Culture', 'Gardens', 'Letters', 'Archive'];
const comments = ['Ann', 'Bob', 'Cem', 'Dot'].flatMap((name, at) => [
  `${name} Sample`,
  `${at + 3} May 2021 at 10:15`,
  'You should never cook such a thing in a pan like that, my aunt says!',
  'Reply',
]);
const bodyOf = (...lines: string[]): string => passed(processDocument(raw(lines.join('\n')), book, options)).body;

test('a story alone keeps all its paragraphs, however many there are', () => {
  const long = [...story, ...story.map((line) => line.replace('closed', 'shut'))];
  expect(bodyOf(headline, ...long).split('\n\n')).toEqual(long);
});

test('comments below a story go, the story stays', () => {
  const body = bodyOf(...menu, headline, ...story, ...comments);
  expect(body.split('\n\n').slice(0, story.length)).toEqual(story);
  expect(body).not.toContain('my aunt says');
});

test('a post embedded under the last paragraph stays, though the line that says whose it is goes', () => {
  const post = ['What a day for the harbour!', '— Jane Roe (@janeroe) May 4, 2021'];
  const body = bodyOf(...menu, headline, ...story, ...post, ...comments);
  expect(body).toContain(post[0]);
  expect(body).not.toContain(post[1]);
});
