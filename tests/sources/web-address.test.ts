import { describe, expect, it } from 'vitest';
import { readWebAddress } from '../../src/sources/web-address.ts';

const read = (text: string) => readWebAddress(text, 'test');

describe('an address that is no web address is refused with its reason', () => {
  it.each([
    ['not a url', 'is not a web address'],
    ['', 'is not a web address'],
    ['example.org/news', 'did you mean https://example.org/news'],
    ['file:///etc/passwd', 'use copydesk replay'],
    ['javascript:alert(1)', 'begins with javascript:'],
    ['data:text/html,x', 'begins with data:'],
    ['ftp://example.org/x', 'begins with ftp:'],
    ['https://user:secret@example.org/', 'must not carry a user name'],
    ['http://', 'is not a web address'],
    [`https://example.org/${'a'.repeat(9000)}`, 'is longer than'],
  ])('%s', (text, error) => {
    expect(read(text)).toMatchObject({ error: expect.stringContaining(error) });
  });

  it('without repeating a password', () => {
    expect(JSON.stringify(read('https://user:secret@example.org/'))).not.toContain('secret');
  });
});

describe('addresses of one document share one id', () => {
  it.each([
    ['a fragment', 'https://example.org/a#top'],
    ['tracking parameters', 'https://example.org/a?utm_source=x&utm_medium=y&fbclid=z'],
    ['the default port', 'https://example.org:443/a'],
    ['the case of the host', 'HTTPS://EXAMPLE.org/a'],
    ['a slash at the end', 'https://example.org/a/'],
    ['the scheme', 'http://example.org/a'],
    ['white space around', '  https://example.org/a\n'],
  ])('%s makes no difference', (_, text) => {
    expect(idOf(text)).toBe(idOf('https://example.org/a'));
  });

  it.each([
    ['another parameter', 'https://example.org/a?id=1'],
    ['the case of the path', 'https://example.org/A'],
    ['another port', 'https://example.org:8443/a'],
  ])('%s does make one', (_, text) => {
    expect(idOf(text)).not.toBe(idOf('https://example.org/a'));
  });

  it('but the address to fetch keeps its parameters', () => {
    const answer = read('https://example.org/a?utm_source=x#top');
    expect('submission' in answer && answer.submission.address).toBe('https://example.org/a?utm_source=x');
  });

  it('and a fragment where it names the document', () => {
    const answer = read('https://example.org/#!/story/1');
    expect('submission' in answer && answer.submission.address).toBe('https://example.org/#!/story/1');
  });
});

function idOf(text: string): string {
  const answer = read(text);
  if ('error' in answer) throw new Error(answer.error);
  return answer.submission.id;
}
