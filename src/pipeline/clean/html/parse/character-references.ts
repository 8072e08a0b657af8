import { Tokenizer } from 'htmlparser2';

/** What can be a reference, with the sign behind it that decides whether one without a semicolon counts. */
const REFERENCE = /&(?:#[xX]?[\da-zA-Z]*|[\da-zA-Z]+)[;=]?/g;
/** References that were decoded; a page holds few different ones. */
const MOST_KNOWN = 2_000;
const LONGEST_KNOWN = 32;

/** Decodes the character references of a text ("&amp;", "&#8217;", "&eacute"), as HTML has it. */
export const decodeText = (text: string): string => decode(text, inText);

/** The same for an attribute's value, where "&copy=1" is no reference. */
export const decodeAttribute = (value: string): string => decode(value, inAttribute);

type Decoder = { known: Map<string, string>; read(reference: string): string };

function decode(text: string, decoder: Decoder): string {
  return text.includes('&') ? text.replace(REFERENCE, (reference) => look(reference, decoder)) : text;
}

function look(reference: string, { known, read }: Decoder): string {
  const found = known.get(reference);
  if (found !== undefined) return found;
  const value = read(reference);
  if (known.size >= MOST_KNOWN) known.clear();
  if (reference.length <= LONGEST_KNOWN) known.set(reference, value);
  return value;
}

let read = '';
const ignore = () => {};
const take = (code: number) => {
  read += String.fromCodePoint(code);
};
let source = '';
const slice = (start: number, end: number) => {
  read += source.slice(start, end);
};
const tokenizer = new Tokenizer(
  { decodeEntities: true },
  {
    ontext: slice,
    ontextentity: take,
    onattribdata: slice,
    onattribentity: take,
    onattribend: ignore,
    onattribname: ignore,
    oncdata: ignore,
    onclosetag: ignore,
    oncomment: ignore,
    ondeclaration: ignore,
    onend: ignore,
    onopentagend: ignore,
    onopentagname: ignore,
    onprocessinginstruction: ignore,
    onselfclosingtag: ignore,
  },
);

function readWith(markup: string): string {
  read = '';
  source = markup;
  tokenizer.reset();
  tokenizer.write(markup);
  tokenizer.end();
  return read;
}

const inText: Decoder = { known: new Map(), read: readWith };
const inAttribute: Decoder = { known: new Map(), read: (reference) => readWith(`<a b="${reference}">`) };
