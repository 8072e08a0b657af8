import { describe, expect, it } from 'vitest';
import { processDocument } from '../../src/pipeline/process.ts';
import { loadRuleBook } from '../../src/rulebook.ts';

type Case = [language: string, title: string, byline: string, date: string, names: string[], day: string];

/** Pages that declare nothing: headline, byline and date stand in visible text alone. */
const cases: Case[] = [
  [
    'en',
    'Council votes to close the old library',
    'By Jane Roe and John Doe',
    'Published 6 September 2023 at 14:05',
    ['Jane Roe', 'John Doe'],
    '2023-09-06',
  ],
  [
    'en',
    'Harbour bridge opens a year late',
    'Jane Roe, Staff Writer | Sept. 6, 2023',
    'Updated Sept. 8, 2023',
    ['Jane Roe'],
    '2023-09-06',
  ],
  [
    'de',
    'Stadtrat schließt die alte Bücherei',
    'Von Anna Müller und Jörg Weiß',
    'Veröffentlicht am 6. September 2023, 14:05 Uhr',
    ['Anna Müller', 'Jörg Weiß'],
    '2023-09-06',
  ],
  [
    'fr',
    'Le conseil ferme la vieille bibliothèque',
    'Par Élodie Martin et Luc Dubois',
    'Publié le 6 septembre 2023 à 14h05',
    ['Élodie Martin', 'Luc Dubois'],
    '2023-09-06',
  ],
  [
    'es',
    'El concejo cierra la vieja biblioteca',
    'Por María López y Juan Pérez',
    '6 de septiembre de 2023',
    ['María López', 'Juan Pérez'],
    '2023-09-06',
  ],
  [
    'it',
    'Il consiglio chiude la vecchia biblioteca',
    'di Giulia Rossi e Marco Bianchi',
    'Pubblicato il 6 settembre 2023',
    ['Giulia Rossi', 'Marco Bianchi'],
    '2023-09-06',
  ],
  [
    'pt',
    'O conselho fecha a velha biblioteca',
    'Por João Silva e Ana Souza',
    'Publicado em 06/09/2023 14h05',
    ['João Silva', 'Ana Souza'],
    '2023-09-06',
  ],
  [
    'nl',
    'De raad sluit de oude bibliotheek',
    'Door Jan de Vries en Els Bakker',
    '6 september 2023 14:05',
    ['Jan de Vries', 'Els Bakker'],
    '2023-09-06',
  ],
  [
    'sv',
    'Rådet stänger det gamla biblioteket',
    'Av Karin Berg och Nils Ek',
    'Publicerad 6 september 2023',
    ['Karin Berg', 'Nils Ek'],
    '2023-09-06',
  ],
  [
    'da',
    'Rådet lukker det gamle bibliotek',
    'Af Mette Holm og Lars Krogh',
    'Publiceret 6. september 2023',
    ['Mette Holm', 'Lars Krogh'],
    '2023-09-06',
  ],
  [
    'no',
    'Rådet stenger det gamle biblioteket',
    'Av Kari Lie',
    'Publisert 6. september 2023',
    ['Kari Lie'],
    '2023-09-06',
  ],
  [
    'fi',
    'Valtuusto sulkee vanhan kirjaston',
    'Teksti: Aino Laine',
    'Julkaistu 6.9.2023 14.05',
    ['Aino Laine'],
    '2023-09-06',
  ],
  [
    'pl',
    'Rada zamyka starą bibliotekę',
    'Autor: Jan Kowalski',
    'Opublikowano 6 września 2023',
    ['Jan Kowalski'],
    '2023-09-06',
  ],
  ['cs', 'Rada zavírá starou knihovnu', 'Autor: Petr Novák', 'Publikováno 6. září 2023', ['Petr Novák'], '2023-09-06'],
  [
    'sk',
    'Rada zatvára starú knižnicu',
    'Autorka: Zuzana Kováčová',
    'Zverejnené 6. septembra 2023',
    ['Zuzana Kováčová'],
    '2023-09-06',
  ],
  [
    'hu',
    'A tanács bezárja a régi könyvtárat',
    'Szerző: Nagy Péter',
    '2023. szeptember 6. 14:05',
    ['Nagy Péter'],
    '2023-09-06',
  ],
  [
    'ro',
    'Consiliul închide vechea bibliotecă',
    'Autor: Ion Popescu',
    'Publicat la 6 septembrie 2023',
    ['Ion Popescu'],
    '2023-09-06',
  ],
  [
    'hr',
    'Vijeće zatvara staru knjižnicu',
    'Piše: Ana Horvat',
    'Objavljeno 6. rujna 2023.',
    ['Ana Horvat'],
    '2023-09-06',
  ],
  [
    'sr',
    'Савет затвара стару библиотеку',
    'Пише: Ана Петровић',
    'Објављено 6. септембра 2023.',
    ['Ана Петровић'],
    '2023-09-06',
  ],
  [
    'bg',
    'Съветът затваря старата библиотека',
    'Автор: Иван Петров',
    'Публикувано 6 септември 2023',
    ['Иван Петров'],
    '2023-09-06',
  ],
  [
    'ru',
    'Совет закрывает старую библиотеку',
    'Автор: Иван Петров',
    'Опубликовано 6 сентября 2023, 14:05',
    ['Иван Петров'],
    '2023-09-06',
  ],
  ['uk', 'Рада закриває стару бібліотеку', 'Автор: Олена Коваль', '6 вересня 2023', ['Олена Коваль'], '2023-09-06'],
  [
    'el',
    'Το συμβούλιο κλείνει την παλιά βιβλιοθήκη',
    'Γράφει ο Νίκος Παπαδόπουλος',
    '6 Σεπτεμβρίου 2023',
    ['Νίκος Παπαδόπουλος'],
    '2023-09-06',
  ],
  [
    'tr',
    'Meclis eski kütüphaneyi kapatıyor',
    'Yazan: Ayşe Yılmaz',
    'Yayınlanma: 6 Eylül 2023 14:05',
    ['Ayşe Yılmaz'],
    '2023-09-06',
  ],
  [
    'ar',
    'المجلس يغلق المكتبة القديمة في المدينة',
    'بقلم: أحمد علي',
    'نشر في ٦ سبتمبر ٢٠٢٣',
    ['أحمد علي'],
    '2023-09-06',
  ],
  [
    'fa',
    'شورا کتابخانه قدیمی شهر را می‌بندد',
    'نویسنده: مریم رضایی',
    'تاریخ انتشار: ۶ سپتامبر ۲۰۲۳',
    ['مریم رضایی'],
    '2023-09-06',
  ],
  ['he', 'המועצה סוגרת את הספרייה הישנה', 'מאת: דנה כהן', 'פורסם: 6 בספטמבר 2023', ['דנה כהן'], '2023-09-06'],
  ['hi', 'परिषद ने पुराना पुस्तकालय बंद किया', 'लेखक: राम शर्मा', 'प्रकाशित: 6 सितंबर 2023', ['राम शर्मा'], '2023-09-06'],
  ['bn', 'পরিষদ পুরনো গ্রন্থাগার বন্ধ করছে', 'লেখক: রহিম উদ্দিন', 'প্রকাশ: ৬ সেপ্টেম্বর ২০২৩', ['রহিম উদ্দিন'], '2023-09-06'],
  ['th', 'สภาเมืองปิดห้องสมุดเก่าของเมือง', 'โดย สมชาย ใจดี', 'เผยแพร่ 6 กันยายน 2566', ['สมชาย ใจดี'], '2023-09-06'],
  [
    'vi',
    'Hội đồng đóng cửa thư viện cũ',
    'Tác giả: Nguyễn Văn An',
    'Ngày 6 tháng 9 năm 2023',
    ['Nguyễn Văn An'],
    '2023-09-06',
  ],
  [
    'id',
    'Dewan menutup perpustakaan lama',
    'Oleh Budi Santoso',
    'Diterbitkan 6 September 2023',
    ['Budi Santoso'],
    '2023-09-06',
  ],
  ['ja', '市議会が古い図書館の閉鎖を決定', '文／山田太郎', '2023年9月6日 14時05分', ['山田太郎'], '2023-09-06'],
  ['ja', '市議会が図書館の再開を正式に決定', '山田太郎 記者', '公開日：2023/09/06', ['山田太郎'], '2023-09-06'],
  ['zh', '市议会决定关闭城中旧图书馆', '记者 王小明', '2023年09月06日 14:05', ['王小明'], '2023-09-06'],
  ['zh', '市議會決定關閉城中舊圖書館', '文／王小明', '發布時間：2023-09-06 14:05', ['王小明'], '2023-09-06'],
  ['ko', '시의회가 옛 도서관을 닫기로 결정했다', '홍길동 기자', '입력 2023.09.06 14:05', ['홍길동'], '2023-09-06'],
  [
    'ca',
    'El consell tanca la vella biblioteca',
    'Per Jordi Puig',
    'Publicat el 6 de setembre de 2023',
    ['Jordi Puig'],
    '2023-09-06',
  ],
];

