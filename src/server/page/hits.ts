import type { ArticleHit, SearchPage } from '../../store/article-store.ts';
import type { ArticleQuery } from '../article-query.ts';
import { type Html, html } from './html.ts';
import { languageOf } from './language.ts';
import { documentPath, pathWith } from './link.ts';
import { snippet } from './snippet.ts';
import { published } from './time.ts';

const grouped = new Intl.NumberFormat('en').format;

/** A page of results: the articles that match, best first, or the newest when nothing was asked for. */
export function hits(page: SearchPage, query: ArticleQuery, piece: { limit: number; offset: number }): Html {
  const asked = Object.keys(query).some((key) => key !== 'limit' && key !== 'offset');
  const n = `${grouped(page.total)} article${page.total === 1 ? '' : 's'}`;
  return html`<section aria-labelledby="hits">
<h2 id="hits">${asked ? `${n} found` : 'Latest articles'}</h2>
${page.hits.length === 0 ? nothing(asked, page.total) : html`<ol class="hits">${page.hits.map(hit)}</ol>`}
${pager(page, query, piece)}
</section>`;
}

function hit(article: ArticleHit): Html {
  const { id, shownTitle, titleFromLead, publisher, publishedAt, language, wordCount } = article;
  const facts = [
    publisher !== null && html`<a href="${pathWith('/', { publisher })}">${publisher}</a>`,
    publishedAt === null ? html`<span class="absent">undated</span>` : published(publishedAt),
    language !== null && html`<span>${language}</span>`,
    html`<span>${grouped(wordCount)} words</span>`,
  ].filter((fact) => fact !== false);
  const lead =
    titleFromLead &&
    html` <span class="tag" title="The document shows no title; this is the beginning of its lead.">no title</span>`;
  return html`<li><h3 dir="auto"${languageOf(language)}><a class="headline" href="${documentPath(id)}">${shownTitle}</a>${lead}</h3>
<p class="facts">${facts}</p>
<p class="snippet" dir="auto"${languageOf(language)}>${snippet(article.snippet)}</p></li>`;
}

function nothing(asked: boolean, total: number): Html {
  if (total > 0) return html`<p class="empty">There is no such page of results.</p>`;
  if (asked)
    return html`<p class="empty">Nothing matches. All words must occur; try fewer, <code>OR</code> between them, or <code>begin*</code>.</p>`;
  return html`<p class="empty">The store is empty. Add addresses below, or run <code>copydesk replay seeds/</code>.</p>`;
}

function pager({ total }: SearchPage, query: ArticleQuery, { limit, offset }: { limit: number; offset: number }): Html {
  if (total <= limit && offset === 0) return html``;
  const at = (to: number): string => pathWith('/', { ...query, offset: to === 0 ? undefined : to });
  const last = Math.min(offset + limit, total);
  return html`<nav class="pager" aria-label="Pages of results">
${offset > 0 && html`<a rel="prev" href="${at(Math.max(0, offset - limit))}">← Before</a>`}
<span>${offset < total ? `${grouped(offset + 1)}–${grouped(last)} of ${grouped(total)}` : ''}</span>
${last < total && html`<a rel="next" href="${at(offset + limit)}">After →</a>`}
</nav>`;
}
