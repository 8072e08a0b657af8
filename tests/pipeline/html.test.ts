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

describe('what a picture bears is its caption, whatever it stands in', () => {
  const [first = '', ...rest] = story.map((text) => `<p>${text}</p>`);
  const captioned = (caption: string) => articleOf(page(`${first}${caption}${rest.join('')}`));
  test.each([
    ['a paragraph that ends in a credit', '<div><p>The bridge on Monday. (AP Photo/Jane Roe)</p></div>'],
    [
      'a text that opens in full when asked',
      '<figure><img src="x"><figcaption><x-read-more><p>The bridge on Monday. (AP Photo/Jane Roe)</p></x-read-more></figcaption></figure>',
    ],
  ])('%s', (_how, caption) => {
    const { body, captions } = captioned(caption);
    expect(body).toBe(story.join('\n\n'));
    expect(captions).toEqual([{ text: 'The bridge on Monday.', credit: 'AP Photo/Jane Roe' }]);
  });
  test('but a paragraph that ends in its source is none', () => {
    const { body } = captioned('<p>Of all gases that the town emits, methane makes a tenth, and grows (EPA 2024).</p>');
    expect(body).toContain('(EPA 2024)');
  });
  test('and what stands below a picture named a lede is no dek', () => {
    const lede =
      '<div class="article__lede-wrapper"><img src="x"><div itemprop="caption">The bridge as it was seen from the harbour on Monday.</div></div>';
    expect(articleOf(page(`${lede}${paragraphs}`)).dek).toBeNull();
  });
});

test('a box to sign up in goes by the name of its component', () => {
  const box =
    '<figure><x-island name="EmailSignUpWrapper"><p>The stories that matter most, told by those who were there, once a week.</p></x-island></figure>';
  const article = articleOf(page(`${paragraphs.replace('</p>', `</p>${box}`)}`));
  expect(article.body).toBe(story.join('\n\n'));
  expect(article.removals).toContainEqual(expect.objectContaining({ rule: 'newsletter-box' }));
});

test('who reports for the wire stands in the dateline', () => {
  const text =
    '新华社贵阳5月8日电（记者周立言、陈雨）贵州省湄潭县的老茶农没有想到，自己唱了一辈子的采茶歌会被印进县志。';
  const lines = Array.from(
    { length: 6 },
    (_, n) => `<p>第${n + 1}段说的是茶园里发生的事，以及村里人对这件事的看法和今后的打算。</p>`,
  );
  const html = `<html lang="zh"><body><h1>老茶农把山歌唱进了县志</h1><div><p>${text}</p>${lines.join('')}</div></body></html>`;
  expect(articleOf(html).bylines).toEqual(['周立言', '陈雨']);
});

test('a heading over the portrait of the company goes with it, though the company is the author', () => {
  const more = ['first', 'second', 'third', 'fourth']
    .map((pier) => `<p>The ${pier} pier was mended last, for nobody had seen that the ${pier} spring had moved it.</p>`)
    .join('');
  const portrait =
    '<p><b>About Harbour Works</b></p><p>Harbour Works builds bridges in nine countries, and was founded in 1902 by two brothers.</p>';
  const caution =
    '<p><b>Forward-looking statements</b></p><p>What is said of the time to come may not come to pass.</p>';
  const head = '<meta name="author" content="Harbour Works">';
  const { body } = articleOf(page(`${paragraphs}${more}${portrait}${caution}`, head));
  expect(body).toContain('fourth pier');
  expect(body).not.toContain('About Harbour Works');
  expect(body).not.toContain('nine countries');
});

test('tags that one meta holds together are several', () => {
  const head = '<meta property="article:tag" content="Rivers,Wildlife,Trump, Donald">';
  expect(articleOf(page(paragraphs, head)).tags).toEqual(['Rivers', 'Wildlife', 'Trump, Donald']);
});

test('a picture bears the name of who took it besides its caption', () => {
  const figure =
    '<figure><div><img src="a.jpg"><span>Getty Images</span></div><figcaption>The bridge on Monday.</figcaption></figure>';
  const article = articleOf(page(paragraphs.replace('</p>', `</p>${figure}`)));
  expect(article.body).toBe(story.join('\n\n'));
  expect(article.captions.map(({ text }) => text)).toEqual(['The bridge on Monday.']);
});

test('a heading within the story is no dek, whatever its class', () => {
  const long = `<p>${story.join(' ')}</p>`;
  const html = page(`${long}<h2 class="subhead">What the divers saw under the pier</h2>${paragraphs}`);
  expect(articleOf(html).dek).toBeNull();
});

test('a headline under another kicker than the declared one is the headline alone, and stands in the body no more', () => {
  const title = 'Harbour: How a gull took the ring of a senator at lunch';
  const shown = '<h2><span>Strange theft</span> <span>How a gull took the ring of a senator at lunch</span></h2>';
  const html = `<html lang="en"><head><title>${title}</title><meta property="og:title" content="${title}"></head><body><article>${shown}${paragraphs}</article></body></html>`;
  expect(articleOf(html)).toMatchObject({
    title: 'How a gull took the ring of a senator at lunch',
    body: story.join('\n\n'),
  });
});

test('a kicker that nothing parts from the headline is no part of it', () => {
  const title = 'Harbour works: The old bridge gets new piers';
  const shown =
    '<h1><span class="topline">Harbour works</span><span class="headline-text">The old bridge gets new piers</span></h1>';
  const html = `<html lang="en"><head><title>${title}</title></head><body><article>${shown}${paragraphs}</article></body></html>`;
  expect(articleOf(html).title).toBe('The old bridge gets new piers');
});
