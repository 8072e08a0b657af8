import { type CheerioAPI, load } from 'cheerio/slim';

type Node = ReturnType<CheerioAPI['root']>[number]['children'][number];

const UNSEEN = new Set(
  'script style noscript template svg head iframe object canvas audio video select textarea'.split(' '),
);
const BLOCKS = new Set(
  'address article aside blockquote body br button dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr label legend li main nav ol option p pre section summary table td th tr ul'.split(
    ' ',
  ),
);

/**
 * A page as a naive dump gives it: all its text, menus, share bars and comments included, a line for each block element,
 * in the order of the source.
 */
export function flatten(html: string): string {
  const lines: string[] = [];
  let line = '';
  const end = () => {
    const folded = line.replace(/\s+/g, ' ').trim();
    if (folded !== '') lines.push(folded);
    line = '';
  };
  const stack: (Node | 'end')[] = [
    ...(load(html, { xml: { xmlMode: false } })
      .root()
      .get(0)?.children ?? []),
  ].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === 'end') end();
    else if (node.type === 'text') line += node.data;
    else if ('name' in node && 'children' in node && !UNSEEN.has(node.name)) {
      const block = BLOCKS.has(node.name);
      if (block) {
        end();
        stack.push('end');
      }
      for (let at = node.children.length - 1; at >= 0; at--) {
        const child = node.children[at];
        if (child) stack.push(child);
      }
    }
  }
  end();
  return lines.join('\n');
}
