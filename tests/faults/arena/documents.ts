import { variedSeeds } from './varied-seeds.ts';

/** What is handed in: a line of a JSON-lines feed, and how it must end. */
export type FeedDocument = { line: { url: string; text?: string; html?: string }; ends: 'indexed' | 'rejected' };

/**
 * A feed without end of documents that are all different: the seeds varied, every third as a page of HTML, every tenth
 * a page that is no article. `from` is where to begin; the same number gives the same document.
 */
export function* feedDocuments(from: number, count: number): Generator<FeedDocument> {
  let n = from;
  for (const { text } of variedSeeds(from, count)) {
    const url = `https://feed.example/story-${n}`;
    if (n % 10 === 9) yield { line: { url, html: menuPage(n) }, ends: 'rejected' };
    else if (n % 3 === 2) yield { line: { url, html: storyPage(text) }, ends: 'indexed' };
    else yield { line: { url, text }, ends: 'indexed' };
    n++;
  }
}

/** The text of a seed as a site would show it, with a menu before it and a foot after it. */
export function storyPage(text: string): string {
  const [title = '', ...lines] = text.split('\n').filter((line) => line.trim() !== '');
  const paragraphs = lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n');
  return `<!doctype html><html><head><title>${escapeHtml(title)}</title></head><body><nav>${menu(12)}</nav>
<article><h1>${escapeHtml(title)}</h1>${paragraphs}</article><footer><p>All rights reserved</p></footer></body></html>`;
}

function menuPage(n: number): string {
  return `<!doctype html><html><head><title>All topics</title></head><body><ul>${menu(60 + (n % 40))}</ul></body></html>`;
}

const menu = (links: number): string =>
  Array.from({ length: links }, (_, n) => `<li><a href="/topic/${n}">Topic ${n}</a></li>`).join('');

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
