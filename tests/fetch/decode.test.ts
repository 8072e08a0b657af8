import { describe, expect, it } from 'vitest';
import { decode } from '../../src/fetch/decode.ts';

const sentence = 'Der Präsident sagte gestern, die Größe des Problems sei übertrieben worden. ';
const german = sentence.repeat(5);
const utf16 = (text: string, bigEndian = false): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};
// "대통령은 어제 기자회견에서 새로운 예산안을 설명했다." in EUC-KR.
const eucKr = Buffer.from(
  'b4ebc5ebb7c9c0ba20bef9c1a620b1e2c0dac8b8b0dfbfa1bcad20bbf5b7ceb3ee20bfb9bbebbec8c0bb20bcb3b8edc7dfb4d92e20',
  'hex',
);

describe('text in another encoding is read as what it is', () => {
  it.each([
    ['UTF-8', Buffer.from(german), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${german}`), 'utf-8'],
    ['Latin-1', Buffer.from(german, 'latin1'), expect.stringMatching(/iso-8859-1|windows-1252/)],
    ['UTF-16 little-endian with a mark', utf16(`\ufeff${german}`), 'utf-16le'],
    ['UTF-16 big-endian with a mark', utf16(`\ufeff${german}`, true), 'utf-16be'],
    ['UTF-16 little-endian without a mark', utf16(german), 'utf-16le'],
    ['UTF-16 big-endian without a mark', utf16(german, true), 'utf-16be'],
  ])('%s', (_, bytes, charset) => {
    expect(decode(bytes, 'text/plain', null)).toMatchObject({ text: german, charset });
  });

  it('EUC-KR, and says that it guessed', () => {
    const decoded = decode(Buffer.concat(Array.from({ length: 5 }, () => eucKr)), 'text/plain', null);
    expect(decoded).toMatchObject({ charset: 'euc-kr', notes: [{ code: 'charset-guessed' }] });
    expect('text' in decoded && decoded.text).toContain('기자회견에서');
  });

  it('what the header says, when the bytes are not UTF-8', () => {
    expect(decode(Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]), 'text/plain', 'windows-1251')).toMatchObject({
      text: 'Привет',
    });
  });

  it('what the page says of itself', () => {
    const page = Buffer.from('<meta charset="windows-1251"><p>\xcf\xf0\xe8\xe2\xe5\xf2', 'latin1');
    expect(decode(page, 'text/html', null)).toMatchObject({
      charset: 'windows-1251',
      text: expect.stringContaining('Привет'),
    });
  });

  it.each([
    ['beside a header that calls it UTF-8', '<meta charset="windows-874">', 'utf-8'],
    ['behind the first kilobyte', `<!-- ${'x'.repeat(2_000)} --><meta charset="windows-874">`, null],
  ])('what the page says of itself, %s', (_, meta, declared) => {
    const thai = Buffer.concat([Buffer.from(`${meta}<p>`), Buffer.from('cac7d1cab4d5'.repeat(20), 'hex')]);
    expect(decode(thai, 'text/html', declared)).toMatchObject({
      charset: 'windows-874',
      text: expect.stringContaining('สวัสดี'),
      notes: [],
    });
  });

  it.each([
    ['text/plain', 'utf8mb4'],
    ['text/plain', ''],
    ['text/html', 'none'],
  ] as const)('a label of %s that names no charset ("%s") is passed over', (mediaType, label) => {
    expect(decode(Buffer.from(german, 'latin1'), mediaType, label)).toMatchObject({ text: german });
  });

  it.each(['text/plain', 'text/html'] as const)('ISO-2022-JP, told or not, in %s', (mediaType) => {
    const bytes = Buffer.from('\x1b$B@n$K2M$+$k66\x1b(B closed', 'latin1');
    for (const declared of ['iso-2022-jp', null]) {
      expect(decode(bytes, mediaType, declared)).toMatchObject({ text: '川に架かる橋 closed', charset: 'iso-2022-jp' });
    }
  });

  it('but valid UTF-8 is UTF-8, whatever is declared', () => {
    expect(decode(Buffer.from('Größe'), 'text/html', 'iso-8859-1')).toMatchObject({ text: 'Größe', charset: 'utf-8' });
  });
});

describe('what is no text is rejected', () => {
  const random = Uint8Array.from({ length: 5000 }, (_, i) => (i * i * 31 + (i >> 3) * 7) % 256);
  it.each([
    ['nothing at all', Buffer.alloc(0), 'empty'],
    ['a PNG image', Buffer.from('\x89PNG\r\n\x1a\n....', 'latin1'), 'binary'],
    ['a PDF', Buffer.from('%PDF-1.7 …'), 'binary'],
    ['noise', random, 'binary'],
    ['zeros', Buffer.alloc(1000), 'binary'],
  ])('%s', (_, bytes, code) => {
    expect(decode(bytes, 'text/plain', null)).toMatchObject({ rejected: { code } });
  });

  it('a few stray control characters are none the less text', () => {
    expect(decode(Buffer.from(`${german}\0${german}\x07`), 'text/plain', null)).toHaveProperty('text');
  });
});
