import { eld } from 'eld/extrasmall';
import type { Declaration, FieldEvidence } from '../../documents.ts';
import type { Line } from '../../reading/line.ts';

/** How much text the detector is given (more changed no answer: 1,926 pages and texts), and how much it needs to be believed over a declaration. */
const SAMPLE = 300;
const ENOUGH = 160;
/** A declared language is believed when so much says the same for sure. */
const FIRST_LOOK = 75;

/** BCP 47 primary tags of the names that JSON-LD and old pages write out. */
const named: Readonly<Record<string, string>> = {
  english: 'en',
  german: 'de',
  deutsch: 'de',
  french: 'fr',
  spanish: 'es',
  italian: 'it',
  japanese: 'ja',
  korean: 'ko',
  chinese: 'zh',
  russian: 'ru',
  arabic: 'ar',
  portuguese: 'pt',
};

/** The language of the text: detected from the prose when there is enough, else declared, else detected if reliable. */
export function readLanguage(
  lines: readonly Line[],
  declared: readonly Declaration[],
): { language: string | null; evidence: FieldEvidence } {
  const text = sample(lines);
  const told = declared.flatMap(({ field, value, source }) => {
    const tag = field === 'language' ? primaryTag(value) : null;
    return tag === null ? [] : [{ value: tag, source }];
  });
  const result = detect(text, told[0]?.value);
  const detected = result && result.language !== '' ? { value: result.language, source: 'detected' } : null;
  const sure = detected !== null && result?.isReliable() === true && !areKin(detected.value, told[0]?.value);
  const ordered = sure && text.length >= ENOUGH ? [detected, ...told] : [...told, ...(detected ? [detected] : [])];
  const [first] = ordered;
  const won = first && (first.source !== 'detected' || sure) ? first : null;
  return {
    language: won?.value ?? null,
    evidence: {
      source: won?.source ?? null,
      candidates: ordered.map((option) =>
        option === won
          ? option
          : {
              ...option,
              lost: won
                ? option.value === won.value
                  ? `says the same as ${won.source}`
                  : `${won.source} comes first`
                : 'too little text to be sure',
            },
      ),
    },
  };
}

/** What the detector says of a text. Where its beginning says for sure what the page declares, the rest is not looked at. */
function detect(text: string, declared: string | undefined) {
  if (text === '') return null;
  if (declared !== undefined && text.length > FIRST_LOOK) {
    const result = eld.detect(text.slice(0, FIRST_LOOK));
    if (result.language === declared && result.isReliable()) return result;
  }
  return eld.detect(text);
}

/** Languages that a detector takes for each other: of these the declared one is believed. */
const KIN = ['id ms', 'hr sr bs', 'no da', 'cs sk', 'gl pt', 'uk be', 'mk bg'].map((group) => group.split(' '));

const areKin = (detected: string, told: string | undefined): boolean =>
  told !== undefined && told !== detected && KIN.some((group) => group.includes(told) && group.includes(detected));

function sample(lines: readonly Line[]): string {
  let text = '';
  for (const line of lines) {
    if (!line.prose) continue;
    text += `${line.text.slice(0, SAMPLE)} `;
    if (text.length >= SAMPLE) break;
  }
  return text.slice(0, SAMPLE).trim();
}

function primaryTag(value: string): string | null {
  const name = named[value.trim().toLowerCase()];
  if (name) return name;
  const tag = /^([a-z]{2,3})(?:[-_][a-z0-9]+)*$/i.exec(value.trim())?.[1]?.toLowerCase();
  return tag === undefined ? null : tag === 'nb' || tag === 'nn' ? 'no' : tag;
}
