/** One table, read from top to bottom: each row a document that was made to stall, to crash or to fill the memory. */
const MB = 1_000_000;
const sentence = 'The mayor said that the works would begin in the spring of next year. ';
const paragraph = sentence.repeat(5);
/** A page with one sentence is no story. */
export const story = sentence.repeat(12);
const fill = (piece: string, size: number): string => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
const many = (n: number, piece: (at: number) => string): string =>
  Array.from({ length: n }, (_, at) => piece(at)).join('');
const jsonLd = (json: string): string => `<script type="application/ld+json">${json}</script><p>${story}</p>`;

/** A story of about `size` characters with nothing hostile in it: what a document of that size may take. */
export const plainPage = (size: number): string =>
  `<!doctype html><title>Works begin</title><h1>Works begin</h1>${many(size / paragraph.length, (at) => `<p>${at} ${paragraph}</p>\n`)}`;
export const plainText = (size: number): string =>
  `Works begin\n\n${many(size / paragraph.length, (at) => `${at} ${paragraph}\n\n`)}`;

/** Markup that was made to stall, to crash or to fill the memory: read as a page and as text. */
export const hostilePages: [name: string, text: () => string][] = [
  ['250 nested elements', () => `<body>${'<div>'.repeat(250)}<p>${story}`],
  ['900 nested elements', () => `<body>${'<div>'.repeat(900)}<p>${story}`],
  ['100,000 nested elements', () => `<body>${'<div>'.repeat(100_000)}${story}`],
  ['100,000 nested inline elements', () => `<p>${'<b>'.repeat(100_000)}${story}`],
  [
    'a paragraph within 100 nested elements, 10,000 times',
    () => `<p>${story}</p>${`${'<div>'.repeat(40)}<p>word</p>${'</div>'.repeat(40)}`.repeat(10_000)}`,
  ],
  ['5 MB of unclosed tags', () => `<body>${fill('<div><span>', 5 * MB)}`],
  ['5 MB of unclosed paragraphs', () => fill(`<p>${paragraph}`, 5 * MB)],
  ['a million closing tags', () => `${'</p>'.repeat(MB)}<p>${story}</p>`],
  ['a million closing tags within 900 elements', () => `${'<div>'.repeat(900)}<p>${story}</p>${'</i>'.repeat(MB)}`],
  ['a script of 10 MB in one line', () => `<script>${fill('var a="<div>";', 10 * MB)}</script><p>${story}</p>`],
  ['a script that never ends', () => `<p>${story}</p><script>${fill('a<b;', 5 * MB)}`],
  ['a style of 10 MB', () => `<style>${fill('.a{color:red}', 10 * MB)}</style><p>${story}</p>`],
  ['null bytes between the words', () => `<p>${story.replaceAll(' ', '\0 \0')}</p>${fill('\0', MB)}`],
  ['lone surrogates', () => `<p>${'\ud800'.repeat(1000)} ${story}\udc00</p>`],
  ['100,000 attributes on one element', () => `<p ${many(100_000, (at) => `a${at}=1 `)}>${story}</p>`],
  [
    'an attribute on each of 100,000 elements',
    () => `<p>${story}</p>${many(100_000, (at) => `<i data-a${at}=1>a</i>`)}`,
  ],
  [
    'a class of its own on each of 100,000 elements',
    () => `<p>${story}</p>${many(100_000, (at) => `<i class="a${at} b-${at}">a </i>`)}`,
  ],
  [
    'a class of its own on each of 40,000 blocks',
    () => `<p>${story}</p>${many(40_000, (at) => `<div class="a${at} b-${at}">word</div>`)}`,
  ],
  [
    '20,000 figures, each with a label and a caption',
    () =>
      `<body><article><p>${story}</p>${'<figure><div><img src=a><span>Agency</span></div><figcaption>A bridge.</figcaption></figure>'.repeat(20_000)}`,
  ],
  ['a million links', () => `<body>${'<a href=x>y</a>'.repeat(MB)}`],
  ['400,000 links', () => `<p>${story}</p>${'<a href=x>y</a> '.repeat(400_000)}`],
  [
    '40,000 links, a block each',
    () => `<p>${story}</p>${many(40_000, (at) => `<div><a href="/${at}">headline number ${at}</a></div>`)}`,
  ],
  ['a million text nodes in a paragraph', () => `<p>${story}${'a<br>'.repeat(450_000)}</p>`],
  ['comments between a million letters', () => `<p>${story}${'a<!---->'.repeat(450_000)}</p>`],
  ['JSON-LD of 400,000 open brackets', () => jsonLd('['.repeat(400_000))],
  ['JSON-LD of 5 MB of open brackets', () => jsonLd('['.repeat(5 * MB))],
  [
    'JSON-LD nested 5,000 deep',
    () => jsonLd(`${'{"@type":"NewsArticle","author":'.repeat(5_000)}1${'}'.repeat(5_000)}`),
  ],
  ['JSON-LD with 90,000 entries', () => jsonLd(`[${Array(90_000).fill('{"a":{}}').join(',')}]`)],
  [
    'JSON-LD with 20,000 articles',
    () =>
      jsonLd(
        `[${many(20_000, (at) => `{"@type":"NewsArticle","headline":"Works ${at}","datePublished":"2024-01-01"},`).slice(0, -1)}]`,
      ),
  ],
  [
    'JSON-LD with 20,000 authors',
    () =>
      jsonLd(
        `{"@type":"NewsArticle","author":[${many(20_000, (at) => `{"@type":"Person","name":"Jane Roe ${at}"},`).slice(0, -1)}]}`,
      ),
  ],
  [
    'JSON-LD that refers to itself',
    () => jsonLd('{"@id":"a","@type":"NewsArticle","author":{"@id":"a"},"isPartOf":{"@id":"a"}}'),
  ],
  [
    'JSON-LD with 2,000 nodes that refer to each other',
    () =>
      jsonLd(
        `{"@graph":[${many(2_000, (at) => `{"@id":"n${at}","@type":"NewsArticle","author":[{"@id":"n${(at + 1) % 2_000}"},{"@id":"n${(at * 7) % 2_000}"}]},`).slice(0, -1)}]}`,
      ),
  ],
  ['5 MB of JSON-LD', () => jsonLd(`{"@type":"NewsArticle","articleBody":"${fill('word ', 5 * MB)}"}`)],
  [
    '60 JSON-LD scripts of 20 KB',
    () => many(60, () => jsonLd(`{"@type":"NewsArticle","headline":"${fill('Works begin ', 20_000)}"}`)),
  ],
  ['1 MB of broken JSON-LD', () => jsonLd(`{"@type":"NewsArticle","headline":"${fill('\\"', MB)}`)],
  ['JSON-LD of spaces and line ends', () => jsonLd(`{${fill(' \n\t', MB)}"a":${fill('"\n', MB)}`)],
  [
    '100,000 meta tags',
    () => `${many(100_000, (at) => `<meta property="og:title" content="Works ${at}">`)}<p>${story}</p>`,
  ],
  [
    '100,000 authors in meta tags',
    () => `${many(100_000, (at) => `<meta name="author" content="Jane Roe ${at}">`)}<p>${story}</p>`,
  ],
  [
    '100,000 dates in meta tags',
    () => `${many(100_000, (at) => `<meta name="date" content="2024-01-01T00:00:${at}">`)}<p>${story}</p>`,
  ],
  [
    '100,000 bylines',
    () =>
      `<h1>Works begin</h1><p>${story}</p>${many(40_000, (at) => `<p class="byline author">By Jane Roe ${at}</p>`)}`,
  ],
  [
    '40,000 time elements',
    () =>
      `<h1>Works begin</h1><p>${story}</p>${many(40_000, (at) => `<time datetime="2024-01-01T00:00:${at}">on May 4</time>`)}`,
  ],
  ['40,000 first-level headings', () => `${many(40_000, (at) => `<h1>Works begin ${at}</h1>`)}<p>${story}</p>`],
  [
    '40,000 figures',
    () =>
      `<p>${story}</p>${many(40_000, (at) => `<figure><img src="${at}.jpg"><figcaption>The harbour ${at}</figcaption></figure>`)}`,
  ],
  ['10 MB in one paragraph', () => `<p>${fill(sentence, 10 * MB)}</p>`],
  ['10 MB in one line of links', () => `<p>${fill('<a href="/x">The mayor said</a> ', 10 * MB)}</p>`],
  ['10 MB without a space', () => `<p>${fill('word', 10 * MB)}</p><p>${story}</p>`],
  ['5 MB without a space, in Chinese', () => `<p>${fill('市长说工程将于明年春天开始', 5 * MB)}</p><p>${story}</p>`],
  ['5 MB of spaces', () => `<p>${story}${fill(' ', 5 * MB)}a</p>`],
  ['5 MB of line ends', () => `<p>${story}${fill('\n \t', 5 * MB)}a</p>`],
  ['5 MB of no-break spaces', () => `<p>${story}${fill('\u00a0', 5 * MB)}a</p>`],
  ['a title of 1 MB of spaces', () => `<title>Works${fill(' ', MB)}begin</title><h1>Works begin</h1><p>${story}</p>`],
  ['a title of 1 MB', () => `<title>${fill('Works begin - ', MB)}</title><h1>Works begin</h1><p>${story}</p>`],
  [
    'a title of 1 MB of bars',
    () =>
      `<title>${fill('| ', MB)}</title><meta property="og:title" content="${fill('a | ', MB)}"><h1>${fill('a | ', MB)}</h1><p>${story}</p>`,
  ],
  ['a heading of 1 MB', () => `<title>Works</title><h1>${fill('Works begin - ', MB)}</h1><p>${story}</p>`],
  ['a class of 1 MB', () => `<div class="${fill('a-', MB)}"><p>${story}</p></div>`],
  ['a class of 1 MB of spaces', () => `<div class="a${fill(' ', MB)}b"><p>${story}</p></div>`],
  [
    'classes of a thousand parts',
    () => `${many(5_000, (at) => `<p class="${fill('a-', 990)}${at}">word</p>`)}<p>${story}</p>`,
  ],
  [
    'classes of a thousand states',
    () => `${many(5_000, (at) => `<p class="${fill('is-', 990)}${at}">word</p>`)}<p>${story}</p>`,
  ],
  [
    'classes of a thousand humps',
    () => `${many(5_000, (at) => `<p class="${fill('aB', 990)}${at}">word</p>`)}<p>${story}</p>`,
  ],
  [
    'ids of a thousand parts',
    () => `${many(5_000, (at) => `<p id="${fill('a-_', 990)}${at}">word</p>`)}<p>${story}</p>`,
  ],
  ['styles of 1 MB', () => `<div style="display${fill(' ', MB)}:x"><p>${story}</p></div>`],
  [
    'an address of 1 MB',
    () =>
      `<p>${story} <a rel="author" href="/${fill('a/../', MB)}">Jane Roe</a></p><link rel="canonical" href="/${fill('a-', MB)}">`,
  ],
  ['an address of 1 MB of digits', () => `<link rel="canonical" href="/${fill('2024/', MB)}"><p>${story}</p>`],
  [
    'an image with 1 MB of addresses',
    () =>
      `<h1>Works begin</h1><figure><img srcset="${fill('a.jpg 1x, ', MB)}" alt="${fill('a ', MB)}"><figcaption>${fill('The harbour. ', MB)}</figcaption></figure><p>${story}</p>`,
  ],
  ['5 MB of digits', () => `<p>${fill('1234567890', 5 * MB)}</p><p>${story}</p>`],
  ['5 MB of parted digits', () => `<p>${fill('12/11/10 ', 5 * MB)}</p><p>${story}</p>`],
  ['5 MB of full stops', () => `<p>${fill('.', 5 * MB)}</p><p>${story}</p>`],
  ['5 MB of full stops and letters', () => `<p>${fill('A. ', 5 * MB)}</p><p>${story}</p>`],
  ['5 MB of quotation marks', () => `<p>${fill('"', 5 * MB)}</p><p>${fill('“a ', MB)}</p><p>${story}</p>`],
  ['5 MB of brackets', () => `<p>${fill('(', 5 * MB)}</p><p>${story}</p>`],
  ['5 MB of dashes', () => `<p>${fill('- ', 5 * MB)}</p><p>${fill('–', MB)}</p><p>${story}</p>`],
  ['5 MB of dates', () => `<p>${fill('Sept. 6, 2023 10:15 ', 5 * MB)}</p><p>${story}</p>`],
  ['5 MB of names', () => `<p>${fill('Jane Roe, ', 5 * MB)}</p><p>${story}</p>`],
  [
    'a byline of 1 MB',
    () =>
      `<h1>Works begin</h1><p class="byline">By ${fill('Jane Roe and ', MB)}</p><meta name="author" content="${fill('Jane Roe, ', MB)}"><p>${story}</p>`,
  ],
  [
    'a byline of 1 MB of spaces',
    () =>
      `<h1>Works begin</h1><p class="byline">By${fill(' ', MB)}.</p><meta name="author" content="Jane${fill(' ', MB)}Roe"><p>${story}</p>`,
  ],
  [
    'a date of 1 MB',
    () =>
      `<h1>Works begin</h1><time datetime="${fill('2024-', MB)}">${fill('May 4 ', MB)}</time><meta property="article:published_time" content="${fill('1', MB)}"><p>${story}</p>`,
  ],
  [
    'a caption of 1 MB of brackets',
    () => `<figure><img src=a.jpg><figcaption>${fill('(Photo: ', MB)}</figcaption></figure><p>${story}</p>`,
  ],
  ['mail addresses', () => `<p>${fill('a@b.c ', 2 * MB)}</p><p>${fill('a@', MB)}</p><p>${story}</p>`],
  ['5 MB of entities', () => `<p>${story}${fill('&amp;', 5 * MB)}</p>`],
  ['5 MB of broken entities', () => `<p>${story}${fill('&#x', 5 * MB)}</p>`],
  [
    'entities that name entities',
    () => `<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><p>${story}${fill('&b;', MB)}</p>`,
  ],
  ['a number of 1 MB in an entity', () => `<p>${story}&#${fill('9', MB)};</p>`],
  ['900 nested lists', () => `<p>${story}</p>${'<ul><li>point '.repeat(450)}`],
  ['900 nested tables', () => `<p>${story}</p>${'<table><tr><td>cell'.repeat(300)}`],
  ['100,000 table rows', () => `<table>${'<tr><td>a<td>b'.repeat(100_000)}</table><p>${story}</p>`],
  ['a table row of 40,000 cells', () => `<p>${story}</p><table><tr>${'<td>cell'.repeat(40_000)}</table>`],
  ['a list of 40,000 points', () => `<p>${story}</p><ul>${many(40_000, (at) => `<li>point ${at} of the list`)}</ul>`],
  ['40,000 equal paragraphs', () => `<p>${story}</p>`.repeat(5_000)],
  ['40,000 headings', () => `<p>${story}</p>${many(40_000, (at) => `<h2>Heading ${at}</h2>`)}`],
  ['40,000 phrases', () => `<p>${story}</p>${'<p>Read more</p><p>Share</p><p>Advertisement</p>'.repeat(13_000)}`],
  ['bidi controls', () => `<p>${fill('\u202e\u2066\u200f', 2 * MB)}${story}\u202c</p>`],
  ['combining marks', () => `<p>a${fill('\u0301', 2 * MB)} ${story}</p>`],
  ['zero-width signs', () => `<p>${fill('a\u200b\u00ad', 3 * MB)} ${story}</p>`],
  ['ligatures that grow eighteen-fold', () => `<p>${fill('\ufdfa ', MB)}</p><p>${story}</p>`],
  ['CDATA', () => `<p>${story}</p>${'<![CDATA['.repeat(200_000)}`],
  ['unclosed comments', () => `<p>${story}</p>${'<!--'.repeat(MB)}`],
  ['a comment that almost ends', () => `<p>${story}</p><!--${fill('--', 5 * MB)}`],
  ['a million opening brackets', () => `${'<'.repeat(MB)} ${story}`],
  ['a million processing instructions', () => `<p>${story}</p>${'<?a?>'.repeat(MB)}`],
  ['a tag that never ends', () => `<p>${story}</p><p ${fill('a ', 2 * MB)}`],
  ['an attribute that never ends', () => `<p>${story}</p><p class="${fill('a>', 5 * MB)}`],
  ['100,000 equal ids', () => `<p>${story}</p>${'<i id=a>a</i>'.repeat(100_000)}`],
  [
    'a microdata item in an item, 900 deep',
    () => `${'<div itemscope itemtype="https://schema.org/NewsArticle" itemprop="author">'.repeat(900)}<p>${story}`,
  ],
  [
    '100,000 microdata items',
    () =>
      `<div itemscope itemtype="https://schema.org/NewsArticle"><p>${story}</p>${many(40_000, (at) => `<p itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Jane Roe ${at}</b>`)}`,
  ],
  ['a hidden text of 5 MB', () => `<p>${story}<span hidden>${fill('word ', 5 * MB)}</span></p>`],
  ['200,000 line breaks', () => `<div>${story}${'<br><br>'.repeat(100_000)}</div>`],
  ['an SVG of 5 MB', () => `<p>${story}</p><svg>${fill('<path d="M0 0"/>', 5 * MB)}</svg>`],
  ['a template with 100,000 elements', () => `<p>${story}</p><template>${'<p>a</p>'.repeat(100_000)}</template>`],
];

