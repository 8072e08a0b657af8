import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/pipeline/article.ts';
import { partCredit } from '../../src/pipeline/extract/page/caption-credit.ts';
import { readNames } from '../../src/pipeline/extract/page/read-names.ts';
import { processDocument } from '../../src/pipeline/process.ts';
import { outletNamed } from '../../src/pipeline/reading/outlet.ts';
import { loadRuleBook } from '../../src/rulebook.ts';

const book = loadRuleBook('config');
const words = book.vocabulary;
const site = (name: string): boolean => name === 'The Gazette' || name === 'GazetteOnline';
const context = { words, isSite: site, isOutlet: (name: string) => outletNamed(name, words) !== null };
const url = 'https://gazette.example/story';

const story = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth']
  .map(
    (word) =>
      `<p>The ${word} paragraph of the story says in plain words what happened, to whom it happened, why nobody saw it coming, who will pay for it in the end, and what comes next in the old town by the sea.</p>`,
  )
  .join('');

/** The article of a page with this head, these lines under its headline, and these under its story. */
function article(parts: { head?: string; above?: string; below?: string; frame?: string }): Article {
  const outcome = processDocument(
    {
      id: '0'.repeat(20),
      run: 1,
      address: url,
      url,
      mediaType: 'text/html',
      charset: 'utf-8',
      text: `<html lang="en"><head>${parts.head ?? ''}</head><body><header><nav>${parts.frame ?? ''}</nav></header>
<article><h1>Council votes to close the old library</h1>${parts.above ?? ''}${story}${parts.below ?? ''}</article></body></html>`,
      fetchedAt: '2025-06-01T12:00:00.000Z',
      notes: [],
    },
    book,
    { maxRemovedShare: 0.6 },
  );
  if ('rejected' in outcome) throw new Error(`rejected: ${outcome.rejected.detail}`);
  return outcome.next;
}

const jsonLd = (node: object): string =>
  `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'NewsArticle', headline: 'Council votes to close the old library', ...node })}</script>`;

describe('a byline is read as the people it names', () => {
  it.each([
    ['By Jane Roe', ['Jane Roe']],
    ['ByJane Roe', ['Jane Roe']],
    // Given names that are labels elsewhere.
    ['By Theo Marchetti and Per Lind', ['Theo Marchetti', 'Per Lind']],
    ['Oleh Sentsov, Yazan Haddad', ['Oleh Sentsov', 'Yazan Haddad']],
    ['Oleh Rina Dewi', ['Rina Dewi']],
    ['Per: Joan Roca', ['Joan Roca']],
    ['Byby JANE ROE and JOHN DOE', ['JANE ROE', 'JOHN DOE']],
    ['Roe, Jane T.', ['Jane T.']],
    ['Jane Roe, John Doe and Li Wei', ['Jane Roe', 'John Doe', 'Li Wei']],
    ['Jane Roe, MS, RD', ['Jane Roe']],
    ['Jane Roe, Ph.D.', ['Jane Roe']],
    ['By Jane Roe, Science Correspondent in Lima', ['Jane Roe']],
    ['Senior Editor Jane Roe', ['Jane Roe']],
    ['By Jane Roe Email the author', ['Jane Roe']],
    ['Jane Roe GazetteOnline', ['Jane Roe']],
    ['Jane (Jo) Roe', ['Jane (Jo) Roe']],
    ['[Jane Roe]', ['Jane Roe']],
    ['Text von Jane Roe Illustration von John Doe', ['Jane Roe']],
    ['Von Jane Roe (Text) und John Doe (Fotos)', ['Jane Roe']],
    ['Written by Jane Roe | Reviewed by John Doe', ['Jane Roe']],
    ['Sat, 20 Dec, 2025 - 06:36', []],
    ['发布时间：2025-04-16 09:12来源：江岸镇作者：许文博浏览次数：126', ['许文博']],
    ['江岸晚报 2025-07-16 记者 沈若溪 字号：小 中 大', ['沈若溪']],
    ['Facebook', []],
  ])('%s', (text, people) => {
    const expected = text === 'Roe, Jane T.' ? ['Jane T. Roe'] : people;
    expect(readNames(text, context).people).toEqual(expected);
  });

  it.each([
    ['By The Gazette', 'The Gazette'],
    ['Herald Staff', 'Herald Staff'],
    ['Editor', 'Editor'],
    ['Die Redaktion', 'Die Redaktion'],
  ])('%s names a desk or a house', (text, collective) => {
    const reading = readNames(text, context);
    expect(reading.people).toEqual([]);
    expect(reading.collectives).toEqual([collective]);
  });
});

