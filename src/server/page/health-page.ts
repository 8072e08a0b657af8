import { amounts } from '../../health/amounts.ts';
import type { Alarm, HealthReport } from '../../health/report.ts';
import { type Html, html } from './html.ts';
import { addressLink, documentLink, pathWith } from './link.ts';

/** The alarms that are on, and how much was looked at. */
export function healthPage({ alarms, sites, judged, feeds }: HealthReport, site: string | undefined): Html {
  const looked = `${sites} ${sites === 1 ? 'site' : 'sites'}, ${judged} of them with a past of three weeks; ${feeds} ${feeds === 1 ? 'feed' : 'feeds'}.`;
  return html`<h1>${alarms.length === 0 ? 'No alarm' : alarms.length === 1 ? '1 alarm' : `${alarms.length} alarms`}</h1>
<p class="sum">${site !== undefined && html`Of ${site} and its subdomains; <a href="/health">all</a>. `}Each site and feed is compared with its own past six weeks. ${looked}</p>
<ul class="groups">${alarms.map(alarmItem)}</ul>`;
}

function alarmItem(alarm: Alarm): Html {
  const { kind, name, says, since, examples, next } = alarm;
  const [past, now] = amounts(alarm);
  const where =
    kind === 'site'
      ? html`<a href="${pathWith('/health', { site: name })}">${name}</a>`
      : kind === 'feed'
        ? addressLink(name)
        : name;
  return html`<li><h3>${where}</h3>
<p><strong>${now}</strong> ${says}; usual: ${past}</p>
<p class="facts"><span>since ${since}</span>${examples.map((id) => documentLink(id, id))}</p>
<p class="note">${next}</p></li>`;
}
