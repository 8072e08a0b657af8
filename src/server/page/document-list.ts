import type { LedgerRow, State } from '../../store/ledger.ts';
import type { Tally } from '../../store/tally.ts';
import { counts } from './counts.ts';
import { type Html, html } from './html.ts';
import { documentLink, pathWith } from './link.ts';
import { moment } from './time.ts';
import { stateName } from './way.ts';

/** How many documents a page lists. */
export const listLength = 50;

/** The documents of one state, oldest first, with the box that finds one by its id or address. */
export function documentList(tally: Tally, state: State, rows: LedgerRow[]): Html {
  const last = rows.length === listLength ? rows.at(-1) : undefined;
  return html`<h1>Documents</h1>
${counts(tally)}
${finder('')}
<section aria-labelledby="list">
<h2 id="list">${stateName(state).replace(/^./, (letter) => letter.toUpperCase())}, oldest first</h2>
${rows.length === 0 ? html`<p class="empty">None.</p>` : documentTable(rows)}
${last && html`<nav class="pager" aria-label="Pages of documents"><a rel="next" href="${pathWith('/documents', { state, after: last.id })}">After →</a></nav>`}
</section>`;
}

/** The box that finds a document. */
function finder(find: string): Html {
  return html`<search><form class="search" action="/documents" method="get"><div class="row">
<label class="visually-hidden" for="find">Find a document</label>
<input id="find" name="find" type="search" required maxlength="8192" placeholder="Find by id or address" value="${find}">
<button>Find</button></div></form></search>`;
}

/** What was found for an id's beginning or an address, when it is not exactly one document. */
export function foundPage(find: string, rows: LedgerRow[]): Html {
  const some = rows.length > 0;
  return html`<h1>${some ? `${rows.length} documents match` : 'No such document'}</h1>
${finder(find)}
${some ? documentTable(rows) : html`<p class="empty">No document has this address, or an id that begins with it.</p>`}`;
}

/** Documents as a list: state, address, where it is or why it ended. */
function documentTable(rows: LedgerRow[]): Html {
  return html`<ul class="documents">${rows.map((row) => {
    const { id, address, state, stage, reason, times } = row;
    const why =
      reason === null
        ? state === 'accepted' && html`<span class="why">at ${stage}</span>`
        : html`<span class="why"><code>${reason.code}</code> ${reason.detail}</span>`;
    const at = times.ended ?? times.accepted;
    return html`<li><span class="state ${state}">${stateName(state)}</span> ${documentLink(id, address)}
<span class="note">${at !== undefined && moment(at)}</span>${why && html`<br>${why}`}</li>`;
  })}</ul>`;
}
