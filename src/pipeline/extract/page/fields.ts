import { outletNamed } from '../../reading/outlet.ts';
import { siteNames } from '../../reading/site-names.ts';
import type { OwnFields } from '../own-fields.ts';
import type { Reading } from '../reading.ts';
import { pageAgencies } from './agencies.ts';
import { chooseBylines } from './bylines.ts';
import { creditedImages, pageCaptions } from './captions.ts';
import { chooseDates } from './published-at.ts';
import { choosePublisher } from './publisher.ts';
import {
  canonicalField,
  chooseSimple,
  chooseTags,
  declaredLanguageField,
  dekField,
  freeField,
  sectionField,
} from './simple-fields.ts';
import { chooseWithSite } from './site-fields.ts';
import { chooseTitle } from './title.ts';

/** The fields of a page: chosen from what it declares and shows, each with its evidence. */
export function pageFields(reading: Pick<Reading, 'document' | 'vocabulary' | 'withRole'>): OwnFields {
  const { document } = reading;
  return chooseWithSite(document.declared, (declared) =>
    chooseFields({ ...reading, document: { ...document, declared: [...declared] } }),
  );
}

function chooseFields(reading: Pick<Reading, 'document' | 'vocabulary' | 'withRole'>): OwnFields {
  const { declared, url, fetchedAt, images } = reading.document;
  const words = reading.vocabulary;
  const site = siteNames(declared, url);
  const language = chooseSimple(declared, declaredLanguageField);
  const isOutlet = (name: string): boolean => outletNamed(name, words) !== null;
  const { bylines, agencies: named } = chooseBylines(declared, { words, isSite: site.isSite, isOutlet });
  const { publishedAt, publishedPrecision, modifiedAt } = chooseDates(declared, language.value, fetchedAt, words);
  const title = chooseTitle(declared, site);
  const publisher = choosePublisher(declared, title, words.sections);
  const agencies = pageAgencies(declared, named, words);
  const { captions, evidence: captionEvidence } = pageCaptions({
    lines: reading.withRole('caption'),
    images,
    words,
    isSite: site.isSite,
  });
  const dek = chooseSimple(declared, dekField);
  const section = chooseSimple(declared, sectionField);
  const canonical = chooseSimple(declared, canonicalField(url));
  const free = chooseSimple(declared, freeField);
  return {
    fields: {
      title: title.value,
      dek: dek.value,
      publisher: publisher.value,
      bylines: bylines.value ?? [],
      publishedAt: publishedAt.value,
      publishedPrecision: publishedAt.value === null ? null : publishedPrecision,
      modifiedAt: modifiedAt.value,
      section: section.value,
      tags: chooseTags(declared),
      canonical: canonical.value,
      isAccessibleForFree: free.value,
      agency: agencies[0]?.value ?? null,
      images: creditedImages(images, words, site.isSite),
      captions,
    },
    agencies,
    removals: [],
    evidence: {
      title: title.evidence,
      dek: dek.evidence,
      publisher: publisher.evidence,
      bylines: bylines.evidence,
      publishedAt: publishedAt.evidence,
      modifiedAt: modifiedAt.evidence,
      section: section.evidence,
      canonical: canonical.evidence,
      isAccessibleForFree: free.evidence,
      captions: captionEvidence,
    },
  };
}
