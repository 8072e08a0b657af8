import { describe, expect, test } from 'vitest';
import { clean } from '../../src/pipeline/clean/clean.ts';
import { processDocument } from '../../src/pipeline/process.ts';
import { book, options, passed, raw } from './documents.ts';

const story = [
  'The harbour bridge was opened to traffic again on Tuesday after repairs that lasted for two years.',
  'The mayor said that the works had cost less than planned and thanked all who had taken part in them.',
  'Commuters had to take a long way round through the hills since the inspectors found cracks in the piers.',
];
const page = (inside: string, head = '') =>
  `<!doctype html><html lang="en-GB"><head><title>Harbour bridge reopens | Harbour Gazette</title>${head}</head>
   <body><header><a href="/">Harbour Gazette</a></header><nav><ul><li><a href="/s">Sports</a><li><a href="/w">Weather</a></ul></nav>
   <main><article><h1>Harbour bridge reopens</h1>${inside}</article></main>
   <aside><h2>Most read</h2><a href="/x">Ferry line adds two ships</a></aside><footer>© Harbour Gazette</footer></body></html>`;
const paragraphs = story.map((text) => `<p>${text}</p>`).join('\n');
const articleOf = (html: string, url: string | null = null) =>
  passed(processDocument(raw(html, { url }), book, options));

test('the story is kept and the page around it is not, with a reason for each part', () => {
  const article = articleOf(page(paragraphs));
  expect(article).toMatchObject({ title: 'Harbour bridge reopens', body: story.join('\n\n'), language: 'en' });
  expect(article.removals.map(({ text, rule }) => [text, rule])).toEqual([
    ['Harbour Gazette', 'outside-story'],
    ['Sports', 'outside-story'],
    ['Weather', 'outside-story'],
    ['Harbour bridge reopens', 'headline-again'],
    ['Most read', 'outside-story'],
    ['Ferry line adds two ships', 'outside-story'],
    ['© Harbour Gazette', 'outside-story'],
  ]);
});

test('headings, lists, quotations, tables and captions keep their kind', () => {
  const html = page(`${paragraphs}<h2>What comes next</h2><ul><li>The mill bridge is next.</li></ul>
    <blockquote><p>It is a good day for the town.</p></blockquote><table><tr><td>Length<td>300 m</table>
    <figure><img src="x"><figcaption>The bridge on Monday. Jane Roe/Reuters</figcaption></figure>`);
  const kinds = passed(clean(raw(html), book, options)).blocks.map(({ kind, text }) => [kind, text]);
  expect(kinds).toEqual(
    expect.arrayContaining([
      ['heading', 'What comes next'],
      ['list-item', 'The mill bridge is next.'],
      ['quotation', 'It is a good day for the town.'],
      ['table', 'Length | 300 m'],
      ['caption', 'The bridge on Monday. Jane Roe/Reuters'],
    ]),
  );
  expect(articleOf(html).captions).toEqual([{ text: 'The bridge on Monday.', credit: 'Jane Roe/Reuters' }]);
});

test('what the author says in a transcript is no biography', () => {
  const said = 'JANE ROE: We looked for the invoice of the bridge for more than eleven years.';
  const head = '<meta name="author" content="Jane Roe">';
  expect(articleOf(page(`<p>${said}</p>${paragraphs}`, head)).body).toBe([said, ...story].join('\n\n'));
});

test.each([
  'Читайте самые важные новости в нашем Telegram.',
  'Ακολουθήστε μας στο Google News.',
  '关注本报的 Facebook 专页。',
])('a call to follow is cut in scripts that \\b does not know: %s', (call) => {
  const [first, ...rest] = story.map((text) => `<p>${text}</p>`);
  expect(articleOf(page(`${first}<p>${call}</p>${rest.join('')}`)).body).toBe(story.join('\n\n'));
});

test('a heading between an introduction and the element that lays out the rest stays', () => {
  const said = ['Nobody ordered it.', 'It came by barge.'].map(
    (line) => `<p>WARD: ${line} ${story[1]} ${story[2]}</p>`,
  );
  const html = page(`<p>${story[0]}</p><h2>What Ward remembers</h2><div class="text">${said.join('')}</div>`);
  expect(articleOf(html).body).toContain(`${story[0]}\n\nWhat Ward remembers\n\nWARD: Nobody`);
});