const book = loadRuleBook('config');
const paragraphs = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth']
  .map(
    (word) =>
      `<p>The ${word} paragraph of the story says in plain words what happened, to whom, and what comes next in town.</p>`,
  )
  .join('');

/** The page of a case; other stories beside it name other people and days. */
function page([language, title, byline, date]: Case, told: boolean): string {
  return `<!doctype html><html${told ? ` lang="${language}"` : ''}><head><meta charset="utf-8"></head><body>
<div><a href="/">Gazette</a> <a href="/a">A</a> <a href="/b">B</a></div>
<h1>${title}</h1><p>${byline}</p><div>${date}</div>${paragraphs}
<aside><h2>Other</h2><span class="author">By Wrong Person</span><time>1 January 2022</time></aside></body></html>`;
}

function fieldsOf(html: string) {
  const outcome = processDocument(
    {
      id: '0'.repeat(20),
      run: 1,
      address: 'https://gazette.example/x',
      url: 'https://gazette.example/x',
      mediaType: 'text/html',
      charset: 'utf-8',
      text: html,
      fetchedAt: '2026-01-02T00:00:00.000Z',
      notes: [],
    },
    book,
    { maxRemovedShare: 0.6 },
  );
  if ('rejected' in outcome) return outcome;
  const { title, bylines, publishedAt } = outcome.next;
  return { title, bylines, day: publishedAt?.slice(0, 10) };
}

describe('where a page declares nothing, what it shows is read', () => {
  for (const told of [true, false])
    it.each(cases)(`%s, ${told ? 'language told' : 'language not told'}: %s`, (...one) => {
      const [, title, , , names, day] = one;
      expect(fieldsOf(page(one, told))).toEqual({ title, bylines: names, day });
    });

  it('reads in a headline or a byline nothing that is for screen readers alone', () => {
    const spoken = (text: string): string => `<span class="visually-hidden">${text}</span>`;
    const title = `${spoken('Live event: ')}Council votes to close the old library`;
    const byline = `<span class="byline">By Jane Roe${spoken(' and opens in a new window')}</span>`;
    expect(fieldsOf(page(['en', title, byline, '6 September 2023', [], ''], true))).toEqual({
      title: 'Council votes to close the old library',
      bylines: ['Jane Roe'],
      day: '2023-09-06',
    });
  });

  it('reads more than 24 languages in more than 8 scripts', () => {
    expect(new Set(cases.map(([language]) => language)).size).toBeGreaterThanOrEqual(24);
  });
});
