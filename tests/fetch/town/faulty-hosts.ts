import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, crc32, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { encode } from './encode.ts';
import { drip, raw } from './raw.ts';
import type { Host } from './town.ts';

const sentence = 'The council met on Tuesday to discuss the bridge across the river, which has been closed. ';
const lines = Array.from({ length: 40 }, (_, i) => `<p>${i}. ${sentence}</p>`).join('\n');
/** A page that compresses as pages do. */
export const page = `<!doctype html><html><head><title>Bridge</title></head><body>${lines}</body></html>`;
const html = { 'content-type': 'text/html; charset=utf-8' };
const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n';

const says = (body: string | Uint8Array, headers: Record<string, string> = html, status = 200): Host => {
  return (_request, response) => response.writeHead(status, headers).end(body);
};
const status = (code: number, headers: Record<string, string> = {}): Host => says(`status ${code}`, headers, code);
const to = (location: string, code = 302): Host => says('', { location }, code);
const packed = (body: Uint8Array, coding: string): Host => says(body, { ...html, 'content-encoding': coding });
const pieces = (parts: Uint8Array[], coding: string): Host => {
  return async (_request, response) => {
    response.writeHead(200, { ...html, 'content-encoding': coding });
    for (const part of parts) {
      response.write(part);
      await sleep(20);
    }
    response.end();
  };
};
/** A head with all that RFC 1952 lets it carry: an extra field, a name, a remark and a checksum. */
const fullHead = Buffer.from('\x1f\x8b\x08\x1e\0\0\0\0\0\x03\x04\0ABCDpage.html\0a remark\0', 'latin1');
const headSum = Buffer.alloc(2);
headSum.writeUInt16LE(crc32(fullHead) & 0xffff);
const gzipNamed = Buffer.concat([fullHead, headSum, gzipSync(page).subarray(10)]);
const zeros = Buffer.alloc(50_000_000);
const gzipBomb = gzipSync(zeros);

/** Russian, Japanese, Chinese, Korean, Polish in the charsets that their papers used. */
export const charsets: [charset: string, text: string][] = [
  ['windows-1251', 'Мост через реку закрыт с вторника'],
  ['koi8-r', 'Мост через реку закрыт с вторника'],
  ['shift_jis', '川に架かる橋は火曜日から閉鎖されている'],
  ['euc-jp', '川に架かる橋は火曜日から閉鎖されている'],
  ['gbk', '河上的大桥自星期二起关闭'],
  ['big5', '河上的大橋自星期二起關閉'],
  ['euc-kr', '강을 건너는 다리가 화요일부터 닫혔다'],
  ['iso-8859-2', 'Most przez rzekę jest zamknięty od wtorku'],
];
const inCharset = (charset: string, text: string, told: 'header' | 'meta'): Host => {
  const meta = told === 'meta' ? `<meta charset="${charset}">` : '';
  const type = told === 'header' ? `text/html; charset=${charset}` : 'text/html';
  return says(encode(`<!doctype html><html>${meta}<p>${text}</p></html>`, charset), { 'content-type': type });
};

