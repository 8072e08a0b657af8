import { adviceOf } from '../../quarantine/advice.ts';
import type { LedgerRow } from '../../store/ledger.ts';
import type { CaseFile } from '../../store/quarantine.ts';
import { type Html, html } from './html.ts';
import { addressLink, documentLink } from './link.ts';
import { actions } from './quarantine-list.ts';
import { moment } from './time.ts';

/** A case with everything that is known of it. */
export function casePage(one: CaseFile): Html {
  const { id, run, address, stage, reason, attempts, at, worker, versions, stack, bodyBytes, bodyNote } = one;
  const fact = (name: string, value: Html | string): Html => html`<dt>${name}</dt><dd>${value}</dd>`;
  return html`<article class="document">
<h1>${reason.code} at ${stage}</h1>
<p>${addressLink(address)}</p>
<div class="reason quarantined" role="note"><strong>${reason.code}</strong><p>${reason.detail}</p></div>
<p class="note">${adviceOf({ ...one, code: reason.code })}</p>
${actions('ids', id, 1)}
<dl class="fields">
${fact('document', documentLink(id, id))}
${fact('run', `${run}, attempt ${attempts}`)}
${fact('when', moment(at))}
${fact('worker', worker ?? html`<span class="absent">not known</span>`)}
${fact('versions', versions === null ? html`<span class="absent">not known</span>` : `copydesk ${versions.copydesk}, Node ${versions.node}, rules ${versions.rules}`)}
${fact('page', bodyBytes === null ? `not kept: ${bodyNote}` : html`<a href="/api/quarantine/${id}/body" download>as it was fetched</a>, ${bodyBytes} bytes compressed`)}
</dl>
${stack !== null && html`<section aria-labelledby="stack"><h2 id="stack">Where in the code</h2><pre class="stack">${stack}</pre></section>`}
</article>`;
}

/** What became of cases that were worked on with a form. */
export function casesDone(done: 'run again' | 'dropped', rows: readonly LedgerRow[]): Html {
  const shown = rows.slice(0, 50);
  return html`<h1>${rows.length} ${rows.length === 1 ? 'document' : 'documents'} ${done}</h1>
<ul class="answers">${shown.map(({ id, address }) => html`<li>${documentLink(id, address)}</li>`)}</ul>
${rows.length > shown.length && html`<p class="note">and ${rows.length - shown.length} more</p>`}
<p><a href="/quarantine">To the quarantine</a></p>`;
}
