import type { Candidate, Caption, FieldEvidence, Removal } from '../../documents.ts';
import { trailingCredit } from '../../reading/credit.ts';
import type { Reading } from '../reading.ts';

/** Picture captions, each once, with the credit parted off; the label before one ("Figure", "Photo:") is cut. */
export function readCaptions(reading: Reading): { captions: Caption[]; evidence: FieldEvidence; removals: Removal[] } {
  const captions: Caption[] = [];
  const candidates: Candidate[] = [];
  const removals: Removal[] = [];
  const seen = new Set<string>();
  for (const line of reading.withRole('caption')) {
    const credit = trailingCredit(line.text, reading.vocabulary);
    const uncredited = credit ? line.text.slice(0, credit.start) : line.text;
    const label = labelOf(uncredited, reading.vocabulary.captionLabels);
    const text = uncredited.slice(label.length).trim();
    if (label !== '')
      removals.push({
        block: line.n,
        whole: false,
        text: label.trim(),
        rule: 'caption-label',
        reason: 'a label before a caption is no word of it',
      });
    const source = credit ? 'credited-line' : 'figcaption';
    const value = credit ? `${text} [${credit.credit}]` : text;
    const repeated = seen.has(text) || text === '';
    candidates.push({
      value,
      source,
      block: line.n,
      text: line.text.slice(label.length).trim(),
      ...(repeated ? { lost: 'says the same as a caption before' } : {}),
    });
    if (repeated) continue;
    seen.add(text);
    captions.push({ text, credit: credit?.credit ?? null });
  }
  return { captions, evidence: { source: candidates[0]?.source ?? null, candidates }, removals };
}

/** The label that a caption begins with, with what parts it from the text; "Figure 1" names a figure and is no label. */
function labelOf(text: string, labels: readonly string[]): string {
  const lower = text.toLowerCase();
  for (const label of labels) {
    if (!lower.startsWith(label)) continue;
    const parting = /^(?:\s*[:：|]\s*|\s+(?=\p{Lu}))/u.exec(text.slice(label.length))?.[0];
    if (parting !== undefined && text.length > label.length + parting.length)
      return text.slice(0, label.length + parting.length);
  }
  return '';
}
