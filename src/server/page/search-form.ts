import type { ArticleQuery } from '../article-query.ts';
import { type Html, html } from './html.ts';

/** The search box and its filters, holding what was asked for. */
export function searchForm(query: ArticleQuery): Html {
  const { q, publisher, agency, language, since, until } = query;
  const filtered = [publisher, agency, language, since, until].some((value) => value !== undefined);
  return html`<search><form class="search" action="/" method="get">
<div class="row"><label class="visually-hidden" for="q">Search articles</label>
<input id="q" name="q" type="search" maxlength="1000" placeholder="Search: words, &quot;a phrase&quot;, OR, -not, begin*" value="${q}">
<button>Search</button></div>
<details${filtered ? html` open` : ''}><summary>Filters</summary>
<div class="filters">
<label>Publisher <input name="publisher" maxlength="300" value="${publisher}"></label>
<label>Agency <input name="agency" maxlength="300" value="${agency}"></label>
<label>Language <input name="language" maxlength="35" size="6" placeholder="en" value="${language}"></label>
<label>Since <input name="since" type="date" value="${since}"></label>
<label>Until <input name="until" type="date" value="${until}"></label>
</div></details>
</form></search>`;
}
