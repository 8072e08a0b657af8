import type { Article } from '../../pipeline/article.ts';
import type { Candidate, FieldEvidence } from '../../pipeline/documents.ts';
import { type Html, html } from './html.ts';
import { languageOf } from './language.ts';
import { published } from './time.ts';

/** The article's fields, each with where it came from and the candidates that lost, laid open or to be opened. */
export function fields(article: Article, { open }: { open: boolean } = { open: false }): Html {
  const { evidence } = article;
  const rows: [key: string, name: string, value: Html | string | null][] = [
    ['title', 'Title', article.title],
    ['publisher', 'Publisher', article.publisher],
    ['bylines', 'Bylines', article.bylines.length === 0 ? null : article.bylines.join(', ')],
    ['agency', 'Agency', article.agency],
    ['publishedAt', 'Published', article.publishedAt === null ? null : published(article.publishedAt)],
    ['language', 'Language', article.language],
    ['lead', 'Lead', article.lead],
    ['captions', 'Captions', article.captions.length === 0 ? null : captions(article)],
  ];
  const shown = new Set(rows.map(([key]) => key));
  const others = Object.keys(evidence).filter((key) => !shown.has(key));
  return html`<section aria-labelledby="fields">
<h2 id="fields">Fields</h2>
<dl class="fields">
${rows.map(([key, name, value]) => field(name, value, evidence[key], article.language, open))}
${others.map((key) => field(key, winner(evidence[key]), evidence[key], article.language, open))}
</dl></section>`;
}

function field(
  name: string,
  value: Html | string | null,
  evidence: FieldEvidence | undefined,
  language: string | null,
  open: boolean,
): Html {
  const inLanguage = typeof value === 'string' ? html`<span dir="auto"${languageOf(language)}>${value}</span>` : value;
  const text = inLanguage ?? html`<span class="absent">not stated</span>`;
  const lost = evidence?.candidates.filter((candidate) => candidate.lost !== undefined) ?? [];
  return html`<dt>${name}</dt><dd>${text}${evidence?.source && html` <span class="source">from ${evidence.source}</span>`}
${lost.length > 0 && html`<details${open && html` open`}><summary>${lost.length} candidate${lost.length === 1 ? '' : 's'} lost</summary><ul class="lost">${lost.map(candidateLine)}</ul></details>`}</dd>`;
}

/** The value of a field that only the evidence holds, such as a hint at the source. */
function winner(evidence: FieldEvidence | undefined): string | null {
  return evidence?.candidates.find(({ lost }) => lost === undefined)?.value ?? null;
}

function candidateLine({ value, source, block, lost }: Candidate): Html {
  const where = block === undefined ? source : `${source}, block ${block}`;
  return html`<li><q dir="auto">${value}</q> <span class="source">${where}</span><br><span class="why">${lost}</span></li>`;
}

function captions(article: Article): Html {
  return html`<ul class="captions" dir="auto"${languageOf(article.language)}>${article.captions.map(
    ({ text, credit }) =>
      html`<li>${text}${credit !== null && html` <span class="source">credit: ${credit}</span>`}</li>`,
  )}</ul>`;
}