describe('the authors of a page', () => {
  it('are the person named, not the desk or the agency beside them; these are told with the reason', () => {
    const { bylines, agency, evidence } = article({
      head: jsonLd({
        author: [
          { '@type': 'Person', name: 'Jane Roe' },
          { '@type': 'Organization', name: 'Reuters' },
        ],
      }),
    });
    expect(bylines).toEqual(['Jane Roe']);
    expect(agency).toBe('Reuters');
    expect(evidence.bylines?.candidates).toContainEqual(
      expect.objectContaining({ value: 'Reuters', lost: 'is an agency' }),
    );
  });

  it('are a desk only when nobody else signs', () => {
    expect(article({ above: '<p class="byline">Herald Staff</p>' }).bylines).toEqual(['Herald Staff']);
    expect(article({ above: '<p class="byline">Herald Staff</p><p>By Jane Roe</p>' }).bylines).toEqual(['Jane Roe']);
  });

  it.each(['— Jane Roe', 'Text: Jane Roe', 'By Jane Roe'])('may sign under the story: %s', (line) => {
    expect(article({ below: `<p>${line}</p>` }).bylines).toEqual(['Jane Roe']);
  });

  it('may stand beside the date alone', () => {
    expect(article({ above: '<div>19 May 2025 | Jane Roe</div>' }).bylines).toEqual(['Jane Roe']);
    expect(article({ above: '<div>New York, 19 May 2025</div>' }).bylines).toEqual([]);
  });

  it('are read off the addresses of their pages, several in one value too', () => {
    const head = `<meta property="article:author" content="https://gazette.example/profile/jane-roe,https://gazette.example/profile/john-doe">`;
    expect(article({ head }).bylines).toEqual(['Jane Roe', 'John Doe']);
  });

  it('are none who only reviewed the text', () => {
    const above = '<p>Reviewed by <span class="author">John Doe</span></p><p>By Jane Roe</p>';
    expect(article({ above }).bylines).toEqual(['Jane Roe']);
  });
});

describe('an agency', () => {
  it.each([
    ['<p>Reuters</p>', 'Reuters'],
    ['<p>Source: AFP</p>', 'AFP'],
    ['<p>المصدر : الفرنسية</p>', 'AFP'],
    ['<p>Bron: ANP</p>', 'ANP'],
  ])('is read in a line under the story: %s', (below, agency) => {
    const read = article({ below });
    expect(read.agency).toBe(agency);
    expect(read.bylines).toEqual([]);
  });
});

describe('an agency beside the name of a person', () => {
  it.each([
    ['By Jane Roe with AP', ['Jane Roe'], ['AP']],
    ['Caroline Giraud avec AFP', ['Caroline Giraud'], ['AFP']],
    ['Av Kari Lund med NTB', ['Kari Lund'], ['NTB']],
    ['Jane Roe, AFP', ['Jane Roe'], ['AFP']],
    ['Jane Roe | Reuters', ['Jane Roe'], ['Reuters']],
    ['til/dpa', [], ['dpa']],
    ['Jane Roe, MD', ['Jane Roe'], []],
  ])('%s', (text, people, agencies) => {
    expect(readNames(text, context)).toMatchObject({ people, agencies });
  });
});

