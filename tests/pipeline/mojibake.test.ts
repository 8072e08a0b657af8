import { describe, expect, test } from 'vitest';
import { repairMojibake } from '../../src/pipeline/clean/html/mojibake.ts';

const misread = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

describe('UTF-8 that was read as Latin-1', () => {
  test.each(['It’s “over” – she said…', 'Осло молчит', '東京で雪', 'Dünya – ‘İzmir’', 'a 🙂 face'])(
    'comes back: %s',
    (text) => expect(repairMojibake(misread(text))).toBe(text),
  );

  test('comes back also where only a part of the text was misread', () =>
    expect(repairMojibake(`naïve café, ${misread('“whole”')}`)).toBe('naïve café, “whole”'));

  test.each(['naïve café à la carte, Â£5', 'São Paulo', '‘quoted’ – Осло – 東京'])(
    'sound text stays as it is: %s',
    (text) => expect(repairMojibake(text)).toBe(text),
  );

  test('bytes that are no UTF-8 stay as they are', () =>
    expect(repairMojibake('a\u0093b\u0094')).toBe('a\u0093b\u0094'));
});
