import type { BylineReading, NameContext } from './names.ts';
import { readNames } from './read-names.ts';

const PROFILE =
  /\/(?:authors?|by|editors?|profiles?|people|staff|contributors?|columnists?|writers?|autor(?:en|es)?|auteurs?|journalists?|reporters?)\/([a-z]{2,}(?:-[a-z]{2,}){1,3})\/?(?:[?#].*)?$/i;

/** "/author/jane-roe/" names Jane Roe, "/staff/news-desk" a desk; several addresses may be parted by commas. */
export function namesInAddress(address: string, context: NameContext): BylineReading {
  const all: BylineReading = { people: [], collectives: [], agencies: [], labelled: false };
  for (const one of address.split(/,(?=https?:)/).slice(0, 12)) {
    const slug = PROFILE.exec(one.trim())?.[1];
    if (slug === undefined) continue;
    const words = slug.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
    const { people, collectives, agencies } = readNames(words.join(' '), context);
    all.people.push(...people);
    all.collectives.push(...collectives);
    all.agencies.push(...agencies);
  }
  return all;
}
