import { Parser } from 'htmlparser2';
import { foldSpace } from '../../../reading/fold.ts';

/** A declared value as a reader would see it: entities decoded (twice encoded ones too), tags dropped, space folded. */
export function plainText(value: string): string {
  let text = value.length > 5_000 ? value.slice(0, 5_000) : value;
  for (let round = 0; round < 2 && /&(?:#\w+|\w+);|<[a-z/!]/i.test(text); round++) text = shownOf(text);
  return foldSpace(text);
}

function shownOf(html: string): string {
  let shown = '';
  const parser = new Parser({
    ontext: (text) => {
      shown += text;
    },
    onclosetag: () => {
      shown += ' ';
    },
  });
  parser.end(html);
  return shown;
}
