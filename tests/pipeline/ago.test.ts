import { expect, test } from 'vitest';
import { isAgo } from '../../src/pipeline/reading/ago.ts';

test.each([
  '3 hours ago',
  'Posted 2h ago',
  'vor 2 Std.',
  'il y a 3 jours',
  'Hace 12 horas',
  'há 5 minutos',
  '2 uur geleden',
  '3 dni temu',
  'för 2 timmar sedan',
  '3 часа назад',
  'منذ 3 ساعات',
  '5分前',
  '3시간 전',
])('"%s" says how long ago something was', (text) => expect(isAgo(text)).toBe(true));

test.each([
  '40 hours',
  'Duration: 4 years',
  'Range 20 miles',
  'Three hours ago the bridge over the harbour was opened.',
  '前 5',
])('"%s" does not', (text) => expect(isAgo(text)).toBe(false));
