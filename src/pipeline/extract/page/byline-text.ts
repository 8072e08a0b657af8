import { AND } from '../../reading/and.ts';
import { readDates } from '../../reading/date-text.ts';
import { foldSpace } from '../../reading/fold.ts';
import { weekdayOf } from '../../reading/month-names.ts';

/** Marks that part a byline from what stands beside it, and the labels of a Chinese line of facts: "来源：…作者：…浏览：…". */
const PIECES =
  /\s*(?:\n|[|•·●▪►»]|\s[-–—]{1,2}\s|\s\/\s|(?=(?:作者|记者|記者|来源|來源|责任编辑|責任編輯|责编|(?<!责任|責任)[编編][辑輯]|浏览|瀏覽|阅读|点击|字体|字體|字号|字號)(?:次数|次數|量)?[:：]))\s*/u;

/** Work on the pictures, the translation or the check of a text. */
const CRAFT =
  'photos?|photographs?|photography|pictures?|images?|illustrations?|video|audio|graphics?|translation|übersetzt|übersetzung|aus dem englischen|traducción|traduction|fotos?|bilder|fotografie|fotografías?|photographies';

/** Those who worked on a text without writing it. */
const OTHERS = new RegExp(
  `^(?:(?:medically |fact[- ]|legally |clinically |expert |technically )?(?:reviewed|researched|checked|edited|updated|verified|translated|illustrated|approved) by|(?:produced|directed|filmed|hosted|photographed|sponsored|presented|powered|recorded|mixed) by|(?:${CRAFT})\\s*(?:by|:|von|par|por|di|©)|写真[:：・=＝]|撮影[:：]|사진[=:]|翻訳者?[:：]?|監修|校對|责任编辑|責任編輯|編輯[:：]|编辑[:：])`,
  'iu',
);
/** The same in the middle of a line: "Text by Jane Roe Illustration by John Doe". */
const OTHERS_WITHIN = new RegExp(`\\s+(?=(?:${CRAFT})\\s*(?:by|von|par|por|di)\\s|(?:fotos?|photos?):)`, 'giu');
/** "Jane Roe (Text) and John Doe (Photos)" */
const OTHERS_BRACKETED = new RegExp(
  `(?:[,;&+]|\\s(?:${AND})\\s)?\\s*(?:\\p{Lu}[\\p{L}.'’-]*\\s+){1,4}[([](?:${CRAFT})[)\\]]`,
  'giu',
);

/** What a text has in common in which OTHERS_WITHIN could be found; spares most texts the dearer look. */
const CRAFTED = /\s(?:by|von|par|por|di)\s|(?:fotos?|photos?):/iu;

/** Whether a piece of a byline begins by naming another craft than writing. */
export const namesOthers = (piece: string): boolean => OTHERS.test(piece);

/** A byline's pieces, without dates, addresses, handles and what stands in brackets. */
export function bylinePieces(text: string): string[] {
  const named = REPORTERS.test(text) ? withReportersParted(text) : text;
  const bare = MARKED.test(named) ? withoutAddresses(named) : named;
  const undated = withoutDates(bare);
  return (CRAFTED.test(undated) ? undated.replace(OTHERS_WITHIN, ' | ') : undated)
    .split(PIECES)
    .map((piece) => foldSpace(piece))
    .filter((piece) => piece !== '');
}

/** "記者王小明／台北報導", "本报记者 王小明 李华": names that only the custom of the trade parts from their label and each other. */
const REPORTERS = /(?:^|[\s〔【［（[(])(?:(?:本[报報])?[记記]者|通讯员)\s?\p{Script=Han}/u;
const FROM_PLACE =
  /(?:^|[\s〔【［（[(])((?:本[报報])?[记記]者)\s?(\p{Script=Han}{2,4}(?:[、,，]\p{Script=Han}{2,4}){0,5})[／/]\s?[^〕】］）\])]{1,16}[報报][導导道][〕】］）\])]?/u;
const SPACED = /^((?:本报)?记者|通讯员)\s?(\p{Script=Han}{2,4}(?: \p{Script=Han}{2,3}){1,5})$/u;
/** Whether a line may name reporters in that way. */
export const namesReporters = (line: string): boolean => REPORTERS.test(line);
const withReportersParted = (text: string): string =>
  text
    .replace(FROM_PLACE, ' $1：$2 | ')
    .replace(SPACED, (_, label: string, names: string) => `${label}：${names.replaceAll(' ', '、')}`);

/** Whether there is anything that withoutAddresses would take. */
const MARKED = /[@/()[（［【\u2028]|www\./u;

const withoutAddresses = (text: string): string =>
  (/[([]/.test(text) ? text.replace(OTHERS_BRACKETED, ' ') : text)
    .replace(/https?:\/\/[^\s)]*|www\.[^\s)]*|\[email.protected\]/giu, ' ')
    .replace(/^\s*[[［【(（]([^()[\]（）［］【】]+)[\]］】)）]\s*$/u, '$1')
    .replace(/[\w.+-]+@[\w-]+\.[\w.]+/gu, ' ')
    .replace(/(?:^|[\s(]|(?<=\p{L}))@\w+/gu, ' | ')
    // "Jane (Jo) Roe": a name's own bracket stays.
    .replace(/(?<=\p{Lu}\p{Ll}+ )\((\p{Lu}\p{Ll}+)\)(?= \p{Lu}\p{Ll})/gu, '‹$1›')
    .replace(/[([（［【][^()[\]（）［］【】]{0,80}[)\]）］】]/gu, ' | ')
    .replace(/‹(\p{L}+)›/gu, '($1)')
    .replace(/\u2028/gu, ' ');

/** The text with its dates made into partings, together with the words that only lead to a date. */
function withoutDates(text: string): string {
  if (!/\d/.test(text)) return text;
  let out = text;
  for (const date of readDates(text, null).reverse())
    if (date.year !== null || date.end - date.start > 5) out = `${out.slice(0, date.start)} | ${out.slice(date.end)}`;
  return (
    out
      // "2024 г.", "2024 р.", "6 d.": what some languages put behind a year or a day.
      .replace(/(?<=\|\s*)(?:г|года|р|року|m|d)\.?(?=\s|$)/giu, ' ')
      .replace(/(?<!\p{L})(\p{L}{2,12})[.,]{0,2}\s+\|/gu, (found, word) =>
        weekdayOf(word, null) === null ? found : ' |',
      )
      .replace(/\s(?:on|am|le|el|em|il|at|um|op|den|vom)\s+\|/giu, ' |')
      .replace(/\b\d{1,2}:\d\d\b(?:\s*(?:[ap]\.?m\.?|uhr|h))?/giu, ' | ')
  );
}
