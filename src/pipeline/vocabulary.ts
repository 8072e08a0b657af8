import { z } from 'zod';
import { comparisonKey, plainText } from './reading/fold.ts';

const byLanguage = z.record(z.string(), z.array(z.string().min(1)).min(1));

/** The files of config/vocabulary, by name. Each file says at its head what its words are for. */
export const vocabularyFilesSchema = z.strictObject({
  agencies: z.array(z.strictObject({ name: z.string().min(1), also: z.array(z.string().min(1)).default([]) })).min(1),
  bylines: z.strictObject({
    labels: byLanguage,
    endings: byLanguage,
    roles: byLanguage,
    collective: byLanguage,
    things: byLanguage,
    buttons: byLanguage,
  }),
  dates: z.strictObject({ published: byLanguage, updated: byLanguage }),
  outlets: z.strictObject({ words: byLanguage, names: z.array(z.string().min(1)) }),
  captions: z.strictObject({
    labels: byLanguage,
    credits: byLanguage,
    photographers: byLanguage,
    rights: byLanguage,
  }),
  sections: byLanguage,
  corrections: z.strictObject({ labels: byLanguage, sentences: byLanguage }),
});
export type VocabularyFiles = z.infer<typeof vocabularyFilesSchema>;

/** What correction notes begin with or say, as plainText gives texts. */
export type CorrectionWords = { labels: readonly string[]; sentences: readonly string[] };

export type Vocabulary = {
  /** The agency that exactly these words name, by its customary name; null when they name none. */
  agencyNamed(words: string): string | null;
  bylineLabels: readonly string[];
  bylineEndings: readonly string[];
  roles: ReadonlySet<string>;
  collectives: ReadonlySet<string>;
  bylineButtons: ReadonlySet<string>;
  things: ReadonlySet<string>;
  publishedLabels: ReadonlySet<string>;
  updatedLabels: ReadonlySet<string>;
  outletWords: readonly string[];
  outletNames: ReadonlySet<string>;
  captionLabels: readonly string[];
  photoCredits: readonly string[];
  photographerLabels: readonly string[];
  rightsNotices: readonly string[];
  sections: ReadonlySet<string>;
  corrections: CorrectionWords;
};

/** Makes the word lists ready for look-up; all but agencies, labels and credits are compared by comparisonKey. */
export function compileVocabulary(files: VocabularyFiles): Vocabulary {
  const agencies = new Map<string, string>();
  for (const { name, also } of files.agencies) for (const form of [name, ...also]) agencies.set(agencyKey(form), name);
  return {
    agencyNamed: (words) => (words.length > 60 ? null : (agencies.get(agencyKey(words)) ?? null)),
    bylineLabels: longestFirst(files.bylines.labels),
    bylineEndings: longestFirst(files.bylines.endings),
    roles: keys(files.bylines.roles),
    collectives: keys(files.bylines.collective),
    bylineButtons: keys(files.bylines.buttons),
    things: keys(files.bylines.things),
    publishedLabels: keys(files.dates.published),
    updatedLabels: keys(files.dates.updated),
    outletWords: flat(files.outlets.words).map(comparisonKey),
    outletNames: new Set(files.outlets.names.map(comparisonKey)),
    captionLabels: longestFirst(files.captions.labels),
    photoCredits: flat(files.captions.credits).map((credit) => credit.toLowerCase()),
    photographerLabels: longestFirst(files.captions.photographers),
    rightsNotices: longestFirst(files.captions.rights),
    sections: keys(files.sections),
    corrections: {
      labels: longestFirst(files.corrections.labels).map(plainText),
      sentences: flat(files.corrections.sentences).map(plainText),
    },
  };
}

/**
 * Short names are read in the case they are listed in, so that "AP" and "dpa" are agencies and "ap" and "map" are not;
 * longer ones in any case, with or without the article.
 */
function agencyKey(words: string): string {
  const name = words.trim().replace(/^the\s+/i, '');
  return [...name].length <= 4 ? name : comparisonKey(name);
}

const flat = (lists: Record<string, string[]>): string[] => Object.values(lists).flat();
const keys = (lists: Record<string, string[]>): Set<string> => new Set(flat(lists).map(comparisonKey));
const longestFirst = (lists: Record<string, string[]>): string[] =>
  [...new Set(flat(lists).map((label) => label.toLowerCase()))].sort((a, b) => b.length - a.length);
