import { expect, it } from 'vitest';
import { processDocument } from '../../src/pipeline/process.ts';
import { articleKeys } from '../../src/workers/article-keys.ts';
import { book, options, passed, raw } from '../pipeline/documents.ts';
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
  ['a story by its number on the home page', 'https://www.example.org/?p=123'],
  ['an address without a scheme', '//www.example.org/news/2024/05/a-longer-title-of-it'],
  ['a host in capitals', 'HTTPS://WWW.EXAMPLE.ORG/news/2024/05/a-longer-title-of-it'],
  ['another page by its query', 'https://www.example.org/x/ministers-meet-in-lisbon?part=2'],
  ['an address from the site’s root', '/news/2024/05/a-longer-title-of-it'],
])('rel=canonical is trusted when it names %s', (_, canonical) => {
  expect(keys({ url: 'https://www.example.org/x/ministers-meet-in-lisbon', canonical }).claimed).not.toBeNull();
});

it.each([
  ['another domain', 'https://example.com/news/2024/05/ministers-meet-in-lisbon'],
  ['the home page', 'https://www.example.org/'],
  ['the home page of an edition', 'https://de.example.org/index.html'],
  ['the home page in a language', 'https://www.example.org/?lang=en'],
  ['the home page under its name', 'https://www.example.org/en/home.html'],
  ['a page of the home page', 'https://www.example.org/en/?view=mobile'],
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

it.each([
  ['blogs of one platform', 'anna.blogspot.com', 'ben.blogspot.com', false],
  ['a blog and its platform', 'anna.blogspot.com', 'blogspot.com', false],
  ['hosts of one name with an umlaut', 'www.zürich.example', 'news.xn--zrich-kva.example', true],
  ['two papers under one co.uk', 'www.one.co.uk', 'www.two.co.uk', false],
  ['hosts of one paper under co.uk', 'amp.one.co.uk', 'stories.one.co.uk', true],
  ['a name that only ends like it', 'www.badexample.org', 'www.example.org', false],
])('rel=canonical between %s', (_, from, to, believed) => {
  const page = (host: string): string => `https://${host}/2024/05/ministers-meet-in-lisbon-${host.length}`;
  expect(keys({ address: page(from), url: page(from), canonical: page(to) }).claimed !== null).toBe(believed);
});

/** The key that a page with this head, and this in its body, claims. */
function claimOf(head: string, inBody = ''): string | null {
  const text = Array.from(
    { length: 6 },
    (_, n) => `<p>On day ${n} the ministers met in Lisbon to speak of the bridge.</p>`,
  );
  const html = `<!doctype html><html lang="en"><head><title>Ministers meet in Lisbon</title>${head}</head><body>
<article><h1>Ministers meet in Lisbon</h1>${text.join('')}${inBody}</article></body></html>`;
  const url = 'https://www.example.org/x/4711000';
  return articleKeys(passed(processDocument(raw(html, { address: url, url, mediaType: 'text/html' }), book, options)))
    .claimed;
}
const link = (href: string): string => `<link rel="canonical" href="${href}">`;

it.each<[string, string | null, string, string?]>([
  ['one', key, link(story)],
  ['one with tracking', key, link(`${story}?utm_source=a&fbclid=b#top`)],
  ['one twice', key, link(story) + link(`${story}?utm_medium=x`)],
  [
    'one relative to the page',
    'https://example.org/news/2024/05/ministers-meet-in-lisbon',
    link('../news/2024/05/ministers-meet-in-lisbon'),
  ],
  [
    'one relative to a base',
    'https://example.org/news/2024/05/ministers-meet-in-lisbon',
    `<base href="/news/2024/05/">${link('ministers-meet-in-lisbon')}`,
  ],
  ['two that differ', null, link(story) + link('https://www.example.org/news/2024/05/another-story-of-the-day')],
  ['one and the home page', null, link(story) + link('https://www.example.org/')],
  ['one in the body', null, '', link(story)],
  [
    'one in the head and one in the body',
    key,
    link(story),
    link('https://www.example.org/news/2024/05/another-story-of-the-day'),
  ],
  ['another relation', null, `<link rel="non-canonical" href="${story}">`],
  ['og:url alone', null, `<meta property="og:url" content="${story}">`],
  [
    'og:url against it',
    key,
    `<meta property="og:url" content="https://www.example.org/news/2024/05/another-story">${link(story)}`,
  ],
  [
    'an AMP page and other languages',
    null,
    `<link rel="amphtml" href="${story}"><link rel="alternate" hreflang="de" href="${story}">`,
  ],
])('a page that declares %s claims what it should', (_, claimed, head, inBody) => {
  expect(claimOf(head, inBody)).toBe(claimed);
});
