const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Elements without content: they end where they begin. */
export const empty = names(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr',
);

/** Elements whose content is text up to their own end, whatever it looks like. */
export const raw = names('script style title textarea xmp');

/** Elements in which a slash ends the element, and those inside them in which it does not. */
export const foreign = names('svg math');
export const foreignText = names('mi mo mn ms mtext annotation-xml foreignobject desc title');

const fields = names('input option optgroup select button datalist textarea');
const paragraph = names('p');
/** For each name the open elements that end where an element of this name begins. */
export const endedBy: ReadonlyMap<string, ReadonlySet<string>> = new Map<string, ReadonlySet<string>>([
  ['tr', names('tr th td')],
  ['th', names('th')],
  ['td', names('thead th td')],
  ['body', names('head link script')],
  ['li', names('li')],
  ['option', names('option')],
  ['optgroup', names('optgroup option')],
  ...[...names('select input output button datalist textarea')].map((name) => [name, fields] as const),
  ...[...names('dd dt')].map((name) => [name, names('dd dt')] as const),
  ...[...names('rt rp')].map((name) => [name, names('rt rp')] as const),
  ...[...names('tbody tfoot')].map((name) => [name, names('thead tbody')] as const),
  ...[
    ...names(
      'p h1 h2 h3 h4 h5 h6 address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol pre section table ul',
    ),
  ].map((name) => [name, paragraph] as const),
]);
