import type { Tally } from '../../store/tally.ts';
import { type Html, html } from './html.ts';
import { pathWith } from './link.ts';

const grouped = new Intl.NumberFormat('en').format;

/** The ledger by ending, each count a link to its documents, and whether the counts add up. */
export function counts(tally: Tally): Html {
  const { accepted, indexed, rejected, quarantined, inFlight, stages, addsUp } = tally;
  const working = Object.entries(stages)
    .filter(([, n]) => n > 0)
    .map(([stage, n]) => `${grouped(n)} in ${stage}`)
    .join(', ');
  const card = (
    name: string,
    n: number,
    state: string,
    note?: string,
  ): Html => html`<li class="count ${name.replace(' ', '-')}">
<a href="${pathWith('/documents', { state })}"><span class="n">${grouped(n)}</span> ${name}</a>${note && html`<span class="note">${note}</span>`}</li>`;
  const sum = `${grouped(accepted)} accepted = ${grouped(indexed)} indexed + ${grouped(inFlight)} in flight + ${grouped(rejected)} rejected + ${grouped(quarantined)} quarantined`;
  return html`<section aria-labelledby="counts">
<h2 id="counts" class="visually-hidden">What became of every address</h2>
<ul class="counts">
${card('indexed', indexed, 'indexed')}
${card('in flight', inFlight, 'accepted', working)}
${card('rejected', rejected, 'rejected')}
${card('quarantined', quarantined, 'quarantined')}
</ul>
<p class="sum${addsUp ? '' : ' wrong'}">${addsUp ? '✓' : '✗ does not add up:'} ${sum}</p>
</section>`;
}
