import { expect, it } from 'vitest';
import { articleKeys } from '../../src/workers/article-keys.ts';
import { article } from '../store/article-store.contract.ts';

const story = 'https://www.example.org/news/2024/05/ministers-meet-in-lisbon';
const key = 'https://example.org/news/2024/05/ministers-meet-in-lisbon';

const keys = (more: { address?: string; url?: string | null; canonical?: string | null; source?: string }) => {
  const { address = story, url = story, canonical = null, source = 'link:canonical' } = more;
  return articleKeys(article(1, { address, url, canonical, evidence: { canonical: { source, candidates: [] } } }));
};

it('a page is found at its address and where the redirects ended', () => {
  expect(keys({ address: 'https://t.co/AbCd' })).toEqual({ found: ['https://t.co/AbCd', key], claimed: null });
});

it.each([
  ['a home page', 'https://www.example.org/?utm_source=x'],
  ['a page to sign in', 'https://www.example.org/login'],
  ['a section', 'https://www.example.org/news/politics/'],
])('a page that ended at %s is found at its address alone', (_, url) => {
  const gone = 'https://example.org/gone-for-good-1';
  expect(keys({ address: gone, url }).found).toEqual([gone]);
});

it.each([
  ['a short name that was asked for', 'https://example.org/old/lisbon', 'https://example.org/new/lisbon'],
  ['an id in the query', 'https://t.co/AbCd', 'https://example.org/story?id=5'],
])('a page that ended at %s is found there too', (_, address, url) => {
  expect(keys({ address, url }).found).toEqual([address, url]);
});

it('a file and a pasted text have no keys', () => {
  expect(keys({ address: 'file:///a.html', url: null, canonical: story })).toEqual({ found: [], claimed: null });
});

it.each([
  ['a story of the same site', 'https://www.example.org/news/2024/05/a-longer-title-of-it'],
  ['a story of another host of the domain', 'https://news.example.org/story/1234567'],
  ['a story named in the query', 'https://www.example.org/story?id=77'],
  ['a short slug that is the page’s own', 'https://www.example.org/politics/ministers-meet-in-lisbon'],
  ['an address from the site’s root', '/news/2024/05/a-longer-title-of-it'],
])('rel=canonical is trusted when it names %s', (_, canonical) => {
  expect(keys({ url: 'https://www.example.org/x/ministers-meet-in-lisbon', canonical }).claimed).not.toBeNull();
});

it.each([
  ['another domain', 'https://example.com/news/2024/05/ministers-meet-in-lisbon'],
  ['the home page', 'https://www.example.org/'],
  ['the home page of an edition', 'https://de.example.org/index.html'],
  ['the section', 'https://www.example.org/news/2024'],
  ['another section', 'https://www.example.org/politics'],
  ['no web page', 'javascript:void(0)'],
  ['nothing that can be read', 'http://['],
  ['the page itself', `${story}?utm_source=x`],
])('rel=canonical is no word on the document when it names %s', (_, canonical) => {
  expect(keys({ canonical }).claimed).toBeNull();
  expect(keys({ canonical }).found).toEqual([key]);
});

it('rel=canonical is no word on another blog of the same platform', () => {
  const blog = (name: string): string => `https://${name}.github.io/2024/05/ministers-meet-in-lisbon`;
  expect(keys({ address: blog('anna'), url: blog('anna'), canonical: blog('ben') }).claimed).toBeNull();
});

it('an address in another declaration is no rel=canonical', () => {
  expect(keys({ canonical: 'https://www.example.org/story/1234567', source: 'meta:og:url' }).claimed).toBeNull();
});
