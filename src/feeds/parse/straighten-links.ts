const link =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<((?:[\w-]+:)?link)\b((?:[^<>"']|"[^"]*"|'[^']*')*?)(?:\/>|>((?:[^<]|<!\[CDATA\[(?:(?!\]\]>)[\s\S])*\]\]>)*)<\/\1\s*>)/gi;
const attribute = /([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** RFC 4287, 4.2.7.2: a relation may be written as the address of its entry in IANA's list. */
const registry = /^https?:\/\/www\.iana\.org\/assignments\/(?:link-relations|relation)(?:#|\/)/i;

/**
 * Atom's links as feedsmith reads them: the address in `href`, the relation's short name in lower case. Writers put the address
 * between the tags, as in RSS, and give one link a base of its own.
 */
export const straightenAtomLinks = (xml: string): string =>
  xml.replace(link, (whole, name?: string, inner = '', text?: string) => {
    if (name === undefined) return whole;
    const given = attributesOf(inner);
    const rel = (given.get('rel') ?? 'alternate').trim().replace(registry, '').toLowerCase();
    const own = given.get('xml:base');
    const href = given.get('href') ?? plain(text);
    if (href === '' || (rel === given.get('rel') && own === undefined)) return whole;
    const based = own !== undefined && URL.canParse(href, own) ? quoted(new URL(href, own).href) : quoted(href);
    const others = [...given].filter(([key]) => key !== 'rel' && key !== 'href' && key !== 'xml:base');
    const kept = others.map(([key, value]) => ` ${key}=${quoted(value)}`).join('');
    return `<${name} rel=${quoted(rel)} href=${based}${kept}/>`;
  });

/** RSS's links as feedsmith reads them: the address between the tags, and no empty one before it. Writers put it in `href`, as in Atom. */
export const straightenRssLinks = (xml: string): string =>
  xml.replace(link, (whole, name?: string, inner = '', text?: string) => {
    if (name === undefined || name.includes(':') || plain(text) !== '') return whole;
    const given = attributesOf(inner);
    const isPage = /^(?:alternate)?$/i.test(given.get('rel')?.trim() ?? '');
    const href = given.get('href')?.trim() ?? '';
    return isPage && href !== '' ? `<${name}>${href}</${name}>` : given.has('rel') ? whole : '';
  });

const attributesOf = (text: string): Map<string, string> =>
  new Map(
    [...text.matchAll(attribute)].map(([, key = '', double, single]) => [key.toLowerCase(), double ?? single ?? '']),
  );

const plain = (text = ''): string => text.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1').trim();

const quoted = (value: string): string => `"${value.replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"`;
