/** What stands for itself in a pattern; half of a pair of surrogates may be followed by what counts for both. */
const LITERAL = /[^\\^$.*+?()[\]{}|\p{Cs}]/u;
const ESCAPED = /[\\^$.*+?()[\]{}|/@-]/;
/** What is said of texts by a sign that is no letter or digit of ASCII, which most hold. */
const RARE = 3;
/** A third list would dismiss hardly anything that two let through. */
const MOST_LISTS = 2;
/** So much a word of a second list has to tell: shorter ones stand in most texts. */
const TELLING = 4;

type Words = readonly string[];

/**
 * Lists of words, read off the source of a regular expression: every text that it matches holds a word of each. The most
 * telling ones, the best first; none when the pattern names none. A pattern with many alternatives is dear to try on every
 * block, and one look for these words dismisses most.
 */
export function neededWords(source: string): readonly Words[] {
  let at = 0;
  return alternatives();

  /** What stands up to the end of a group: needed is what each of its alternatives needs. */
  function alternatives(): readonly Words[] {
    const first = sequence();
    if (source[at] !== '|') return first;
    const all = [first];
    while (source[at] === '|') {
      at++;
      all.push(sequence());
    }
    return all.every((lists) => lists.length > 0) ? [all.flatMap(([best]) => best ?? [])] : [];
  }

  /** Of all that one alternative needs, the lists of which the least word tells most. */
  function sequence(): readonly Words[] {
    const lists: Words[] = [];
    let run = '';
    const cut = () => {
      if (run !== '') lists.push([run]);
      run = '';
    };
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const char = source[at++] ?? '';
      if (LITERAL.test(char)) {
        const times = quantifier();
        if (times !== 'maybe') run += char;
        if (times !== 'once') cut();
        continue;
      }
      cut();
      if (char === '(') {
        const asserts = /^\?(?:<?[=!])/.test(source.slice(at, at + 3));
        at += /^\?(?:<?[=!]|:|<\w+>)/.exec(source.slice(at))?.[0].length ?? 0;
        const inside = alternatives();
        at++;
        if (quantifier() !== 'maybe' && !asserts) lists.push(...inside);
        continue;
      }
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
    return lists
      .sort((a, b) => leastTold(b) - leastTold(a))
      .filter((words, rank) => rank === 0 || (rank < MOST_LISTS && leastTold(words) >= TELLING));
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