/** The hosts of the town that show what the web does to a fetcher: one each for a kind of answer. */
export const faultyHosts: Record<string, Host> = {
  'plain.test': says(page),
  'text.test': says(sentence, { 'content-type': 'text/plain' }),
  'xhtml.test': says(`<?xml version="1.0"?>${page}`, { 'content-type': 'application/xhtml+xml' }),
  'xhtml-as-xml.test': says(`<?xml version="1.0"?>\n<!-- x -->${page}`, { 'content-type': 'text/xml' }),
  'feed-as-xml.test': says('<?xml version="1.0"?><rss></rss>', { 'content-type': 'text/xml' }),
  'untyped.test': says(page, {}),
  'untyped-text.test': says(sentence, {}),
  'any-type.test': says(page, { 'content-type': '*/*' }),
  'page-as-text.test': says(page, { 'content-type': 'text/plain' }),
  'odd-type.test': says(page, { 'content-type': 'TEXT/HTML;Charset="UTF-8"; x' }),
  'image.test': says('x', { 'content-type': 'image/png' }),
  'pdf.test': says('%PDF', { 'content-type': 'application/pdf' }),
  'video.test': drip('HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n', Buffer.alloc(65_536), 0),
  'json.test': says('{}', { 'content-type': 'application/json' }),
  'raw-utf8-redirect.test': raw(`HTTP/1.1 301 Moved\r\nLocation: http://plain.test/größe\r\nConnection: close\r\n\r\n`),
  ...Object.fromEntries([301, 302, 303, 307, 308].map((code) => [`to-${code}.test`, to('http://plain.test/', code)])),
  'relative.test': (request, response) =>
    request.url?.startsWith('/story') ? says(page)(request, response) : to('story?x=1#y')(request, response),
  'twice-moved.test': to('http://to-301.test/', 308),
  'moved-and-found.test': to('http://to-302.test/', 301),
  'chain.test': (request, response) => {
    const n = Number(request.url?.slice(1) || 0);
    return n < 5 ? to(`/${n + 1}`)(request, response) : says(page)(request, response);
  },
  'long-chain.test': (request, response) => to(`/${Number(request.url?.slice(1) || 0) + 1}`)(request, response),
  'loop-a.test': to('http://loop-b.test/'),
  'loop-b.test': to('http://loop-a.test/'),
  'self-loop.test': to('/'),
  'cookie-loop.test': (_request, response) => {
    response.writeHead(302, { location: '/', 'set-cookie': 'seen=1' }).end();
  },
  'to-nowhere.test': to('http://[oops/'),
  'to-file.test': to('file:///etc/passwd'),
  'to-private.test': to('http://10.1.2.3/admin'),
  'to-loopback.test': to('http://127.0.0.1:6379/'),
  'to-metadata.test': to('http://169.254.169.254/latest/meta-data/'),
  'to-inner-name.test': to('http://inner.test/'),
  'to-user.test': to('http://user:secret@plain.test/'),
  'to-port.test': to('http://plain.test:6379/'),
  'no-location.test': status(302),
  'choices.test': status(300),
  'not-modified.test': status(304),
  'etag.test': (request, response) => {
    const fresh = request.headers['if-none-match'] === '"v1"';
    response.writeHead(fresh ? 304 : 200, { etag: '"v1"', ...html }).end(fresh ? '' : page);
  },
  'dated.test': (request, response) => {
    const date = 'Mon, 02 Nov 2026 10:00:00 GMT';
    const fresh = request.headers['if-modified-since'] === date;
    response.writeHead(fresh ? 304 : 200, { 'last-modified': date, ...html }).end(fresh ? '' : page);
  },
  ...Object.fromEntries(
    [
      202, 204, 206, 400, 401, 402, 403, 404, 405, 406, 408, 410, 418, 425, 451, 500, 501, 502, 504, 505, 520, 599, 999,
    ].map((code): [string, Host] => [`s${code}.test`, status(code, html)]),
  ),
  'busy.test': status(429, { 'retry-after': '7' }),
  'busy-till.test': (_request, response) => {
    response.writeHead(503, { 'retry-after': new Date(Date.now() + 600_000).toUTCString() }).end();
  },
  'busy-for-ever.test': status(503, { 'retry-after': '999999999' }),
  'busy-no-date.test': status(429, { 'retry-after': 'soon' }),
  'unavailable.test': status(503),
  'gzip.test': packed(gzipSync(page), 'gzip'),
  'x-gzip.test': packed(gzipSync(page), 'X-GZip'),
  'deflate.test': packed(deflateSync(page), 'deflate'),
  'raw-deflate.test': packed(deflateRawSync(page), 'deflate'),
  'br.test': packed(brotliCompressSync(page), 'br'),
  'zstd.test': packed(zstdCompressSync(page), 'zstd'),
  'stacked.test': packed(brotliCompressSync(gzipSync(page)), 'gzip, br'),
  'stacked-three.test': packed(zstdCompressSync(brotliCompressSync(gzipSync(page))), 'gzip, br, zstd'),
  'stacked-four.test': packed(gzipSync(gzipSync(gzipSync(gzipSync(page)))), 'gzip, gzip, gzip, gzip'),
  'identity.test': packed(Buffer.from(page), 'identity'),
  'two-members.test': packed(Buffer.concat([gzipSync(page.slice(0, 900)), gzipSync(page.slice(900))]), 'gzip'),
  'gzip-twice.test': packed(gzipSync(gzipSync(page)), 'gzip'),
  'gzip-unsaid.test': says(gzipSync(page)),
  'gzip-untrue.test': packed(Buffer.from(page), 'gzip'),
  'br-untrue.test': packed(Buffer.from(page), 'br'),
  'zstd-untrue.test': packed(Buffer.from(page), 'zstd'),
  'gzip-damaged.test': packed(
    gzipSync(page).map((byte, i) => (i > 60 && i < 80 ? byte ^ 0xff : byte)),
    'gzip',
  ),
  'br-damaged.test': packed(Buffer.alloc(500, 0xa5), 'br'),
  'zstd-damaged.test': packed(
    zstdCompressSync(page).map((byte, i) => (i > 20 ? byte ^ 0x55 : byte)),
    'zstd',
  ),
  'gzip-no-trailer.test': packed(gzipSync(page).subarray(0, -8), 'gzip'),
  'gzip-half.test': packed(gzipSync(page).subarray(0, 200), 'gzip'),
  'gzip-behind.test': packed(Buffer.concat([gzipSync(page), Buffer.from('<!-- cached -->')]), 'gzip'),
  'gzip-behind-apart.test': pieces(
    [gzipNamed.subarray(0, 14), gzipNamed.subarray(14), Buffer.from('<!-- cached -->')],
    'gzip',
  ),
  'gzip-named.test': packed(gzipNamed, 'gzip'),
  'gzip-sum-wrong.test': packed(
    gzipSync(page).map((byte, i, all) => (i === all.length - 7 ? byte ^ 0xff : byte)),
    'gzip',
  ),
  'gzip-padded.test': packed(Buffer.concat([gzipSync(page), Buffer.alloc(700)]), 'gzip'),
  ...Object.fromEntries(
    Object.entries({ br: brotliCompressSync(page), deflate: deflateSync(page), zstd: zstdCompressSync(page) }).map(
      ([coding, body]) => [
        `${coding}-behind.test`,
        packed(Buffer.concat([body, Buffer.from('<!-- cached -->')]), coding),
      ],
    ),
  ),
  'br-half.test': packed(brotliCompressSync(page).subarray(0, 100), 'br'),
  'zstd-half.test': packed(zstdCompressSync(page).subarray(0, 100), 'zstd'),
  'unknown-coding.test': packed(Buffer.from(page), 'snappy'),
  'charset-as-coding.test': packed(Buffer.from(page), 'UTF-8'),
  'compress.test': packed(Buffer.from(page), 'compress'),
  'bomb-small.test': packed(gzipSync(Buffer.alloc(900_000)), 'gzip'),
  'bomb-gzip.test': packed(gzipBomb, 'gzip'),
  'bomb-deflate.test': packed(deflateSync(zeros), 'deflate'),
  'bomb-br.test': packed(brotliCompressSync(zeros), 'br'),
  'bomb-zstd.test': packed(zstdCompressSync(zeros), 'zstd'),
  'bomb-stacked.test': packed(gzipSync(gzipBomb), 'gzip, gzip'),
  'bomb-unsaid.test': says(gzipBomb),
  'bomb-br-of-gzip.test': packed(brotliCompressSync(gzipBomb), 'gzip, br'),
  'bomb-slow.test': packed(gzipSync(Buffer.from(Array.from({ length: 1_200_000 }, (_, i) => (i * i) >> 9))), 'gzip'),
  'large.test': says('x'.repeat(600_000), html),
  'large-unsaid.test': (_request, response) => {
    response.writeHead(200, html).write('x'.repeat(400_000));
    response.end('x'.repeat(400_000));
  },
  'endless.test': drip(`${head}\r\n`, Buffer.alloc(65_536, 120), 0),
  'endless-head.test': drip('HTTP/1.1 200 OK\r\n', `X-Filler: ${'x'.repeat(500)}\r\n`, 0),
  'slow-drip.test': drip(`${head}\r\n`, 'x', 50),
  'slow-head.test': drip('HTTP/1.1 200 OK\r\nX-Slow: ', 'x', 50),
  'silent.test': () => {},
  'half-head.test': raw('HTTP/1.1 200 OK\r\nContent-Ty', 'end'),
  'no-answer.test': raw('', 'end'),
  'reset.test': raw('', 'reset'),
  'reset-in-body.test': raw(`${head}Content-Length: 5000\r\n\r\n<html><p>Half`, 'reset'),
  'no-http.test': raw('220 mail.test ESMTP ready\r\n'),
  'status-000.test': raw('HTTP/1.1 000 Strange\r\nContent-Length: 0\r\n\r\n'),
  'continue.test': raw(`HTTP/1.1 100 Continue\r\n\r\n${head}Content-Length: 2\r\n\r\nhi`),
  'upgrade.test': raw('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'),
  'http-0.9.test': raw(page),
  'http-1.0.test': raw(`HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n${page}`),
  'until-close.test': raw(`${head}Connection: close\r\n\r\n${page}`),
  'length-short-of-body.test': raw(`${head}Content-Length: ${page.length - 40}\r\n\r\n${page}`),
  'length-beyond-body.test': raw(`${head}Content-Length: ${page.length + 40}\r\n\r\n${page}`),
  'half-body.test': raw(`${head}Content-Length: ${page.length}\r\n\r\n${page.slice(0, 1000)}`),
  'two-lengths.test': raw(`${head}Content-Length: 5\r\nContent-Length: ${page.length}\r\n\r\n${page}`),
  'length-and-chunked.test': raw(
    `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`,
  ),
  'no-last-chunk.test': raw(`${head}Transfer-Encoding: chunked\r\n\r\n${page.length.toString(16)}\r\n${page}\r\n`),
  'half-chunk.test': raw(`${head}Transfer-Encoding: chunked\r\n\r\nffff\r\n${page.slice(0, 700)}`),
  'bad-chunk.test': raw(`${head}Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n`),
  'early-hints.test': raw(`HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n${head}Connection: close\r\n\r\n${page}`),
  'long-cookies.test': raw(
    `${head}Connection: close\r\n${`Set-Cookie: a=${'x'.repeat(3_000)}\r\n`.repeat(8)}\r\n${page}`,
  ),
  'refresh.test': says('<html><meta http-equiv="refresh" content="0; url=http://plain.test/"><p>Wait</html>'),
  'self-refresh.test': says('<html><meta http-equiv="refresh" content="300"><p>Live</html>'),
  'empty.test': says(''),
  ...Object.fromEntries(
    charsets.map(([charset, text]) => [`${charset}.header.test`, inCharset(charset, text, 'header')]),
  ),
  ...Object.fromEntries(charsets.map(([charset, text]) => [`${charset}.meta.test`, inCharset(charset, text, 'meta')])),
  'good.town.test': says(page),
  'expired.town.test': says(page),
  'self-signed.town.test': says(page),
  'wrong-name.test': says(page),
  'inner.test': says(page),
};
