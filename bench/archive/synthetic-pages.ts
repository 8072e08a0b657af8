import { digestOf } from '../../src/archive/digest.ts';
import { packRecord, recordId, warcInfo } from '../../src/archive/warc-record.ts';

const words =
  'council river budget teachers harbour minister growth weather railway hospital market village museum inquiry report vote bridge storm harvest union'.split(
    ' ',
  );

/** A sentence that is another one for every two numbers. */
function sentence(a: number, b: number): string {
  const word = (n: number): string =>
    words[Math.abs(a * 31 + b * 17 + n * n * 7 + ((a * b) % 13)) % words.length] ?? '';
  return `The ${word(1)} of the ${word(2)} in ward ${a} told the ${word(3)} on day ${b} that the ${word(4)} would wait for the ${word(5)}.`;
}

/** The `n`-th page: an article of its own, with a menu, a footer and `padding` bytes of script. */
export function syntheticPage(n: number, padding = 0): string {
  const paragraphs = Array.from(
    { length: 8 },
    (_, p) => `<p>${sentence(n, p * 3)} ${sentence(n, p * 3 + 1)} ${sentence(n, p * 3 + 2)}</p>`,
  );
  const script = Array.from({ length: Math.ceil(padding / 36) }, (_, i) =>
    ((n * 2_654_435_761 + i * 40_503_001) >>> 0).toString(36),
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${sentence(n, 1).slice(0, 60)} | Town Paper</title>
<meta property="article:published_time" content="2026-03-${String((n % 28) + 1).padStart(2, '0')}T08:00:00Z">
<script>var state="${script.join('-')}"</script></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Ward ${n}: ${words[n % words.length]} ${n}</h1>
${paragraphs.join('\n')}</article><footer>Town Paper, all rights reserved</footer></body></html>`;
}

/** The records of an archive as a crawler writes them: a warcinfo, then a request and a response for each page. */
export async function* syntheticRecords(from: number, to: number, padding = 0): AsyncGenerator<Uint8Array> {
  yield await warcInfo('synthetic.warc.gz', 'synthetic');
  for (let n = from; n < to; n++) {
    const url = `https://paper${n % 50}.example/story/${n}`;
    const date = new Date(Date.UTC(2026, 3, 1) + n * 1000).toISOString();
    const id = recordId();
    const body = Buffer.from(syntheticPage(n, padding));
    const head = `HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ${body.length}\r\n\r\n`;
    const target: [string, string] = ['WARC-Target-URI', url];
    yield await packRecord({
      type: 'request',
      id: recordId(),
      date,
      headers: [target, ['WARC-Concurrent-To', id]],
      block: Buffer.from(`GET /story/${n} HTTP/1.1\r\nHost: paper${n % 50}.example\r\n\r\n`),
    });
    yield await packRecord({
      type: 'response',
      id,
      date,
      headers: [target, ['WARC-Payload-Digest', digestOf(body)]],
      block: Buffer.concat([Buffer.from(head), body]),
    });
  }
}
