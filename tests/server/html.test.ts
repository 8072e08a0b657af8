import { describe, expect, it } from 'vitest';
import { html } from '../../src/server/page/html.ts';
import { addressLink } from '../../src/server/page/link.ts';
import { snippet } from '../../src/server/page/snippet.ts';
import { duration } from '../../src/server/page/time.ts';

describe('the html template', () => {
  it('escapes text, attributes and lists, and leaves its own markup alone', () => {
    const evil = `<script>alert("&'")</script>`;
    const safe = '&lt;script&gt;alert(&quot;&amp;&#39;&quot;)&lt;/script&gt;';
    expect(html`<p title="${evil}">${evil}</p>`.markup).toBe(`<p title="${safe}">${safe}</p>`);
    expect(html`<ul>${[evil, html`<li>${evil}</li>`]}</ul>`.markup).toBe(`<ul>${safe}<li>${safe}</li></ul>`);
  });

  it('shows nothing for what is not there, and numbers as they are', () => {
    expect(html`${null}${undefined}${false}${0}${[]}`.markup).toBe('0');
  });

  it('takes no object for markup that only looks like it', () => {
    const posing = { markup: '<b>' } as unknown as string;
    expect(html`${posing}`.markup).not.toContain('<b>');
  });
});

describe('a snippet', () => {
  it.each([
    ['a \u0002hit\u0003 here', 'a <mark>hit</mark> here'],
    ['\u0002<b>\u0003 & \u0002x\u0003', '<mark>&lt;b&gt;</mark> &amp; <mark>x</mark>'],
    ['\u0002cut off', '<mark>cut off</mark>'],
    ['\u0003never opened\u0002', 'never opened<mark></mark>'],
    ['plain', 'plain'],
  ])('%j reads %s', (text, markup) => {
    expect(snippet(text).markup).toBe(markup);
  });
});

describe('the link to an address', () => {
  it.each(['https://example.org/a?b=1&c="', 'http://example.org/'])('%s can be followed', (address) => {
    expect(addressLink(address).markup).toMatch(/^<a class="address" href="https?:[^"<>]*" rel="noopener noreferrer/);
  });

  it.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'data:text/html,<script>',
    'file:///etc/passwd',
    'seeds/000.txt',
  ])('%s cannot be followed', (address) => {
    expect(addressLink(address).markup).not.toMatch(/<a|href/);
  });
});

it.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1_500, '1.5 s'],
  [312_000, '5 min 12 s'],
  [3_599_600, '1 h 0 min'],
  [100 * 3_600_000, '4 d 4 h'],
])('%i ms are told as %s', (ms, told) => {
  expect(duration(ms)).toBe(told);
});
