import { Parser } from 'htmlparser2';
import { repairMojibake } from '../../src/pipeline/clean/html/mojibake.ts';
import { foldSpace } from '../../src/pipeline/reading/fold.ts';

/** Elements whose text is no text of the page, and why. All other text of a page must be accounted for. */
const notRead: Readonly<Record<string, string>> = {
  'script style': 'code',
  'template noscript': 'shown only by a script, or only without one',
  title: 'the name of the window; read as a field',
  'svg math canvas map': 'drawn, not written',
  'iframe object embed audio video frameset': 'shown only where the medium cannot be',
  'select datalist textarea input progress meter': 'the state of a form',
  'rp rt': 'how a sign is read aloud; it stands inside the word',
};
const unread = new Set(Object.keys(notRead).flatMap((names) => names.split(' ')));

/**
 * The text of a page as its parser gives it, each text node folded, without what stands in the elements above. Read by the
 * parser's events alone, so that it has nothing in common with the scan that it checks but the repair of misread UTF-8.
 */
export function pageText(html: string): string[] {
  const texts: string[] = [];
  const open: string[] = [];
  let text = '';
  const end = () => {
    const folded = foldSpace(text);
    if (folded !== '') texts.push(folded);
    text = '';
  };
  let silent = 0;
  const parser = new Parser(
    {
      onopentag(name) {
        end();
        open.push(name);
        if (unread.has(name)) silent++;
      },
      onclosetag(name) {
        end();
        open.pop();
        if (unread.has(name)) silent--;
      },
      ontext(data) {
        if (silent === 0) text += data;
      },
    },
    { decodeEntities: true },
  );
  parser.end(repairMojibake(html));
  end();
  return texts;
}
