import { expect, test } from 'vitest';
import { processDocument } from '../../src/pipeline/process.ts';
import { book, options, raw } from './documents.ts';

/**
 * Short texts that would take a pattern which can part them in many ways a very long time: one piece over and over, after what
 * such patterns begin with and before what they cannot end in; in each place of a page whose text is read by patterns.
 */
const pieces = ['a', 'A', 'Aa', 'あ', '1', '-a', '_a', 'a ', 'A, ', 'Aa Aa ', "a'", '%aa', '\t', '.', '(', 'magazin'];
const before = ['', ' - ', '. ', ' | ', ' (', ' / '];
const behind = ['!', '-', ')x'];
/** Lengths, in pieces: for time that doubles with each, that grows with a high power, and with the third. */
const lengths = [24, 60, 1_500];
/** Milliseconds of the processor; a page of that size takes some ten. */
const most = 1_000;

const paragraph = 'The harbour bridge was opened again on Monday after repairs that lasted for more than two years.';

function page(text: string): string {
  const quoted = text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<html><head><title>Bridge${quoted}</title><meta property="og:title" content="Bridge${quoted}">
<meta property="og:site_name" content="example${quoted}"><meta name="author" content="Jane Roe${quoted}">
<meta property="article:published_time" content="2024-05-06${quoted}"><link rel="canonical" href="https://example.org/${quoted}"></head>
<body class="page${quoted}"><article id="story${quoted}"><h1>Bridge${quoted}</h1><p class="byline">By Jane Roe${quoted}</p>
<time datetime="${quoted}">6 May 2024${quoted}</time><a rel="author" href="https://example.org/author/${quoted}">Jane Roe${quoted}</a>
<figure><img src="/a.jpg" alt="The bridge${quoted}"><figcaption>The bridge on Monday${quoted}</figcaption></figure>
<p>${paragraph}</p><p>${paragraph} Source${quoted}</p><p>${paragraph.slice(0, -1)}${quoted}</p></article></body></html>`;
}

const run = (text: string): void => {
  const url = `https://example.org/news${text.replaceAll(/[\s|]/g, '')}/`;
  processDocument(raw(page(text), { mediaType: 'text/html', address: url, url }), book, options);
};

test.each(pieces)('no pattern takes long over %j', { timeout: 120_000 }, (piece) => {
  run('');
  for (const length of lengths)
    for (const start of before)
      for (const end of behind) {
        const text = `${start}${piece.repeat(length)}${end}`;
        const from = process.cpuUsage();
        run(text);
        const { user, system } = process.cpuUsage(from);
        expect((user + system) / 1000, `${start}${piece} × ${length} ${end}`).toBeLessThan(most);
      }
});
