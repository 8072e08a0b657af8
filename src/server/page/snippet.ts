import { type Html, html } from './html.ts';

/** A snippet of the article store as markup: U+0002 and U+0003 stand around each hit, the rest is text. */
export function snippet(text: string): Html {
  const [before = '', ...rest] = text.split('\u0002');
  const marked = rest.map((part) => {
    const [hit = '', ...after] = part.split('\u0003');
    return html`<mark>${hit}</mark>${after.join('')}`;
  });
  return html`${before.replaceAll('\u0003', '')}${marked}`;
}