describe('the date of a page', () => {
  const published = (parts: Parameters<typeof article>[0]) => article(parts).publishedAt;
  const lost = (parts: Parameters<typeof article>[0], value: string) =>
    article(parts).evidence.publishedAt?.candidates.find((one) => one.value === value)?.lost;

  it('is not one in the future of the fetch', () => {
    const head = '<meta property="article:published_time" content="2027-01-01T00:00:00Z">';
    expect(published({ head, above: '<time>19 May 2025</time>' })).toBe('2025-05-19');
    expect(lost({ head, above: '<time>19 May 2025</time>' }, '2027-01-01T00:00:00Z')).toMatch(/future/);
  });

  it('is the one whose weekday is right', () => {
    expect(published({ above: '<p>Tuesday 04/03/2025</p>' })).toBe('2025-03-04');
    const above = '<p>Friday, 19 May 2025</p><p>Published 20 May 2025</p>';
    expect(published({ above })).toBe('2025-05-20');
    expect(lost({ above }, '2025-05-19')).toBe('was no friday');
  });

  it('is not one that the frame of the page shows too', () => {
    const parts = { frame: '<p>1 June 2025</p>', above: '<p>1 June 2025</p><p>19 May 2025</p>' };
    expect(published(parts)).toBe('2025-05-19');
    expect(lost(parts, '2025-06-01')).toMatch(/head or foot/);
  });

  it('is not one before the copyright of the site, where another is stated', () => {
    const parts = { frame: '<p>© 2009–2026 The Gazette</p>', above: '<p>19 May 1998</p><time>19 May 2025</time>' };
    expect(published(parts)).toBe('2025-05-19');
    expect(lost(parts, '1998-05-19')).toMatch(/copyright/);
    expect(published({ ...parts, above: '<p>19 May 1998</p>' })).toBe('1998-05-19');
    expect(published({ ...parts, frame: '<p>© 2026 The Gazette</p>', above: '<p>19 May 1998</p>' })).toBe('1998-05-19');
  });

  it('is not the one of a picture', () => {
    const head = '<meta property="article:published_time" content="2025-05-19T08:00:00Z">';
    expect(published({ head, above: '<p>The mayor in Rome on May 15, 2025. J. Roe/Getty Images</p>' })).toBe(
      '2025-05-19T08:00:00Z',
    );
  });

  it('of its last change is told by machines rather than by an element that is only named so, and as exactly as anywhere', () => {
    const head =
      '<meta property="article:published_time" content="2025-05-05T21:20:33+02:00"><meta property="article:modified_time" content="2025-05-06T13:02:10+02:00">';
    const named = '<time class="entry-date updated" datetime="2025-05-05T21:20:33+02:00">May 5, 2025</time>';
    expect(article({ head, above: named }).modifiedAt).toBe('2025-05-06T13:02:10+02:00');
    expect(article({ head, above: '<p>Updated May 6, 2025</p>' }).modifiedAt).toBe('2025-05-06T13:02:10+02:00');
    expect(article({ head, above: '<p>Updated May 7, 2025</p>' }).modifiedAt).toBe('2025-05-07');
  });

  it('is shown with those that lost and why', () => {
    const head = '<meta property="article:published_time" content="2025-05-19T08:00:00Z">';
    expect(lost({ head, above: '<p>21 May 2025</p>' }, '2025-05-21')).toMatch(/another day/);
  });
});