describe('a link that a paragraph ends in', () => {
  const withEnd = (end: string) =>
    articleOf(page(`<p>${story[0]} ${end}</p>${paragraphs.slice(paragraphs.indexOf('\n'))}`));
  const cut: readonly [end: string, taken: string][] = [
    ['<a href="/b">Read the full story</a>', 'Read the full story'],
    ['<a href="/b">Continue reading</a> »', 'Continue reading »'],
    ['<strong>Also read: <a href="/b">Ferry line adds two ships</a></strong>', 'Also read: Ferry line adds two ships'],
    ['<a href="/b">Lesen Sie hier mehr.</a>', 'Lesen Sie hier mehr.'],
    ['<a href="/b">Lire la suite</a>', 'Lire la suite'],
  ];
  test.each(cut)('is cut when it leads on: %s', (end, taken) => {
    const article = withEnd(end);
    expect(article.body).toBe(story.join('\n\n'));
    expect(article.removals).toContainEqual(expect.objectContaining({ whole: false, text: taken }));
  });

  const kept = [
    'The cost is told in <a href="/b">the report</a>.',
    '<a href="/b">The mayor wrote the report himself.</a>',
    '<a href="#7">[7]</a>',
    'He asked them to <a href="/b">read the full story</a>',
  ];
  test.each(kept)('stays when it tells: %s', (end) => {
    expect(withEnd(end).body.split('\n\n')[0]).toBe(`${story[0]} ${end.replace(/<[^>]*>/g, '')}`);
  });
});

describe('what a page declares', () => {
  const jsonLd = (graph: unknown) => `<script type="application/ld+json">${JSON.stringify(graph)}</script>`;

  test('is read from a JSON-LD graph, references and all', () => {
    const head = jsonLd({
      '@graph': [
        {
          '@type': 'NewsArticle',
          headline: 'Harbour bridge reopens',
          datePublished: '2024-03-12T18:05:00+01:00',
          author: { '@id': '#jane' },
          publisher: { '@id': '#us' },
        },
        { '@id': '#jane', '@type': 'Person', name: 'Jane Roe' },
        { '@id': '#us', '@type': 'Organization', name: 'Harbour Gazette' },
      ],
    });
    expect(articleOf(page(paragraphs, head))).toMatchObject({
      publisher: 'Harbour Gazette',
      bylines: ['Jane Roe'],
      publishedAt: '2024-03-12T18:05:00+01:00',
      publishedPrecision: 'second',
    });
  });

  test('is read from meta tags, and losers are shown', () => {
    const head = `<meta property="og:site_name" content="Harbour Gazette"><meta name="author" content="By Jane Roe, Reuters">
      <meta property="article:published_time" content="2024-03-12T18:05Z"><meta name="date" content="2024-03-13">`;
    const article = articleOf(page(paragraphs, head));
    expect(article).toMatchObject({
      publisher: 'Harbour Gazette',
      bylines: ['Jane Roe'],
      publishedAt: '2024-03-12T18:05Z',
    });
    expect(article.evidence.publishedAt?.candidates.slice(1)).toMatchObject([
      { value: '2024-03-13', source: 'meta:date', lost: expect.any(String) },
    ]);
  });

  test('is left out where it cannot be read, with a note', () => {
    const article = articleOf(page(paragraphs, '<script type="application/ld+json">{"@type": NewsArticle}</script>'));
    expect(article.notes).toMatchObject([{ code: 'json-ld-unreadable' }]);
  });

  test('a site name is cut from a declared title, a dash of the title is not', () => {
    const head =
      '<meta property="og:site_name" content="Harbour Gazette"><meta property="og:title" content="Bridge - the old one - reopens - Harbour Gazette">';
    const html = page(paragraphs, head).replace(/<h1>.*?<\/h1>/, '');
    expect(articleOf(html).title).toBe('Bridge - the old one - reopens');
  });
});

test.each([
  [
    'a story without an article element',
    `<body><div id=a><div class=menu><a href=x>Home</a></div><div class=content>${paragraphs}</div></div></body>`,
  ],
  ['paragraphs parted by line breaks', `<body><div>${story.join('<br><br>')}</div></body>`],
  [
    'a page laid out by tables',
    `<body><table><tr><td><a href="/m">Menu</a></td><td>${paragraphs}</td></tr></table></body>`,
  ],
  ['a form around the whole page', `<body><form>${paragraphs}</form></body>`],
  ['unclosed paragraphs', `<body>${story.map((text) => `<p>${text}`).join('')}`],
  ['no body element', paragraphs],
])('%s is read', (_name, html) => {
  expect(articleOf(html).body).toBe(story.join('\n\n'));
});

test('a page that would lose most of its story keeps it, and is flagged', () => {
  const copies = Array.from({ length: 8 }, () => `<p>${story[0]}</p>`).join('');
  const html = page(`${paragraphs}${copies}`, '<meta property="og:type" content="article">');
  const limited = passed(clean(raw(html), book, { maxRemovedShare: 0.5 }));
  expect(limited.notes).toMatchObject([{ code: 'brake' }]);
  expect(limited.removals.filter(({ rule }) => rule === 'paragraph-again')).toEqual([]);
  expect(limited.removals.map(({ text }) => text)).toContain('Most read');
  const free = passed(clean(raw(html), book, { maxRemovedShare: 1 }));
  expect(free.notes).toEqual([]);
  expect(free.removals.filter(({ rule }) => rule === 'paragraph-again').length).toBeGreaterThan(0);
});
