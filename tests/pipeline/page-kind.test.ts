import { describe, expect, it } from 'vitest';
import { clean } from '../../src/pipeline/clean/clean.ts';
import { book, options, raw } from './documents.ts';

const sentence =
  'The ferry to the outer islands sailed again on Tuesday after eleven days in the yard, its owner said.';
const story = (paragraphs: number): string => `<p>${sentence}</p>`.repeat(paragraphs);
const teaser = (n: number): string =>
  `<h2><a href="/politics/${n}">Council votes on the harbour, part ${n}</a></h2>${story(1)}`;
const asking: Record<string, string> = {
  en: 'We and our 184 partners use cookies to store information on your device and to show personalised advertising.',
  de: 'Wir und unsere Partner verarbeiten personenbezogene Daten, um Anzeigen zu personalisieren, mit Ihrer Zustimmung.',
  fr: 'Nos partenaires et nous utilisons des cookies pour la publicité ; vous pouvez retirer votre consentement.',
  es: 'Nosotros y nuestros socios utilizamos cookies y datos personales para mostrar publicidad, con su consentimiento.',
  it: 'Noi e i nostri partner trattiamo dati personali e usiamo cookie con il tuo consenso per la pubblicità su misura.',
  pt: 'Nós e os nossos parceiros usamos cookies e dados pessoais para mostrar publicidade, com o seu consentimento.',
  nl: 'Wij en onze partners verwerken persoonsgegevens en gebruiken cookies als u daarvoor toestemming geeft aan ons.',
  pl: 'My i nasi partnerzy przetwarzamy dane osobowe i używamy plików cookie, aby wyświetlać reklamy, za Państwa zgodą.',
  sv: 'Vi och våra partner behandlar personuppgifter och använder cookies för reklam om du ger ditt samtycke till det.',
  ru: 'Мы и наши партнёры обрабатываем персональные данные и используем файлы cookie для рекламы с вашего согласия.',
  tr: 'Biz ve ortaklarımız çerezler kullanıyor, reklam göstermek için onayınızla kişisel verilerinizi işliyoruz burada.',
  ja: '当社とパートナーは、お客様の同意に基づき、クッキーを使用して個人情報を処理し、広告を表示します。詳しくは設定をご覧ください。',
};

function outcomeOf(body: string, address: string): string {
  const outcome = clean(raw(`<html><body>${body}</body></html>`, { url: address }), book, options);
  return 'rejected' in outcome ? outcome.rejected.code : outcome.next.kind;
}

describe('the kind of a page is told from how it is built', () => {
  it.each([
    ['paragraphs under a headline', `<h1>The ferry sails again</h1>${story(8)}`, 'https://a.example/ferry', 'article'],
    [
      'paragraphs under linked sub-headings',
      `<article class="entry-content"><h1>The week</h1>${Array.from({ length: 6 }, (_, n) => teaser(n) + story(4)).join('')}</article>`,
      'https://a.example/news/the-week-on-the-islands',
      'article',
    ],
    [
      'linked headings with a sentence under each',
      `<main>${Array.from({ length: 9 }, (_, n) => teaser(n)).join('')}</main>`,
      'https://a.example/',
      'index-page',
    ],
    [
      'prices and buttons among its texts',
      `<main><h1>Boots</h1>${`<div class="product-card"><h3>Boot</h3><span class="price">€ 80</span><button>Buy</button>${story(1)}</div>`.repeat(40)}</main>`,
      'https://a.example/shop/boots',
      'not-news',
    ],
  ])('%s', (_, body, address, kind) => {
    expect(outcomeOf(body, address)).toBe(kind);
  });
});

describe('a short text is a page about an error where its title says so', () => {
  const declared =
    '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"x"}</script>';
  it.each([
    ['404 Not Found', '', 'error-page'],
    ['The Ferry News – 404', '', 'error-page'],
    ['Error 503 | The Ferry News', declared, 'error-page'],
    ['Page not found', '', 'error-page'],
    ['The cheese cave that beat the S&amp;P 500', '', 'article'],
    ['Nasdaq 100 rises, S&amp;P 500: little changed', '', 'article'],
    ['Hiker not found after a week on the mountain', declared, 'article'],
  ])('%s %s', (title, head, kind) => {
    const page = `<title>${title}</title>${head}</head><body><h1>${title}</h1>${story(9)}`;
    expect(outcomeOf(page, 'https://a.example/news/2026/the-ferry-sails-again')).toBe(kind);
  });
});

describe('a request for consent in place of a story is a consent wall, in every language of the words', () => {
  it.each(Object.entries(asking))('%s', (_, text) => {
    const wall = `<main><h1>Welcome</h1>${`<p>${text}</p>`.repeat(3)}<button>OK</button></main>`;
    expect(outcomeOf(wall, 'https://a.example/politics/the-ferry-sails-again')).toBe('consent-wall');
  });

  it('an article about consent is an article', () => {
    const article = `<article class="entry-content"><h1>Cookies on trial</h1><p>${asking.en}</p>${story(6)}<button>Share</button></article>`;
    expect(outcomeOf(article, 'https://a.example/news/cookies-on-trial-again')).toBe('article');
  });
});
