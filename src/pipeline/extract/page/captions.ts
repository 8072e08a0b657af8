import type { Candidate, Caption, FieldEvidence, Image } from '../../documents.ts';
import { comparisonKey } from '../../reading/fold.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import type { ReadLine } from '../reading.ts';
import { partCredit } from './caption-credit.ts';

/** What captions are read from: the kept blocks of that kind, in order, and the story's pictures. */
export type CaptionSources = {
  lines: readonly ReadLine[];
  images: readonly Image[];
  words: Vocabulary;
  isSite(name: string): boolean;
};

/** The captions of a page, each once, with the credit parted off; a line of credit or of rights alone is none. */
export function pageCaptions({ lines, images, words, isSite }: CaptionSources): {
  captions: Caption[];
  evidence: FieldEvidence;
} {
  const captions: Caption[] = [];
  const candidates: Candidate[] = [];
  const seen = new Set<string>();
  const credits = new Map(
    images.flatMap(({ caption, credit }) => (caption && credit ? [[comparisonKey(caption), credit]] : [])),
  );
  const named = new Set(images.flatMap(({ credit }) => (credit ? [comparisonKey(credit)] : [])));
  // A picture whose caption and credit are elements of their own parts what the line holds as one.
  const parted = new Map(
    images.flatMap(({ caption, credit }) =>
      caption && credit
        ? [[comparisonKey(`${caption} ${credit}`), { text: caption, credit: namedIn(credit, words, isSite) }]]
        : [],
    ),
  );
  const hear = (said: string, source: string, credited: string | null, block?: number): void => {
    const caption = parted.get(comparisonKey(said)) ?? partCredit(said, words, isSite);
    const key = comparisonKey(caption.text);
    const credit = caption.credit ?? credited ?? credits.get(key) ?? null;
    const lost =
      key === '' || named.has(key)
        ? 'holds no word beside a credit'
        : words.rightsNotices.some((notice) => said.toLowerCase().includes(notice))
          ? 'is a notice of rights'
          : seen.has(key)
            ? 'says the same as a caption before'
            : null;
    candidates.push({
      value: credit ? `${caption.text} [${credit}]` : caption.text,
      source,
      ...(block === undefined ? {} : { block, text: said }),
      ...(lost === null ? {} : { lost }),
    });
    if (lost !== null) return;
    seen.add(key);
    captions.push({ text: caption.text, credit });
  };
  for (const line of lines) hear(line.text, 'figcaption', null, line.n);
  for (const { caption, credit } of images) if (caption) hear(caption, 'image', credit);
  return {
    captions,
    evidence: { source: candidates.find(({ lost }) => lost === undefined)?.source ?? null, candidates },
  };
}

/** The story's pictures with their credits parted off their captions. */
export function creditedImages(
  images: readonly Image[],
  words: Vocabulary,
  isSite: (name: string) => boolean,
): Image[] {
  return images.map((image) => {
    if (image.caption === null && image.credit === null) return image;
    const { text, credit } = partCredit(image.caption ?? '', words, isSite);
    const named = image.credit === null ? null : namedIn(image.credit, words, isSite);
    return { ...image, caption: text === '' ? null : text, credit: credit ?? named };
  });
}

/** Who is named in a credit that stands alone. */
const namedIn = (credit: string, words: Vocabulary, isSite: (name: string) => boolean): string =>
  partCredit(`x ${credit}`, words, isSite).credit ?? credit;
