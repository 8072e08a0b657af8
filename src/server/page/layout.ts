import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Html, html } from './html.ts';

const asset = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');

/** The page's only assets; the style's path changes with its text, so that a browser may keep it. */
export const style: string = ['base', 'frame', 'counts', 'forms', 'results', 'document', 'quarantine', 'feeds']
  .map((part) => asset(`style/${part}.css`))
  .join('\n');
export const icon: string = asset('icon.svg');
export const stylePath = `/assets/${createHash('sha256').update(style).digest('hex').slice(0, 12)}.css`;
export const iconPath = '/assets/icon.svg';

/** A whole page. `json` is the API's answer to the same question, for the reader who writes a program next. */
export function layout(title: string, main: Html, json?: string): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title === '' ? 'Copydesk' : `${title} · Copydesk`}</title>
<link rel="icon" type="image/svg+xml" href="${iconPath}">
<link rel="stylesheet" href="${stylePath}">
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="masthead">
<a class="brand" href="/"><img src="${iconPath}" alt="" width="24" height="24">Copydesk</a>
<nav class="menu" aria-label="Main"><a href="/">Articles</a><a href="/documents">Documents</a><a href="/feeds">Feeds</a><a href="/quarantine">Quarantine</a><a href="/health">Health</a><a href="/board">Queues</a></nav>
</header>
<main id="main">
${main}
</main>
<footer>${json !== undefined && html`<a href="${json}">This page as JSON</a>`}<a href="/api/status">Status as JSON</a></footer>
</body>
</html>
`;
  return page.markup;
}
