import type { CleanDocument, Declaration, FieldEvidence } from '../documents.ts';
import { type Credit, trailingCredit } from '../reading/credit.ts';
import { Line } from '../reading/line.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { readLanguage } from './fields/language.ts';
import { type HeadDate, headDates } from './head-dates.ts';
import { type HeadQuestion, headLines } from './head-lines.ts';
import { type HeadNames, headNames } from './head-names.ts';
import { assignRoles, type Role } from './roles.ts';

/** A kept block with the part it plays in the article. */
export class ReadLine extends Line {
  role: Role = 'body';
}

/** The agency that is credited at the end of the story, in its last paragraph. */
export type ClosingCredit = Omit<Credit, 'agency'> & { line: ReadLine; agency: string };

/** What the lines around a flattened text's headline say: who signs, and when it was put out. */
export type Head = { names: HeadNames; dates: readonly HeadDate[] };

/** A page's markup tells; its head is not read. */
const NO_HEAD: Head = { names: { people: [], desks: [], blocks: [] }, dates: [] };

/** A clean document as the fields read it: read once, looked at by all. */
export type Reading = {
  document: CleanDocument;
  vocabulary: Vocabulary;
  lines: readonly ReadLine[];
  /** The language of the text; null when unknown. Names of months are read by it. */
  language: string | null;
  languageEvidence: FieldEvidence;
  closing: ClosingCredit | null;
  head: Head;
  withRole(role: Role): ReadLine[];
  declared(field: string): Declaration[];
};

/** Reads a clean document: which kept block is title, byline, date, caption, and which are the body. */
export function readDocument(document: CleanDocument, vocabulary: Vocabulary): Reading {
  const removed = new Set(document.removals.filter(({ whole }) => whole).map(({ block }) => block));
  const kept = document.blocks.filter(({ n }) => !removed.has(n)).map((block) => new ReadLine(block, block.n));
  const { language, evidence: languageEvidence } = readLanguage(kept, document.declared);
  const headline = document.declared.find(({ source }) => source === HEADLINE)?.block ?? null;
  // A page's markup has told titles, bylines and dates from the story; flattened text tells them by how they read.
  const isPage = document.mediaType === 'text/html';
  const head = isPage ? NO_HEAD : readHead({ document, kept, headline, language, vocabulary });
  const roles = isPage
    ? kept.map(({ kind }): Role => (kind === 'caption' ? 'caption' : 'body'))
    : assignRoles({
        kept,
        headline,
        language,
        vocabulary,
        signed: head.names.blocks,
        dated: head.dates.map(({ block }) => block),
      });
  for (const [at, line] of kept.entries()) line.role = roles[at] ?? 'body';
  const byRole = Map.groupBy(kept, (line) => line.role);
  const byField = Map.groupBy(document.declared, ({ field }) => field);
  return {
    document,
    vocabulary,
    lines: kept,
    language,
    languageEvidence,
    head,
    closing: closingCredit(byRole.get('body') ?? [], vocabulary),
    withRole: (role) => byRole.get(role) ?? [],
    declared: (field) => byField.get(field) ?? [],
  };
}

function readHead(question: HeadQuestion): Head {
  const lines = headLines(question);
  return { names: headNames(lines, question), dates: headDates(lines, question) };
}

function closingCredit(body: readonly ReadLine[], vocabulary: Vocabulary): ClosingCredit | null {
  const line = body.findLast(({ prose }) => prose);
  const credit = line ? trailingCredit(line.text, vocabulary) : null;
  return line && credit?.agency ? { ...credit, line, agency: credit.agency } : null;
}

/** The source under which the clean stage declares the line it took for the headline. */
export const HEADLINE = 'headline';
