const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** Elements whose content is never text of the page. `head` is none: a page that does not close it goes on inside it. */
export const unread = set(
  'script style noscript template svg math iframe object canvas select datalist audio video map title textarea input embed frameset progress meter rp rt',
);

/** Elements that stand within a line of text; all others, unknown ones too, end the text before them. */
export const inline = set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q rb ruby s samp small span strike strong sub sup time tt u var wbr img picture source path amp-img noindex',
);

/** Elements that hold nothing but text: what stands in them, of whatever name, is part of that text. */
export const textual = set('p h1 h2 h3 h4 h5 h6');

/** Elements that are one piece of a text; what lays them out is the next element above them. */
export const pieces = set(
  'p li ul ol h1 h2 h3 h4 h5 h6 blockquote td tr tbody thead tfoot th table dd dt dl figure figcaption pre',
);
