/** The languages whose month and weekday names are read; the names come from the Unicode CLDR data in Intl. */
const languages = [
  'en',
  'en-GB',
  'de',
  'de-AT',
  'fr',
  'es',
  'it',
  'pt',
  'pt-BR',
  'nl',
  'pl',
  'ru',
  'uk',
  'be',
  'bg',
  'cs',
  'sk',
  'sl',
  'hr',
  'sr',
  'sr-Latn',
  'ro',
  'hu',
  'da',
  'sv',
  'nb',
  'fi',
  'et',
  'lv',
  'lt',
  'el',
  'tr',
  'az',
  'ar',
  'ar-SY',
  'ar-MA',
  'fa',
  'he',
  'hi',
  'bn',
  'ur',
  'ta',
  'th',
  'vi',
  'id',
  'ms',
  'ca',
  'eu',
  'gl',
  'sq',
  'mk',
  'ka',
  'hy',
  'is',
  'sw',
] as const;

/** Forms that stand beside a day and are not in the CLDR data. */
const INFLECTED: Readonly<Record<string, string>> = {
  sr: 'јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра',
  bs: 'januara februara marta aprila maja juna jula augusta septembra oktobra novembra decembra',
  hi: 'जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितम्बर अक्टूबर नवम्बर दिसम्बर',
};

/** A name's meaning by language; most names mean one month wherever they occur, a few (Slavic "listopad") do not. */
type Meanings = ReadonlyMap<string, ReadonlyMap<string, number>>;
type Names = { months: Meanings; weekdays: Meanings };

let names: Names | undefined;

/** Built on first use: some thousand Intl calls, about 30 ms. */
function allNames(): Names {
  if (names) return names;
  const months = new Map<string, Map<string, number>>();
  const weekdays = new Map<string, Map<string, number>>();
  const addTo = (to: Map<string, Map<string, number>>, name: string | undefined, value: number, language: string) => {
    const key = foldName(name ?? '');
    // Vowel signs stand between the letters of some scripts: "मार्च".
    if (!/\p{L}\p{M}*\p{L}/u.test(key)) return;
    const meanings = to.get(key) ?? new Map<string, number>();
    meanings.set(language, value);
    to.set(key, meanings);
  };
  for (const [language, forms] of Object.entries(INFLECTED))
    for (const [at, form] of forms.split(' ').entries()) addTo(months, form, at + 1, language);
  for (const tag of languages) {
    const language = tag.slice(0, 2);
    const add = (to: Map<string, Map<string, number>>, name: string | undefined, value: number) =>
      addTo(to, name, value, language);
    const calendar = `${tag}-u-ca-gregory`;
    for (const width of ['long', 'short'] as const) {
      const alone = new Intl.DateTimeFormat(calendar, { month: width, timeZone: 'UTC' });
      // With a day beside it the name takes its inflected form ("6 сентября", "6 września").
      const inflected = new Intl.DateTimeFormat(calendar, {
        month: width,
        day: 'numeric',
        year: 'numeric',
        timeZone: 'UTC',
      });
      for (let month = 0; month < 12; month++) {
        const date = Date.UTC(2023, month, 15);
        add(months, alone.format(date), month + 1);
        add(months, part(inflected, date, 'month'), month + 1);
      }
      const day = new Intl.DateTimeFormat(calendar, { weekday: width, timeZone: 'UTC' });
      // 1 January 2023 was a Sunday.
      for (let weekday = 0; weekday < 7; weekday++)
        add(weekdays, part(day, Date.UTC(2023, 0, 1 + weekday), 'weekday'), weekday);
    }
  }
  names = { months, weekdays };
  return names;
}

const part = (format: Intl.DateTimeFormat, date: number, type: string) =>
  format.formatToParts(date).find((piece) => piece.type === type)?.value;

/** Names are compared in lower case, without the abbreviation's dot. */
const foldName = (name: string): string => name.toLowerCase().replace(/\.$/, '').trim();

function meaning(meanings: Meanings, name: string, language: string | null): number | null {
  const found = meanings.get(foldName(name));
  if (!found) return null;
  const own = language === null ? undefined : found.get(language);
  if (own !== undefined) return own;
  const all = new Set(found.values());
  const [only] = all;
  return all.size === 1 && only !== undefined ? only : null;
}

/** The month (1–12) that a word names; null when it names none, or means two and the language does not decide. */
export const monthOf = (word: string, language: string | null): number | null =>
  meaning(allNames().months, word, language) ??
  (HEBREW_IN.test(word) ? meaning(allNames().months, word.slice(1), language) : null);

/** Hebrew writes "in" as a letter before the month. */
const HEBREW_IN = /^ב(?=\p{Script=Hebrew}{2})/u;

/** The weekday (0 Sunday – 6 Saturday) that a word names; null when it names none or the language does not decide. */
export const weekdayOf = (word: string, language: string | null): number | null =>
  meaning(allNames().weekdays, word, language);
