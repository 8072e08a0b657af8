import type { ArticleKind, Declaration, Image, Note, Reason } from '../../documents.ts';
import { rejected } from '../../documents.ts';
import type { CleanOptions } from '../clean-options.ts';
import type { RuleBook } from '../rule-book.ts';
import { declarePage } from './declare/declare-page.ts';
import { parsePage } from './dom.ts';
import { repairMojibake } from './mojibake.ts';
import { factsOf } from './page-facts.ts';
import { pageKind } from './page-kind.ts';
import { runRules } from './run-rules.ts';
import { scan } from './scan.ts';
import type { StoryPage } from './story-page.ts';

/** A page after its rules: its lines, what it declares, and which kind of article it is. */
export type CleanedPage = {
  page: StoryPage;
  declared: Declaration[];
  images: Image[];
  kind: ArticleKind;
  notes: Note[];
};

/** From a page's markup to its lines, each kept or taken by a named rule. Rejects what is no article, by its kind. */
export function cleanPage(
  html: string,
  url: string | null,
  book: RuleBook,
  options: CleanOptions,
): CleanedPage | { rejected: Reason } {
  const document = parsePage(repairMojibake(html));
  if ('rejected' in document) return document;
  const scanned = scan(document);
  if ('rejected' in scanned) return scanned;
  if (scanned.blocks.length === 0) return rejected('no-text', 'the page holds no text');
  const { declared, images, notes } = declarePage(document, url);
  const { page, notes: held } = runRules({ scanned, declared, url }, book, options.maxRemovedShare);
  notes.push(...held);
  const { kind, reason } = pageKind(factsOf(page, { url, ...declaredKind(declared) }));
  if (kind !== 'article' && kind !== 'teaser') return rejected(kind, reason);
  if (kind === 'teaser') notes.push({ code: 'teaser', detail: reason });
  return { page, declared, images, kind, notes };
}

function declaredKind(declared: readonly Declaration[]) {
  const values = (field: string): string[] => declared.filter((one) => one.field === field).map(({ value }) => value);
  const free = values('free')[0];
  return {
    title: declared.find(({ field, source }) => field === 'title' && source === 'title')?.value ?? null,
    ogType: declared.find(({ source }) => source === 'meta:og:type')?.value ?? null,
    types: values('type'),
    free: free === undefined ? null : !/^(?:false|0|no)$|\/false$/i.test(free),
  };
}
