/**
 * The rule book: what config/boilerplate and config/vocabulary say, checked and made ready for use.
 * Plain data goes in, so that the pipeline stays without a disk; src/rulebook.ts reads the files.
 */
import { z } from 'zod';
import { compileVocabulary, type Vocabulary, vocabularyFilesSchema } from '../vocabulary.ts';
import { noSites, type SiteBook } from './html/site-rules.ts';
import type { StoryRule } from './html/story-rule.ts';
import { storyRules } from './html/story-rules.ts';
import { compilePhraseIndex, type PhraseIndex } from './phrase-index.ts';
import {
  compilePhraseRule,
  PhraseFault,
  type PhraseRule,
  type PhraseRuleEntry,
  phraseRuleSchema,
} from './phrase-rule.ts';
import { type CodeRule, codeRules } from './rules.ts';

export type RuleBook = {
  phraseRules: readonly PhraseRule[];
  phraseIndex: PhraseIndex;
  codeRules: readonly CodeRule[];
  storyRules: readonly StoryRule[];
  vocabulary: Vocabulary;
  /** Rules for single sites, by host. */
  sites: SiteBook;
};

/** A fault in the data, with the file and the entry that hold it. */
export class RuleBookFault extends Error {
  override name = 'RuleBookFault';
}

/** The parsed files: theme or list name → content. */
export type RuleBookData = { boilerplate: Record<string, unknown>; vocabulary: Record<string, unknown> };

/**
 * Checks the data and compiles it.
 * @throws RuleBookFault that names the file and the entry of the first fault
 */
export function compileRuleBook(data: RuleBookData): RuleBook {
  const phraseRules: PhraseRule[] = [];
  const seen = new Map<string, string>([...codeRules, ...storyRules].map((rule) => [rule.id, 'the rules in code']));
  for (const [theme, content] of Object.entries(data.boilerplate)) {
    const entries = z.array(z.unknown()).safeParse(content);
    if (!entries.success) throw new RuleBookFault(`boilerplate/${theme}: must hold a list of rules`);
    for (const [at, entry] of entries.data.entries()) {
      const name = entryName(entry, at);
      const parsed = phraseRuleSchema.safeParse(entry);
      if (!parsed.success) throw new RuleBookFault(`boilerplate/${theme}: ${name}: ${describe(parsed.error)}`);
      const other = seen.get(parsed.data.id);
      if (other) throw new RuleBookFault(`boilerplate/${theme}: ${name}: the id is taken by ${other}`);
      seen.set(parsed.data.id, `boilerplate/${theme}`);
      phraseRules.push(compileEntry(parsed.data, `boilerplate/${theme}: ${name}`));
    }
  }
  const vocabulary = vocabularyFilesSchema.safeParse(data.vocabulary);
  if (!vocabulary.success) throw new RuleBookFault(`vocabulary: ${describe(vocabulary.error)}`);
  return {
    phraseRules,
    phraseIndex: compilePhraseIndex(phraseRules),
    codeRules,
    storyRules,
    vocabulary: compileVocabulary(vocabulary.data),
    sites: noSites,
  };
}

function compileEntry(entry: PhraseRuleEntry, where: string): PhraseRule {
  try {
    return compilePhraseRule(entry);
  } catch (error) {
    if (error instanceof PhraseFault) throw new RuleBookFault(`${where}: ${error.message}`);
    throw error;
  }
}

const namedEntry = z.looseObject({ id: z.string() });

function entryName(entry: unknown, at: number): string {
  const named = namedEntry.safeParse(entry);
  return named.success ? `rule ${named.data.id}` : `entry ${at + 1}`;
}

const describe = (error: z.ZodError): string =>
  error.issues.map((issue) => [issue.path.join('.'), issue.message].filter(Boolean).join(': ')).join('; ');

/** The book without one rule, for comparing what a rule does. */
export function withoutRule(book: RuleBook, id: string): RuleBook {
  const phraseRules = book.phraseRules.filter((rule) => rule.id !== id);
  return {
    ...book,
    phraseRules,
    phraseIndex: compilePhraseIndex(phraseRules),
    codeRules: book.codeRules.filter((rule) => rule.id !== id),
    storyRules: book.storyRules.filter((rule) => rule.id !== id),
  };
}
