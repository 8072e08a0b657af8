/** What stands for itself in a pattern; half of a pair of surrogates may be followed by what counts for both. */
const LITERAL = /[^\\^$.*+?()[\]{}|\p{Cs}]/u;
const ESCAPED = /[\\^$.*+?()[\]{}|/@-]/;
/** What is said of texts by a sign that is no letter or digit of ASCII, which most hold. */
const RARE = 3;
/** A third list would dismiss hardly anything that two let through. */
const MOST_LISTS = 2;
/** So much a word of a second list has to tell: shorter ones stand in most texts. */
const TELLING = 4;

/** What a pattern begins with that is to match from a text's beginning, after signs that are no letters. */
const BEGINNING = /^\^(?:\\W\*|\[\\s\\p\{P\}\\p\{S\}\]\*)?/;

const DIGITS = [...'0123456789'];
const STARTS_AS_WORD = /^[a-z\d\u0080-\uffff]/i;

type Words = readonly string[];

/**
 * What every text holds that a pattern matches. `lists`: a word of each; the most telling lists, the best first. `opening`:
 * with one of these words the text begins, after signs that are no letters; null when they are not known.
 */
export type Needs = { readonly lists: readonly Words[]; readonly opening: Words | null };

/**
 * Reads off the source of a regular expression what it needs. A pattern with many alternatives is dear to try on every
 * block, and one look for these words dismisses most.
 */
export function neededWords(source: string): Needs {
  let at = 0;
  return alternatives(true);

  /** What stands up to the end of a group: needed is what each of its alternatives needs. `outermost`: in no group. */
  function alternatives(outermost: boolean): Needs {
    const first = sequence(outermost);
    if (source[at] !== '|') return first;
    const all = [first];
    while (source[at] === '|') {
      at++;
      all.push(sequence(outermost));
    }
    return {
      lists: all.every(({ lists }) => lists.length > 0) ? [all.flatMap(({ lists }) => lists[0] ?? [])] : [],
      opening: all.every(({ opening }) => opening !== null) ? all.flatMap(({ opening }) => opening ?? []) : null,
    };
  }

  /** What one alternative needs: the lists of which the least word tells most. */
  function sequence(outermost: boolean): Needs {
    const lists: Words[] = [];
    let opening: Words | null = [];
    let opened = false;
    /** What may be missing opens a text too, and so does what follows it. */
    const open = (words: Words | null, maybe = false) => {
      if (opened) return;
      const known = words?.every((word) => STARTS_AS_WORD.test(word));
      opening = known && opening && words ? [...opening, ...words] : null;
      opened = !maybe || opening === null;
    };
    let run = '';
    const cut = () => {
      if (run !== '') {
        lists.push([run]);
        open([run]);
      }
      run = '';
    };
    const begins = outermost ? BEGINNING.exec(source.slice(at)) : null;
    if (begins) at += begins[0].length;
    else if (outermost) open(null);
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const char = source[at++] ?? '';
      if (LITERAL.test(char)) {
        const times = quantifier();
        if (times !== 'maybe') run += char;
        else if (run === '') open([char], true);
        if (times !== 'once') cut();
        continue;
      }
      cut();
      if (char === '(') {
        const asserts = /^\?(?:<?[=!])/.test(source.slice(at, at + 3));
        at += /^\?(?:<?[=!]|:|<\w+>)/.exec(source.slice(at))?.[0].length ?? 0;
        const inside = alternatives(false);
        at++;
        const maybe = quantifier() === 'maybe';
        if (!asserts) open(inside.opening, maybe);
        if (!asserts && !maybe) lists.push(...inside.lists);
        continue;
      }
      if (char === '\\' && source[at] === 'd') {
        at++;
        open(DIGITS, quantifier() === 'maybe');
        continue;
      }
      open(null);
      if (char === '\\' && ESCAPED.test(source[at] ?? '')) {
        const sign = source[at++] ?? '';
        if (quantifier() !== 'maybe') lists.push([sign]);
        continue;
      }
      if (char === '\\')
        at += /^[pPu]\{[^}]*\}|^k<\w+>|^x..|^u[\da-fA-F]{4}|^[\s\S]/.exec(source.slice(at))?.[0].length ?? 1;
      else if (char === '[') at += /^(?:\\[\s\S]|[^\]\\])*\]/.exec(source.slice(at))?.[0].length ?? 0;
      quantifier();
    }
    cut();
    open(null);
    return {
      lists: lists
        .sort((a, b) => leastTold(b) - leastTold(a))
        .filter((words, rank) => rank === 0 || (rank < MOST_LISTS && leastTold(words) >= TELLING)),
      opening,
    };
  }

  /** Passes over what says how often the sign or group before it stands. */
  function quantifier(): 'once' | 'often' | 'maybe' {
    const found = /^(?:[?*+]|\{\d+,?\d*\})\??/.exec(source.slice(at, at + 12))?.[0];
    if (found === undefined) return 'once';
    at += found.length;
    return /^(?:[?*]|\{0)/.test(found) ? 'maybe' : 'often';
  }
}

const told = (word: string): number => [...word].reduce((sum, sign) => sum + (/[a-z\d ]/i.test(sign) ? 1 : RARE), 0);
const leastTold = (words: Words): number =>
  words.reduce((least, word) => Math.min(least, told(word)), Number.POSITIVE_INFINITY);
