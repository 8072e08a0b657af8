import type { CleanDocument } from '../../documents.ts';
import { outletNamed } from '../../reading/outlet.ts';
import { siteNames } from '../../reading/site-names.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import type { OwnFields } from '../own-fields.ts';
import { chooseBylines } from './bylines.ts';
import { chooseDates } from './published-at.ts';
import {
  canonicalField,
  chooseSimple,
  chooseTags,
  declaredLanguageField,
  dekField,
  freeField,
  publisherField,
  sectionField,
} from './simple-fields.ts';
import { chooseWithSite } from './site-fields.ts';
import { chooseTitle } from './title.ts';

/** The fields of a page: chosen from what it declares and shows, each with its evidence. */
export function pageFields(document: CleanDocument, words: Vocabulary): OwnFields {
  return chooseWithSite(document.declared, (declared) => chooseFields({ ...document, declared: [...declared] }, words));
}

function chooseFields({ declared, url, fetchedAt }: CleanDocument, words: Vocabulary): OwnFields {
  const site = siteNames(declared, url);
  const language = chooseSimple(declared, declaredLanguageField);
  const isOutlet = (name: string): boolean => outletNamed(name, words) !== null;
  const { bylines } = chooseBylines(declared, { words, isSite: site.isSite, isOutlet });
  const { publishedAt, publishedPrecision, modifiedAt } = chooseDates(declared, language.value, fetchedAt, words);
  const title = chooseTitle(declared, site);
  const publisher = chooseSimple(declared, publisherField);
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
    },
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
    },
  };
}
