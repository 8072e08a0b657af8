import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentKey } from '../../src/addresses/document-key.ts';
import { differentDocuments, sameDocument } from './pairs.ts';

const key = (address: string): string => documentKey(new URL(address));

describe('addresses of one document have one key', () => {
  it.each(sameDocument)('%s: %s and %s', (_, left, right) => {
    expect(key(left)).toBe(key(right));
  });
});

describe('addresses of different documents have different keys', () => {
  it.each(differentDocuments)('%s: %s and %s', (_, left, right) => {
    expect(key(left)).not.toBe(key(right));
  });
});

const word = fc.stringMatching(/^[a-z]{1,8}$/);
const segment = fc.oneof(
  word,
  fc.constantFrom(
    'amp',
    'print',
    'index.html',
    'default.aspx',
    'a.amp.html',
    '',
    '%7Euser',
    'caf%c3%a9',
    'e%CC%81',
    '%e9',
  ),
  fc.stringMatching(/^[a-z]{2,6}(-[a-z0-9]{2,6}){0,4}$/),
  fc.integer({ min: 0, max: 999_999 }).map(String),
  fc.webPath().map((path) => path.slice(1)),
);
const parameter = fc.oneof(
  fc.tuple(word, word).map(([name, value]) => `${name}=${value}`),
  fc.constantFrom('utm_source=x', 'amp', 'm=1', 'print=', 'ref=rss', 'a+b=c%20d', 'amp;x=%2f', "q='", 'x=%zz', '&'),
);
const label = fc.oneof(word, fc.constantFrom('www', 'm', 'amp', 'mobile'));
const address = fc
  .record({
    scheme: fc.constantFrom('http', 'https'),
    labels: fc.array(label, { maxLength: 3 }),
    domain: fc.constantFrom(
      'example.org',
      'example.co.uk',
      'www.github.io',
      'bücher.example',
      'localhost',
      '192.0.2.7',
    ),
    port: fc.constantFrom('', ':443', ':80', ':8080'),
    path: fc.array(segment, { maxLength: 5 }),
    query: fc.array(parameter, { maxLength: 4 }),
    hash: fc.constantFrom('', '#top', '#!/a', '#/b'),
  })
  .map(({ scheme, labels, domain, port, path, query, hash }) => {
    const host = domain.includes('.') && !/^\d/.test(domain) ? [...labels, domain].join('.') : domain;
    return `${scheme}://${host}${port}/${path.join('/')}${query.length > 0 ? `?${query.join('&')}` : ''}${hash}`;
  })
  .filter((text) => URL.canParse(text));

it('the key of a key is that key, and is an address', () => {
  fc.assert(
    fc.property(address, (text) => {
      expect(key(key(text))).toBe(key(text));
    }),
    { numRuns: 3_000 },
  );
});

it('tracking, the scheme, www and a fragment never change a key', () => {
  fc.assert(
    fc.property(address, fc.constantFrom('utm_medium=a', 'fbclid=b', 'gclid=c', 'at_custom=d'), (text, tracking) => {
      const other = new URL(text);
      other.search = other.search === '' ? tracking : `${other.search}&${tracking}`;
      if (other.port === '') other.protocol = other.protocol === 'http:' ? 'https:' : 'http:';
      if (!/^#[!/]/.test(other.hash)) other.hash = 'section-2';
      expect(documentKey(other)).toBe(key(text));
    }),
    { numRuns: 1_000 },
  );
});

it('two numbers of articles never have one key, wherever in the address they stand', () => {
  const number = fc.integer({ min: 1, max: 99_999_999 }).map(String);
  const forms: ((id: string) => string)[] = [
    (id) => `/${id}`,
    (id) => `/news/${id}/`,
    (id) => `/news/${id}/amp`,
    (id) => `/amp/news-of-today-${id}`,
    (id) => `/article-${id}.html`,
    (id) => `/?p=${id}`,
    (id) => `/index.php?id=${id}&utm_source=x`,
    (id) => `/story?page=${id}`,
    (id) => `/story?aid=${id}&m=1`,
    (id) => `/;id=${id}`,
    (id) => `/#!/story/${id}`,
    (id) => `/a,${id},b`,
  ];
  fc.assert(
    fc.property(number, number, fc.constantFrom(...forms), address, (left, right, form, text) => {
      const { origin } = new URL(text);
      expect(key(origin + form(left)) === key(origin + form(right))).toBe(left === right);
    }),
    { numRuns: 3_000 },
  );
});

it('two slugs never have one key', () => {
  const slug = fc
    .stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,5}$/)
    .filter((text) => !/^(?:amp|print)$/.test(text));
  fc.assert(
    fc.property(slug, slug, fc.constantFrom('/', '/a/', '/2024/05/', '/amp/'), (left, right, before) => {
      expect(key(`https://example.org${before}${left}`) === key(`https://example.org${before}${right}`)).toBe(
        left === right,
      );
    }),
    { numRuns: 2_000 },
  );
});
