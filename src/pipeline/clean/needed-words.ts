/** What stands for itself in a pattern; half of a pair of surrogates may be followed by what counts for both. */
const LITERAL = /[^\\^$.*+?()[\]{}|\p{Cs}]/u;
const ESCAPED = /[\\^$.*+?()[\]{}|/@-]/;
/** What is said of texts by a sign that is no letter or digit of ASCII, which most hold. */
const RARE = 3;

/**
 * Words of which every text that a regular expression matches holds one, read off its source; null when it names none.
 * A pattern with many alternatives is dear to try on every block, and one look for these words dismisses most.
 */
export function neededWords(source: string): readonly string[] | null {
  let at = 0;
  return alternatives();

  /** What stands up to the end of a group: needed is what each of its alternatives needs. */
  function alternatives(): readonly string[] | null {
    const all: (readonly string[] | null)[] = [sequence()];
    while (source[at] === '|') {
      at++;
      all.push(sequence());
    }
    return all.every((words) => words !== null) ? all.flat() : null;
  }

  /** Of all that one alternative needs, the words of which the least tells most. */
  function sequence(): readonly string[] | null {
    let best: readonly string[] | null = null;
    let run = '';
    const consider = (words: readonly string[] | null) => {
      if (words !== null && (best === null || leastTold(words) > leastTold(best))) best = words;
    };
    const cut = () => {
      if (run !== '') consider([run]);
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
        if (quantifier() !== 'maybe' && !asserts) consider(inside);
        continue;
      }
      if (char === '\\' && ESCAPED.test(source[at] ?? '')) {
        const sign = source[at++] ?? '';
        if (quantifier() !== 'maybe') consider([sign]);
        continue;
      }
      if (char === '\\')
        at += /^[pPu]\{[^}]*\}|^k<\w+>|^x..|^u[\da-fA-F]{4}|^[\s\S]/.exec(source.slice(at))?.[0].length ?? 1;
      else if (char === '[') at += /^(?:\\[\s\S]|[^\]\\])*\]/.exec(source.slice(at))?.[0].length ?? 0;
      quantifier();
    }
    cut();
    return best;
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
const leastTold = (words: readonly string[]): number =>
  words.reduce((least, word) => Math.min(least, told(word)), Number.POSITIVE_INFINITY);
