import { comparisonKey, hasNumber, numberlessKey } from '../reading/fold.ts';
import { hasUnspacedScript } from '../reading/script.ts';
import { neededWords } from './needed-words.ts';
import { LONGEST_PHRASE_BLOCK, type PhraseRule, type Prefix } from './phrase-rule.ts';
import { wordSieve } from './word-sieve.ts';

/** What a phrase rule looks at in a block. `key` is the block's comparisonKey. */
export type PhraseSubject = { text: string; key: string; words: number; endsSentence: boolean };

/** A rule that a block's words fit, and the values its pattern's named groups caught. */
export type PhraseMatch = { rule: PhraseRule; declares: Record<string, string> };

/** All phrase rules, arranged so that one look-up answers for most blocks. */
export type PhraseIndex = {
  /** The rules whose words fit the block, in the order of the files; where it stands is not yet looked at. */
  match(subject: PhraseSubject): PhraseMatch[];
};

/** Phrases are found by their first two letters, so that a block is compared with a handful of them. */
const bucketOf = (key: string): number => key.charCodeAt(0) * 0x10000 + (key.length > 1 ? key.charCodeAt(1) : 0);

/** Builds the look-up tables of a list of phrase rules. */
export function compilePhraseIndex(rules: readonly PhraseRule[]): PhraseIndex {
  const exact = new Map<string, PhraseRule[]>();
  const prefixes = new Map<number, { prefix: Prefix; rule: PhraseRule }[]>();
  const patterned = rules.flatMap((rule) => rule.patterns.map((pattern) => ({ rule, pattern })));
  const mayMatch = wordSieve(patterned.map(({ pattern }) => neededWords(pattern.source)));
  for (const rule of rules) {
    for (const key of rule.equals) exact.set(key, [...(exact.get(key) ?? []), rule]);
    for (const prefix of rule.startsWith) {
      const bucket = bucketOf(prefix.key);
      prefixes.set(bucket, [...(prefixes.get(bucket) ?? []), { prefix, rule }]);
    }
  }
  const longest = [...exact.keys()].reduce((most, key) => Math.max(most, key.length), 0);
  const order = new Map(rules.map((rule, at) => [rule, at]));
  return {
    match(subject) {
      if (subject.text.length > LONGEST_PHRASE_BLOCK || subject.key === '') return [];
      const key = hasNumber(subject.key) ? ungroupedKey(subject) : subject.key;
      const found = new Map<PhraseRule, Record<string, string>>();
      if (key.length <= longest)
        for (const rule of exact.get(key) ?? NO_RULES) if (fits(rule, subject)) found.set(rule, {});
      for (const bucket of [key.charCodeAt(0) * 0x10000, bucketOf(key)]) {
        for (const { prefix, rule } of prefixes.get(bucket) ?? NO_PREFIXES) {
          if (fits(rule, subject) && startsWithPhrase(key, prefix, subject.text)) found.set(rule, {});
        }
      }
      for (const at of mayMatch(subject.text)) {
        const tried = patterned[at];
        if (tried === undefined || !fits(tried.rule, subject)) continue;
        const match = tried.pattern.exec(subject.text);
        if (match) found.set(tried.rule, definedGroups(match));
      }
      if (found.size === 0) return [];
      return [...found]
        .sort(([a], [b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
        .map(([rule, declares]) => ({ rule, declares }));
    },
  };
}

/** The key with "#" for each number; "1,204" is one number. */
const ungroupedKey = ({ text, key }: PhraseSubject): string =>
  numberlessKey(GROUPED.test(text) ? comparisonKey(text.replace(GROUPING, '')) : key);

const NO_RULES: readonly PhraseRule[] = [];
const NO_PREFIXES: readonly { prefix: Prefix; rule: PhraseRule }[] = [];

const fits = (rule: PhraseRule, { words, endsSentence }: PhraseSubject): boolean =>
  words <= rule.maxWords && !(rule.noSentenceEnd && endsSentence);

/** A phrase ends at a word's end, except in scripts that part no words; one with a colon ends at the first colon. */
function startsWithPhrase(key: string, prefix: Prefix, text: string): boolean {
  if (!key.startsWith(prefix.key)) return false;
  if (prefix.colon)
    return numberlessKey(comparisonKey(text.split(COLON, 1)[0] ?? '')) === prefix.key && COLON.test(text);
  const next = key[prefix.key.length];
  return next === undefined || next === ' ' || hasUnspacedScript(prefix.key.slice(-1));
}

const GROUPED = /\d[.,'’]\d{3}(?!\d)/;
const GROUPING = /(?<=\d)[.,'’](?=\d{3}(?!\d))/g;
const COLON = /[:：]/;

function definedGroups(match: RegExpExecArray): Record<string, string> {
  const declares: Record<string, string> = {};
  for (const [name, value] of Object.entries(match.groups ?? {})) if (value) declares[name] = value.trim();
  return declares;
}
