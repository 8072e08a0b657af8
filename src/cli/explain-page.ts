import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Removal } from '../pipeline/documents.ts';
import type { ExplainedBlock } from '../pipeline/explain.ts';
import type { Explanation } from '../pipeline/explain-document.ts';
import { shownTitle } from '../pipeline/shown-title.ts';
import { placeless } from '../server/page/blocks.ts';
import { fields } from '../server/page/fields.ts';
import { Html, html } from '../server/page/html.ts';
import { languageOf } from '../server/page/language.ts';
import { style } from '../server/page/layout.ts';
import { addressLink } from '../server/page/link.ts';
import { type Legend, type Mark, readLegend } from './explain-legend.ts';
import { pointsText } from './explain-text.ts';

const ownStyle = readFileSync(join(import.meta.dirname, 'explain-page.css'), 'utf8');

/**
 * One self-contained page that shows what became of each block of a document, each rule in a colour of its own, and
 * each field with its candidates. It loads nothing, runs no script, and escapes all that the document says.
 */
export function explainPage(explanation: Explanation): string {
  const { article, blocks: explained, notes } = explanation;
  const stray = placeless(explanation.removals, explained);
  const title = article ? shownTitle(article) : explanation.address;
  const language = languageOf(article?.language ?? null);
  const legend = readLegend(explained, stray);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title} · explained by Copydesk</title>
<style>${new Html(style + ownStyle + toggles(legend))}</style>
</head>
<body class="explained">
<header>
<h1 dir="auto"${language}>${title}</h1>
<p>${addressLink(explanation.url ?? explanation.address)}</p>
${ending(explanation)}
<p class="sum">${sumOf(legend, explained)}</p>
${notes.map(({ code, detail }) => html`<p class="reason" role="note"><code>${code}</code> ${detail}</p>`)}
<div class="map" aria-hidden="true">${explained.map((one) => segment(one, legend))}</div>
</header>
<aside>${legendList(legend)}
${article && html`<div class="what-it-says">${fields(article, { open: true })}</div>`}
</aside>
<main aria-labelledby="text"><h2 id="text">The document, block by block</h2>
<div class="blocks" dir="auto"${language}>${explained.map((one) => block(one, legend))}
${stray.map((removal) => cut(removal, legend))}</div>
</main>
</body>
</html>
`;
  return page.markup;
}

/** What became of the document, why, and the signs that a page was told by. */
function ending({ outcome, reason, kind }: Explanation): Html {
  const why = reason ? html`: <code>${reason.code}</code> ${reason.detail}` : kind && html`: ${kind.reason}`;
  const signs = kind?.signs ?? [];
  return html`<div class="ending is-${reason ? 'rejected' : 'taken'}" role="status"><p><b>${outcome}</b>${why}</p>
${
  kind &&
  signs.length > 0 &&
  html`<details${reason && html` open`}><summary>${signs.length} signs, ${pointsText(kind.points).trim()} points in sum; above 0 it is no article</summary>
<ul class="signs">${signs.map(({ points, why: sign }) => html`<li><b>${pointsText(points)}</b> ${sign}</li>`)}</ul></details>`
}</div>`;
}

function sumOf(legend: Legend, explained: ExplainedBlock[]): string {
  const rules = legend.marks.filter(({ kind }) => kind === 'removed');
  const of = (kind: Mark['kind']): number => explained.filter(({ fate }) => fate.kind === kind).length;
  const inBody = legend.marks.find(({ kind }) => kind === 'body')?.characters ?? 0;
  const all = legend.marks.reduce((sum, { characters }) => sum + characters, 0);
  const share = all === 0 ? 0 : Math.round((inBody / all) * 100);
  return `${explained.length} blocks: ${of('body')} in the body (${share} % of the text), ${of('field')} read into fields, ${of('removed')} removed; ${rules.length} rule${rules.length === 1 ? '' : 's'} at work`;
}

/** The document as a strip: one segment a block, as wide as its text is long. */
function segment({ n, text, fate }: ExplainedBlock, legend: Legend): Html {
  const mark = legend.of(fate);
  return html`<a href="#b${n}" tabindex="-1" class="${classOf(mark)}" style="--hue: ${mark.hue}; flex-grow: ${text.length}"></a>`;
}

/** What each colour stands for, with a box that hides it. */
function legendList({ marks }: Legend): Html {
  return html`<section class="what-became" aria-labelledby="legend"><h2 id="legend">What became of it</h2>
<ul class="legend">${marks.map(
    (mark) => html`<li class="${classOf(mark)}" style="--hue: ${mark.hue}">
<label><input type="checkbox" id="show-${mark.id}" checked> <span class="swatch"></span><span class="what">${nameOf(mark)}</span></label>
<span class="n">${mark.blocks > 0 && `${mark.blocks} block${mark.blocks === 1 ? '' : 's'}`}${mark.blocks > 0 && mark.cuts > 0 && ', '}${mark.cuts > 0 && `${mark.cuts} cut${mark.cuts === 1 ? '' : 's'}`}</span></li>`,
  )}</ul></section>`;
}

function block({ n, text, fate, cuts }: ExplainedBlock, legend: Legend): Html {
  const mark = legend.of(fate);
  const reason = fate.kind === 'removed' && html`: ${fate.reason}`;
  const label = fate.kind !== 'body' && html`<p class="label" lang="en" dir="ltr"><b>${nameOf(mark)}</b>${reason}</p>`;
  return html`<div class="${classOf(mark)} of-${mark.id}" id="b${n}" style="--hue: ${mark.hue}"><a class="place" href="#b${n}" lang="en">${n}</a>
${label}<p class="said">${text}</p>${cuts.map((removal) => cut(removal, legend))}</div>
`;
}

/** A part that was cut from the block above it, or a removal whose block is not among those explained. */
function cut({ text, rule, reason, whole }: Removal, legend: Legend): Html {
  const mark = legend.of({ kind: 'removed', rule, reason });
  return html`<div class="cut ${classOf(mark)} of-${mark.id}" style="--hue: ${mark.hue}">
<p class="label" lang="en" dir="ltr"><b>${whole ? 'removed' : 'cut'} by ${rule}</b>: ${reason}</p><p class="said">${text}</p></div>`;
}

const classOf = ({ kind }: Mark): string => `fate is-${kind}`;

function nameOf({ kind, name }: Mark): string {
  if (kind === 'body') return 'kept: body';
  return kind === 'field' ? `field: ${name}` : `removed by ${name}`;
}

/** A box of the legend hides its blocks without a script. */
function toggles({ marks }: Legend): string {
  return marks.map(({ id }) => `body:has(#show-${id}:not(:checked)) .of-${id} { display: none; }`).join('\n');
}
