import { z } from 'zod';
import { comparisonKey, numberlessKey } from '../reading/fold.ts';

/** Word lists by BCP 47 primary language tag, "any" for what all languages share. */
const phrases = z.record(z.string(), z.array(z.string().min(1)).min(1));

/** One entry of a file of config/boilerplate; config/boilerplate/README.md tells what each key means. */
export const phraseRuleSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower case words joined by hyphens'),
    why: z.string().min(8),
    equals: phrases.optional(),
    startsWith: phrases.optional(),
    pattern: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional(),
    where: z.enum(['head', 'tail', 'anywhere']).default('anywhere'),
    maxWords: z.int().min(1).optional(),
    noSentenceEnd: z.boolean().default(false),
    restOfDocument: z.boolean().default(false),
    mostRest: z.number().min(0).max(1).default(0.25),
    removes: z.string().min(1),
    keeps: z.string().min(1),
  })
  .refine((rule) => rule.equals ?? rule.startsWith ?? rule.pattern, 'needs one of equals, startsWith or pattern');
export type PhraseRuleEntry = z.infer<typeof phraseRuleSchema>;

/** What a block begins with; `colon` says that a colon must follow, as in "Video:". */
export type Prefix = { key: string; colon: boolean };

/** A boilerplate rule that is data: made from one entry of config/boilerplate. */
export type PhraseRule = {
  id: string;
  why: string;
  equals: readonly string[];
  startsWith: readonly Prefix[];
  patterns: readonly RegExp[];
  where: 'head' | 'tail' | 'anywhere';
  maxWords: number;
  noSentenceEnd: boolean;
  restOfDocument: boolean;
  /** The largest share of the prose that `restOfDocument` may take. */
  mostRest: number;
  removes: string;
  keeps: string;
};

/** What is wrong with an entry. */
export class PhraseFault extends Error {
  override name = 'PhraseFault';
}

/** Longer blocks are never boilerplate that a phrase can tell, and stay out of every pattern's way. */
export const LONGEST_PHRASE_BLOCK = 400;
const DEFAULT_MAX_WORDS = { equals: 400, other: 40 };

/**
 * Compiles one entry.
 * @throws PhraseFault when a pattern is no regular expression or could take exponential time, or a phrase has no letter
 */
export function compilePhraseRule(entry: PhraseRuleEntry): PhraseRule {
  const folded = (lists: Record<string, string[]> | undefined, name: string) =>
    Object.values(lists ?? {})
      .flat()
      .map((phrase) => {
        const key = numberlessKey(comparisonKey(phrase.replaceAll('#', '1')));
        if (key === '') throw new PhraseFault(`${name}: "${phrase}" holds no letter or digit`);
        return { key, colon: /[:：]$/.test(phrase.trim()) };
      });
  const sources = entry.pattern === undefined ? [] : [entry.pattern].flat();
  const justEquals = entry.startsWith === undefined && entry.pattern === undefined;
  return {
    id: entry.id,
    why: entry.why,
    equals: folded(entry.equals, 'equals').map(({ key }) => key),
    startsWith: folded(entry.startsWith, 'startsWith'),
    patterns: sources.map(compilePattern),
    where: entry.where,
    maxWords: entry.maxWords ?? (justEquals ? DEFAULT_MAX_WORDS.equals : DEFAULT_MAX_WORDS.other),
    noSentenceEnd: entry.noSentenceEnd,
    restOfDocument: entry.restOfDocument,
    mostRest: entry.mostRest,
    removes: entry.removes,
    keeps: entry.keeps,
  };
}

/** A repetition inside a repeated group is how a pattern comes to take exponential time. */
const NESTED_REPEAT = /\((?:[^()\\]|\\.)*(?:[^\\][*+]|\{\d+,\d*\})(?:[^()\\]|\\.)*\)(?:[*+]|\{\d+,)/;

/**
 * What is read otherwise without the flag u: classes by Unicode's properties, and signs of two halves. To compile the other
 * patterns with it takes V8 more than twice as long.
 */
const NEEDS_UNICODE = /\\[pPu]|\p{Cs}|[\u{10000}-\u{10ffff}]/u;

/** \b knows the letters of ASCII alone: right before or behind another letter, or a choice that ends in one, it never holds. */
const DEAD_BOUNDARY = /[^\P{L}a-zA-Z](?:(?:\|[^()]*)?\))?\\b|\\b(?:\((?:\?:)?(?:[^()]*\|)?)?[^\P{L}a-zA-Z]/u;

function compilePattern(source: string): RegExp {
  const dead = DEAD_BOUNDARY.exec(source);
  if (dead)
    throw new PhraseFault(`pattern: ${source} has \\b beside "${dead[0]}", where it never holds; write (?![a-z])`);
  if (NESTED_REPEAT.test(source)) throw new PhraseFault(`pattern: ${source} repeats a repetition; write it flat`);
  try {
    const strict = new RegExp(source, 'iu');
    return NEEDS_UNICODE.test(source) ? strict : new RegExp(source, 'i');
  } catch (error) {
    throw new PhraseFault(`pattern: ${(error as Error).message}`);
  }
}
