import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { breaches, type Floors, raised, readFloors, writeFloors } from '../../bench/floors.ts';

function floorsFile(floors: object): string {
  const dir = mkdtempSync(join(tmpdir(), 'copydesk-floors-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const path = join(dir, 'floors.json');
  writeFileSync(path, JSON.stringify({ quality: { corpus: 'a', floors }, speed: { floors: {} } }));
  return path;
}

describe('the file of floors', () => {
  it('is in order in this project', () => {
    expect(() => readFloors()).not.toThrow();
  });

  it.each([
    ['lowered without a reason', { floor: 0.9, highest: 0.95 }, /body: the floor was lowered: say why/],
    ['lowered with an empty reason', { floor: 0.9, highest: 0.95, reason: '           ' }, /reason/],
    ['above the highest', { floor: 0.96, highest: 0.95 }, /highest must be at least the floor/],
  ])('is refused when a floor is %s', (_how, floor, message) => {
    expect(() => readFloors(floorsFile({ body: floor }))).toThrow(message);
  });

  it('takes a floor that was lowered with a reason', () => {
    const lowered = { floor: 0.9, highest: 0.95, reason: 'the truth of twelve pages was mended' };
    expect(readFloors(floorsFile({ body: lowered })).quality.floors).toEqual({ body: lowered });
  });

  it('reads back what was written', () => {
    const path = floorsFile({});
    const file = { quality: { corpus: 'b', floors: { body: { floor: 0.9, highest: 0.9 } } }, speed: { floors: {} } };
    writeFloors(file, path);
    expect(readFloors(path)).toEqual(file);
  });
});

const floors: Floors = {
  body: { floor: 0.9, highest: 0.9 },
  title: { floor: 0.8, highest: 0.85, reason: 'two hundred titles were relabelled' },
};

it.each([
  ['above', { body: 0.91, title: 0.81 }, []],
  ['at the floor', { body: 0.9, title: 0.8 }, []],
  ['below one', { body: 0.8999, title: 0.9 }, [{ name: 'body', floor: 0.9, value: 0.8999 }]],
  ['not measured', { title: 0.9 }, [{ name: 'body', floor: 0.9, value: null }]],
])('a run %s breaks the floors that it should', (_where, measures, broken) => {
  expect(breaches(floors, measures)).toEqual(broken);
});

it.each([
  ['a better run lifts it', { body: 0.91239 }, { body: { floor: 0.9123, highest: 0.9123 } }],
  ['a worse run leaves it', { body: 0.5 }, { body: floors.body }],
  [
    'a lowered one rises, and keeps its reason up to where it once stood',
    { title: 0.82 },
    { title: { ...floors.title, floor: 0.82 } },
  ],
  ['past that, the reason goes', { title: 0.86 }, { title: { floor: 0.86, highest: 0.86 } }],
  ['a new measure gets one', { day: 0.7 }, { day: { floor: 0.7, highest: 0.7 } }],
])('raising: %s', (_what, measures, expected) => {
  expect(raised(floors, measures, 4)).toEqual({ ...floors, ...expected });
});
