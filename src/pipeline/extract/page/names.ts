/** The words that stand around names. */
export type BylineWords = {
  bylineLabels: readonly string[];
  bylineEndings: readonly string[];
  roles: ReadonlySet<string>;
  collectives: ReadonlySet<string>;
  bylineButtons: ReadonlySet<string>;
  things: ReadonlySet<string>;
  sections: ReadonlySet<string>;
  publishedLabels: ReadonlySet<string>;
  updatedLabels: ReadonlySet<string>;
  agencyNamed(words: string): string | null;
};

/** What a byline names: people, desks and teams, an agency. `labelled` when it says "By" or its like. */
export type BylineReading = { people: string[]; collectives: string[]; agencies: string[]; labelled: boolean };

export type NameContext = {
  words: BylineWords;
  isSite(words: string): boolean;
  isOutlet(words: string): boolean;
  line?: boolean;
};

/** One source's answer: all the names it gives. */
export type Answer = {
  source: string;
  names: string[];
  collectives: string[];
  agencies: string[];
  labelled: boolean;
  texts: string[];
  near: number;
  /** The nearness of the last of its elements. */
  last: number;
  weight: number;
};