/** A run of one sign that does not end where a pattern asks it to, in each place that is read for a field. */
for (const sign of [')', '.', '-', '—', '|', '"', ':', ',', '•', '1', '/', '?', '_', '😀', 'A.', "O'"]) {
  const run = `Jane${sign.repeat(100_000)}a`;
  hostilePages.push([
    `100,000 times ${sign} before a letter`,
    () => `<title>${run}</title><meta name="author" content="${run.replaceAll('"', '&quot;')}"><h1>${run}</h1>
<p class="byline">${run}</p><p>By ${run}</p><time>${run}</time><p>${story}</p>
<figure><img src="a.jpg"><figcaption>${run}</figcaption></figure><p>${run}</p><p>${story}</p><p>(${run})</p>`,
  ]);
}

/** Plain text that was made for the same. */
export const hostileTexts: [name: string, text: () => string][] = [
  ['nothing', () => ''],
  ['white space', () => ' \n\t'.repeat(MB)],
  ['one line end after the other', () => fill('\r\n\u2028\v', 2 * MB)],
  ['5 million lines of a letter', () => 'a\n'.repeat(5 * MB)],
  ['200,000 lines of a letter', () => `${'a\n'.repeat(200_000)}${story}`],
  ['100,000 sentences', () => many(100_000, (at) => `${at} ${sentence}\n`)],
  ['200,000 bullets', () => `${'• point\n'.repeat(200_000)}${story}`],
  [
    'lines that are wrapped by hand',
    () => `${'The mayor said that the works would\nbegin in the spring of next year\n'.repeat(50_000)}`,
  ],
  ['100,000 captions', () => 'The harbour at dawn on May 4. (Reuters)\n'.repeat(100_000)],
  ['100,000 phrases', () => `${'Read more\nShare\nAdvertisement\n'.repeat(33_000)}${story}`],
  ['100,000 dates and bylines', () => `${'By Jane Roe\nMarch 4, 2021 10:15\n'.repeat(50_000)}${story}`],
  ['100,000 equal paragraphs', () => `${sentence}\n`.repeat(100_000)],
  ['21 MB', () => fill(sentence, 21 * MB)],
  ['mail addresses', () => fill('a@b.c ', 2 * MB)],
  ['spaced letters', () => fill('a ', 2 * MB)],
];
