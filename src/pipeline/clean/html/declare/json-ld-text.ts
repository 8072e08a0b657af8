/** Longest script that is read; a graph larger than this says nothing more of one article. */
const LONGEST = 1_000_000;

/**
 * The value of a JSON-LD script, read as tolerantly as pages demand: CDATA and comment wrappers, trailing commas, raw
 * line ends in strings, wrong escapes, HTML entities, several values in a row. Null when it cannot be read.
 */
export function readJsonLd(text: string): unknown {
  if (text.length > LONGEST) return null;
  const bare = text
    .replace(/^[\s\ufeff]*(?:\/\/|\/\*|<!--)?\s*<!\[CDATA\[\s*(?:\*\/|-->)?/, '')
    .replace(/(?:\/\/|\/\*|<!--)?\s*\]\]>\s*(?:\*\/|-->)?\s*$/, '')
    .replace(/^[\s\ufeff]*<!--|-->\s*$/g, '')
    .trim();
  if (bare === '') return null;
  return (
    parsed(bare) ??
    parsed(mended(bare)) ??
    (bare.includes('&quot;') ? parsed(mended(bare.replaceAll('&quot;', '"'))) : null)
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

const ESCAPES = new Set('"\\/bfnrtu');

/** One pass over the text that mends what JSON.parse refuses; linear in its length. */
function mended(text: string): string {
  const out: string[] = [];
  let inString = false;
  let depth = 0;
  let values = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (inString) {
      if (char === '\\') {
        const next = text[at + 1] ?? '';
        const valid = ESCAPES.has(next) && (next !== 'u' || /^[\da-f]{4}$/i.test(text.slice(at + 2, at + 6)));
        if (valid) out.push(char, next);
        else if (next === "'" || next === '\n') out.push(next === '\n' ? ' ' : next);
        else out.push('\\\\', next === '"' ? '"' : '');
        if (valid || next === "'" || next === '\n') at++;
        continue;
      }
      if (char === '"') {
        // A quotation mark that no separator follows belongs to the text.
        if (/^\s*(?:[,:}\]]|$)/.test(text.slice(at + 1, at + 40))) {
          inString = false;
          out.push(char);
        } else out.push('\\"');
      } else out.push(char < ' ' ? ' ' : char);
      continue;
    }
    if (char === '"') inString = true;
    else if (char === '/' && text[at + 1] === '*') {
      const end = text.indexOf('*/', at + 2);
      at = end === -1 ? text.length : end + 1;
      continue;
    } else if (char === '/' && text[at + 1] === '/') {
      const end = text.indexOf('\n', at);
      at = end === -1 ? text.length : end;
      continue;
    } else if (char === ',') {
      const next = /^\s*(.)/.exec(text.slice(at + 1, at + 200))?.[1];
      if (next === undefined || next === '}' || next === ']' || next === ',' || depth === 0) continue;
    } else if (char === ';' && depth === 0) continue;
    else if (char === '{' || char === '[') {
      if (depth === 0 && values++ > 0) out.push(',');
      depth++;
    } else if (char === '}' || char === ']') depth--;
    out.push(char);
  }
  const whole = out.join('');
  return values > 1 ? `[${whole}]` : whole;
}
