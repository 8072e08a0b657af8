import { expect, test } from 'vitest';
import { isoOf, readDates } from '../../src/pipeline/reading/date-text.ts';

const stated: [text: string, language: string | null, iso: string][] = [
  ['Published : Sept. 6, 2023 - 09:18', 'en', '2023-09-06T09:18'],
  ['2024-05-28 18:53:32', null, '2024-05-28T18:53:32'],
  ['2023-09-06T09:18:00+09:00', null, '2023-09-06T09:18:00+09:00'],
  ['2023-09-06T09:18:00.123Z', null, '2023-09-06T09:18:00Z'],
  ['Updated 9:18 PM EDT, September 6, 2023', 'en', '2023-09-06T21:18-04:00'],
  ['12:05 a.m. on 6 September 2023', 'en', '2023-09-06T00:05'],
  ['Dec 5, 2023 / 10:30 AM EST', 'en', '2023-12-05T10:30-05:00'],
  ['6. September 2023, 14:30 Uhr', 'de', '2023-09-06T14:30'],
  ['am 06.09.2023 um 14.30 Uhr', 'de', '2023-09-06T14:30'],
  ['Publié le 06 septembre 2023 à 10h15', 'fr', '2023-09-06T10:15'],
  ['06/09/2023 10:15', 'fr', '2023-09-06T10:15'],
  ['6 de septiembre de 2023 a las 10:15 h', 'es', '2023-09-06T10:15'],
  ['6 settembre 2023', 'it', '2023-09-06'],
  ['6 de setembro de 2023 às 10h15', 'pt', '2023-09-06T10:15'],
  ['6 września 2023 | 10:15', 'pl', '2023-09-06T10:15'],
  ['6 сентября 2023 г., 10:15', 'ru', '2023-09-06T10:15'],
  ['٦ سبتمبر ٢٠٢٣', 'ar', '2023-09-06'],
  ['2023年9月6日 09时18分', 'zh', '2023-09-06T09:18'],
  ['2023年9月6日09:18', 'ja', '2023-09-06T09:18'],
  ['2023년 9월 6일 오전 9시 18분', 'ko', '2023-09-06T09:18'],
  ['입력 2023. 9. 6. 오후 3:05', 'ko', '2023-09-06T15:05'],
  ['ngày 6 tháng 9 năm 2023', 'vi', '2023-09-06'],
  ['6 กันยายน 2566', 'th', '2023-09-06'],
  ['5 listopada 2023', 'pl', '2023-11-05'],
  ['2023. szeptember 6. 14:05', 'hu', '2023-09-06T14:05'],
  ['6. септембра 2023.', 'sr', '2023-09-06'],
  ['6 בספטמבר 2023', 'he', '2023-09-06'],
];

test.each(stated)('%s (%s) is %s', (text, language, iso) => {
  const [reading] = readDates(text, language);
  expect(reading && isoOf(reading)?.value).toBe(iso);
});

test.each([
  ['no digit', 'on Monday in May'],
  ['a day that does not exist', '31 February 2023'],
  ['a score', 'They won 3-2 after 90 minutes'],
  ['a version', 'Version 1.2.3 is out'],
  ['a sum', 'It cost 1,200,000 in 3 years'],
  ['a telephone number', 'Call 555-0199'],
])('%s is no date: %s', (_why, text) => expect(readDates(text, 'en')).toEqual([]));

test('a day and month that may be swapped are told as ambiguous, and only then', () => {
  expect(readDates('3/4/2023', 'en')).toMatchObject([{ ambiguous: true }]);
  expect(readDates('13/4/2023', 'en')).toMatchObject([{ ambiguous: false, day: 13, month: 4 }]);
  expect(readDates('4/13/2023', 'en')).toMatchObject([{ ambiguous: false, day: 13, month: 4 }]);
  expect(readDates('3/4/2023', 'es')).toMatchObject([{ ambiguous: false, day: 3, month: 4 }]);
});

test('an offset that a name does not settle is left out', () => {
  for (const zone of ['CST', 'IST', 'ET']) {
    const [reading] = readDates(`Sept. 6, 2023, 9:18 PM ${zone}`, 'en');
    expect(reading && isoOf(reading)?.value).toBe('2023-09-06T21:18');
  }
});

test('a date without a year has no ISO form', () => {
  const [reading] = readDates('scheduled from Sept. 10 to 13', 'en');
  expect(reading).toMatchObject({ year: null, month: 9, day: 10 });
  expect(reading && isoOf(reading)).toBeNull();
});
