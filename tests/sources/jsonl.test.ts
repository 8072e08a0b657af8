import { describe, expect, it } from 'vitest';
import { type ReadLine, readJsonLines } from '../../src/sources/jsonl.ts';

async function read(chunks: (string | Uint8Array)[], maxBytes = 1000): Promise<ReadLine[]> {
  async function* bytes() {
    for (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  }
  const lines: ReadLine[] = [];
  for await (const line of readJsonLines(bytes(), maxBytes)) lines.push(line);
  return lines;
}

describe('JSON lines', () => {
  it('are read across chunks, with blank lines passed over and counted', async () => {
    const lines = await read(['{"id":1,"te', 'xt":"a"}\n\r\n  \n{"text"', ':"b"}']);
    expect(lines).toMatchObject([
      { line: 1, id: 1, value: { text: 'a' } },
      { line: 4, value: { text: 'b' } },
    ]);
  });

  it('end at \\n alone: U+2028 and U+0085 stand inside a text', async () => {
    const lines = await read([`${JSON.stringify({ text: 'a\u2028b\u0085c' })}\n`]);
    expect(lines).toMatchObject([{ value: { text: 'a\u2028b\u0085c' } }]);
  });

  it('are told with their number when they are bad, and the reading goes on', async () => {
    const lines = await read([
      '{"text":"a"}\n{oops\n[1]\n{"id":"x"}\n{"html":"a","text":"b"}\n{"text":1}\n{"text":"z"}\n',
    ]);
    expect(lines.map((line) => [line.line, 'error' in line ? line.error.split(':')[0] : 'ok'])).toEqual([
      [1, 'ok'],
      [2, 'is not JSON'],
      [3, 'must be a JSON object'],
      [4, 'needs a url, html or text'],
      [5, 'has both html and text'],
      [6, expect.stringContaining('text')],
      [7, 'ok'],
    ]);
    expect(lines[3]?.id).toBe('x');
  });

  it('may be cut in the middle of a sign, but must be valid UTF-8', async () => {
    const bytes = Buffer.from('{"text":"é"}\n');
    const at = bytes.indexOf(0xc3) + 1;
    expect(await read([bytes.subarray(0, at), bytes.subarray(at)])).toMatchObject([{ value: { text: 'é' } }]);
    expect(await read([Buffer.from('{"text":"é"}\n', 'latin1')])).toMatchObject([{ error: 'is not valid UTF-8' }]);
  });

  it('are not held when they are too long, and the next one is read', async () => {
    const lines = await read([`{"text":"${'a'.repeat(600)}`, `${'a'.repeat(600)}"}\n{"text":"b"}\n`]);
    expect(lines).toMatchObject([
      { line: 1, error: 'is longer than 1000 bytes' },
      { line: 2, value: { text: 'b' } },
    ]);
  });
});