describe('a caption is parted from its credit', () => {
  it.each([
    ['The bridge at dawn. (Photo: Jane Roe/AP)', 'The bridge at dawn.', 'Jane Roe/AP'],
    ['The bridge at dawn. Photograph: Jane Roe', 'The bridge at dawn.', 'Jane Roe'],
    ['The bridge at dawn. © Jane Roe', 'The bridge at dawn.', 'Jane Roe'],
    ['The bridge at dawn (Reuters)', 'The bridge at dawn', 'Reuters'],
    ['The bridge (built in 1902)', 'The bridge (built in 1902)', null],
    ['Die Brücke am Morgen. Foto: Anna Müller', 'Die Brücke am Morgen.', 'Anna Müller'],
    ['Bron över ån. Foto: Karin Berg/TT', 'Bron över ån.', 'Karin Berg/TT'],
    ['A ponte ao amanhecer — Foto: João Silva', 'A ponte ao amanhecer', 'João Silva'],
    ['Мост на рассвете. Фото: Иван Петров', 'Мост на рассвете.', 'Иван Петров'],
    ['הגשר עם שחר. צילום: דנה כהן', 'הגשר עם שחר.', 'דנה כהן'],
    ['الجسر عند الفجر (الفرنسية)', 'الجسر عند الفجر', 'الفرنسية'],
    ['पुल पर सुबह। (फोटो: राम शर्मा)', 'पुल पर सुबह।', 'राम शर्मा'],
    ['清晨的大桥。王小明 摄', '清晨的大桥。', '王小明'],
    ['아침의 다리. 홍길동 기자', '아침의 다리.', '홍길동 기자'],
    ['The hall in 1950: before the fire', 'The hall in 1950: before the fire', null],
    ['Most o świcie (Fot. Jan Nowak / Gazeta)', 'Most o świcie', 'Jan Nowak / Gazeta'],
    ['The bridge at dawn. Photo by Jane Roe.', 'The bridge at dawn.', 'Jane Roe'],
    ['The bridge at dawn. Credit... Jane Roe for The Gazette', 'The bridge at dawn.', 'Jane Roe for The Gazette'],
    ['El puente, el pasado miércoles. Brais Outeiro', 'El puente, el pasado miércoles.', 'Brais Outeiro'],
    ['The bridge at dawn. It was built in 1902.', 'The bridge at dawn. It was built in 1902.', null],
    ["Le pont à l'aube. - Photo Hugo Blin / Le Courrier", "Le pont à l'aube.", 'Hugo Blin / Le Courrier'],
    ['الجسر عند الفجر (أرشيف)', 'الجسر عند الفجر', 'أرشيف'],
    ['The bridge on May 4. | Jane Roe/GAZETTE', 'The bridge on May 4.', 'Jane Roe/GAZETTE'],
    [
      "Le pont à l'aube (illustration). - J. Blin / 20 Heures",
      "Le pont à l'aube (illustration).",
      'J. Blin / 20 Heures',
    ],
    ["Il ponte all'alba (ansa)", "Il ponte all'alba", 'ansa'],
    ['Foto Flip Jansen / ANP', '', 'Flip Jansen / ANP'],
    ['Photo albums of the town', 'Photo albums of the town', null],
  ])('%s', (caption, text, credit) => {
    expect(partCredit(caption, words, site)).toEqual({ text, credit });
  });

  it('and a notice of rights is none', () => {
    const below = '<figure><img src="a.jpg"><figcaption>© The Gazette, all rights reserved</figcaption></figure>';
    expect(article({ below }).captions).toEqual([]);
  });
});

describe('the pictures of a story', () => {
  it('are the largest versions, absolute, lazy ones too, without portraits and logos', () => {
    const above = `<figure><img src="data:image/gif;base64,R0" data-src="/p/small.jpg" srcset="/p/480.jpg 480w, /p/1200.jpg 1200w">
<figcaption>The bridge. Foto: Anna Müller</figcaption></figure><div class="author-card"><img src="/jane.jpg"></div><img src="/img/logo.png">
<div class="photo"><img data-original="/p/hall.jpg"><div class="desc">The hall at noon.</div></div>`;
    expect(article({ above }).images).toEqual([
      { address: 'https://gazette.example/p/1200.jpg', alt: null, caption: 'The bridge.', credit: 'Anna Müller' },
      { address: 'https://gazette.example/p/hall.jpg', alt: null, caption: 'The hall at noon.', credit: null },
    ]);
  });

  it('are the declared one where the page shows none', () => {
    const head = '<meta property="og:image" content="/lead.jpg">';
    expect(article({ head }).images.map(({ address }) => address)).toEqual(['https://gazette.example/lead.jpg']);
  });
});

describe('the outlet', () => {
  it.each([
    ['the logo that leads home', { frame: '<a href="/"><img src="/l.gif" alt="Harbour Gazette logo"></a>' }],
    [
      'the title beside the headline',
      { head: '<title>Harbour Gazette: Council votes to close the old library</title>' },
    ],
    [
      'the end of a title that bars part',
      { head: '<title>Council votes to close the old library | News | Harbour Gazette</title>' },
    ],
  ])('is told by %s where nothing is declared', (_place, parts) => {
    expect(article(parts).publisher).toBe('Harbour Gazette');
  });
});
