import { type LedgerRow, stageNames } from '../../store/ledger.ts';
import { type Html, html } from './html.ts';
import { duration, moment } from './time.ts';

/** A state as people read it. */
export const stateName = (state: LedgerRow['state']): string => (state === 'accepted' ? 'in flight' : state);

/** A document's way through the line: when it entered each stage, how long it stayed, how it ended, earlier runs. */
export function way(row: LedgerRow): Html {
  const steps = (['accepted', ...stageNames] as const).flatMap((name) => {
    const at = row.times[name];
    return at === undefined ? [] : [{ name, at }];
  });
  const ended = row.times.ended;
  const items = steps.map(({ name, at }, index) => {
    const until = steps[index + 1]?.at ?? ended;
    const stayed = until === undefined ? 'here now' : duration(Date.parse(until) - Date.parse(at));
    const tries = name === row.stage && row.attempts > 1 && html` <span class="tag">attempt ${row.attempts}</span>`;
    return html`<li><span class="step">${name}</span> ${moment(at)} <span class="note">${stayed}</span>${tries}</li>`;
  });
  const all =
    steps[0] === undefined || ended === undefined
      ? ''
      : `${duration(Date.parse(ended) - Date.parse(steps[0].at))} in all`;
  return html`<section aria-labelledby="way">
<h2 id="way">Its way through the line</h2>
<ol class="way">${items}
${ended !== undefined && html`<li class="${row.state}"><span class="step">${row.state}</span> ${moment(ended)} <span class="note">${all}</span></li>`}</ol>
${row.past.length > 0 && past(row)}
</section>`;
}

function past(row: LedgerRow): Html {
  const runs = row.past.map(({ run, state, reason, ended }) => {
    const why = reason !== null && html`: <code>${reason.code}</code> ${reason.detail}`;
    return html`<li>run ${run}: ${stateName(state)}${ended !== null && html` ${moment(ended)}`}${why}</li>`;
  });
  return html`<details><summary>This is run ${row.run}; earlier runs</summary><ul>${runs}</ul></details>`;
}
