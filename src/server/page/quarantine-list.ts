import { adviceOf } from '../../quarantine/advice.ts';
import { stageNames } from '../../store/ledger.ts';
import type { Case, CaseFilter, CaseGroup } from '../../store/quarantine.ts';
import { type Html, html } from './html.ts';
import { pathWith } from './link.ts';
import { moment } from './time.ts';

/** How many groups, and how many documents, a page lists. */
export const casesLength = 50;

/** The path of a case's page. */
export const casePath = (id: string): string => `/quarantine/${id}`;

type Found = { filter: CaseFilter; total: number; groups: CaseGroup[]; cases: Case[]; whole: number };

/** The quarantine: its groups by cause, and below them the documents, oldest first. `whole` is how many cases there are in all. */
export function quarantineList({ filter, total, groups, cases, whole }: Found): Html {
  const last = cases.length === casesLength ? cases.at(-1) : undefined;
  const some = filter.like === undefined ? '' : ' of one group';
  return html`<h1>Quarantine</h1>
<p class="sum">${total === 0 ? 'No case' : `${total} ${total === 1 ? 'case' : 'cases'}${some}`}${whole > total && html` of <a href="/quarantine">${whole} in all</a>`}.
A document is here when a stage failed at it in an unforeseen way, or at every try.</p>
${whole > 0 && filterForm(filter)}
${groups.length > 0 && html`<section aria-labelledby="causes"><h2 id="causes">By cause, most first</h2><ul class="groups">${groups.map(groupItem)}</ul></section>`}
${
  cases.length > 0 &&
  html`<section aria-labelledby="cases"><h2 id="cases">Documents, oldest first</h2><ul class="documents">${cases.map(caseItem)}</ul>
${last && html`<nav class="pager" aria-label="Pages of cases"><a rel="next" href="${pathWith('/quarantine', { ...filter, after: last.id })}">After →</a></nav>`}</section>`
}`;
}

function filterForm({ site, stage, error, like }: CaseFilter): Html {
  return html`<search><form class="search" action="/quarantine" method="get"><div class="filters">
<label>Site<input name="site" value="${site}" placeholder="example.org, or files"></label>
<label>Stage<select name="stage"><option value="">any</option>${stageNames.map((name) => html`<option${name === stage && html` selected`}>${name}</option>`)}</select></label>
<label>Error<input name="error" value="${error}" placeholder="timeout"></label>
</div>${like !== undefined && html`<input type="hidden" name="like" value="${like}">`}<button>Show</button></form></search>`;
}

function groupItem(group: CaseGroup): Html {
  const { site, stage, code, cause, cases, first, last, example } = group;
  return html`<li><h3><a href="${pathWith('/quarantine', { like: example })}">${cases} × ${code} from ${site ?? 'files'}</a></h3>
<p class="facts"><span>at ${stage}</span><span>${cases === 1 ? moment(last) : html`${moment(first)} to ${moment(last)}`}</span><a href="${casePath(example)}">an example</a></p>
<p class="why">${cause}</p>
<p class="note">${adviceOf({ id: example, stage, code })}</p>
${actions('like', example, cases)}</li>`;
}

function caseItem({ id, address, stage, reason, at }: Case): Html {
  return html`<li><span class="state quarantined">${reason.code}</span> <a href="${casePath(id)}">${address}</a>
<span class="note">at ${stage}, ${moment(at)}</span><br><span class="why">${reason.detail}</span></li>`;
}

/** The buttons that work on one case, or on all that are like it. */
export function actions(by: 'ids' | 'like', id: string, cases: number): Html {
  const which = html`<input type="hidden" name="${by}" value="${id}">`;
  const them = cases === 1 ? 'it' : `all ${cases}`;
  return html`<div class="actions"><form action="/quarantine/retry" method="post">${which}<button>Run ${them} again</button></form>
<details><summary>Drop ${them}…</summary><form action="/quarantine/drop" method="post">${which}
<label>Why <input name="why" maxlength="500" placeholder="for those who ask later"></label><button class="bad">Drop ${them}</button>
<p class="note">Ends ${cases === 1 ? 'the document' : 'the documents'} as rejected and frees what is kept.</p></form></details></div>`;
}
