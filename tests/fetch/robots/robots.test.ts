import { describe, expect, it } from 'vitest';
import { robotsRules } from '../../../src/fetch/robots/robots-rules.ts';
import { readRobotsText } from '../../../src/fetch/robots/robots-text.ts';
import { delayCases, robotsCases } from './robots-cases.ts';

const token = 'Copydesk';

describe('robots.txt', () => {
  it.each(robotsCases)('$says', ({ text, paths }) => {
    const rules = robotsRules(readRobotsText(text, token));
    const given = Object.fromEntries(
      Object.keys(paths).map((path) => [path, rules.of(new URL(path, 'https://news.example')).allowed ? '+' : '-']),
    );
    expect(given).toEqual(paths);
  });

  it('names the line that decides', () => {
    const rules = robotsRules(readRobotsText('# hello\nUser-agent: *\nAllow: /\n\nDisallow: /archive/', token));
    expect(rules.of(new URL('https://news.example/archive/1'))).toEqual({
      allowed: false,
      line: 5,
      pattern: '/archive/',
    });
  });

  it('gives all sitemaps, whatever group they stand in', () => {
    const text =
      'Sitemap: https://a.example/1.xml\nUser-agent: x\nDisallow: /\nsite-map: https://a.example/2.xml\nSitemap:';
    expect(readRobotsText(text, token).sitemaps).toEqual(['https://a.example/1.xml', 'https://a.example/2.xml']);
  });

  it.each(delayCases)('a crawl delay %s', (_, text, delay) => {
    expect(readRobotsText(text, token).crawlDelay).toBe(delay);
  });
});
