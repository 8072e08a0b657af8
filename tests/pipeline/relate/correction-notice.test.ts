import { expect, it } from 'vitest';
import { configDir } from '../../../src/config.ts';
import { isCorrectionNotice } from '../../../src/pipeline/relate/correction-notice.ts';
import { loadRuleBook } from '../../../src/rulebook.ts';

const { corrections } = loadRuleBook(configDir).vocabulary;

it.each([
  'Correction: The bridge is 400 metres long, not 40.',
  'CORRECTION',
  'Correction (May 5): The name of the mayor was misspelled.',
  'Correction, May 5, 2024: The name of the mayor was misspelled.',
  'Corrections and clarifications – the vote was on Monday.',
  '[Editor’s Note: This story has been changed.]',
  'Editors’ note: the headline was changed.',
  '• Clarification: the plan is a draft.',
  'An earlier version of this article misstated the cost of the bridge.',
  'This story has been corrected to show that the vote was on Monday.',
  'This article was amended on 5 May 2024 because the cost was wrong.',
  'Korrektur: Die Brücke ist 400 Meter lang.',
  'Anm. d. Red.: In einer früheren Version dieses Artikels stand eine falsche Zahl.',
  'Rectificatif : le pont mesure 400 mètres.',
  'Une version précédente de cet article indiquait 40 mètres.',
  'Fe de errores: el puente mide 400 metros.',
  'Errata corrige: il ponte è lungo 400 metri.',
  'Erramos: a ponte tem 400 metros.',
  'Rectificatie: de brug is 400 meter lang.',
  'Rättelse: Bron är 400 meter lång.',
  'Rettelse 5. maj: Broen er 400 meter lang.',
  'Oikaisu 5.5.2024: Silta on 400 metriä pitkä.',
  'Sprostowanie: most ma 400 metrów.',
  'Oprava: most měří 400 metrů.',
  'Исправление: длина моста 400 метров.',
  'Düzeltme: Köprü 400 metredir.',
  'Διόρθωση: η γέφυρα έχει μήκος 400 μέτρα.',
  'تصحيح: طول الجسر 400 متر.',
  'תיקון: אורך הגשר 400 מטר.',
  'सुधार: पुल 400 मीटर लंबा है।',
  '更正：该桥全长400米。',
  '【訂正】橋の長さは400メートルでした。',
  '訂正：橋の長さは400メートルでした。',
  '[정정] 다리의 길이는 400미터입니다.',
  'Đính chính: cây cầu dài 400 mét.',
  'Ralat: panjang jembatan itu 400 meter.',
])('is a correction notice: %s', (paragraph) => {
  expect(isCorrectionNotice(paragraph, corrections)).toBe(true);
});

it.each([
  'Correction officers said that the prison was full.',
  'Corrections are expected on the stock market after a long rise.',
  'Clarification of the rules is what the ministers asked for on Monday.',
  'The court ordered the paper to print a correction.',
  'Stock markets saw a correction: shares fell by four per cent.',
  'Oprava mostu potrvá do května, řekl starosta.',
  'Korrekturen am Haushalt verlangt die Opposition.',
  'Précisions attendues sur la réforme des retraites.',
  'تصحيح مسار الاقتصاد يحتاج إلى سنوات',
  '更正常的做法是先问专家。',
  '訂正された計画が発表された。',
  'Update: the story was published at noon.',
  `Correction: ${'a long story about a correction. '.repeat(60)}`,
])('is none: %s', (paragraph) => {
  expect(isCorrectionNotice(paragraph, corrections)).toBe(false);
});
