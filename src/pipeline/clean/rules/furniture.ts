import type { Page } from '../page.ts';
import type { CodeRule } from '../rule.ts';

const names: Readonly<Record<string, string>> = {
  nav: 'navigation of the page',
  header: "the page's header",
  footer: "the page's footer",
  aside: 'beside the story',
  form: 'a form',
  outside: "outside the story's part of the page",
  hidden: 'not shown by the page',
  menu: 'a menu or a bar of the page',
};

/** What the markup itself sets apart from the story. */
export const furniture: CodeRule = {
  id: 'page-furniture',
  why: 'Navigation, headers, footers, asides, forms and all that stands outside the story in the markup is not the story.',
  apply(page: Page) {
    for (const line of page.kept()) {
      const part = line.place?.furniture;
      if (part) page.remove(line, furniture, names[part] ?? part);
    }
  },
  example: {
    acts: '<body><nav><a href="/">Start</a> <a href="/w">Weather in the region</a></nav><article><h1>Harbour bridge reopens</h1><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p></article></body>',
    removes: ['Start Weather in the region'],
    leaves:
      '<body><article><header><h1>Harbour bridge reopens</h1><p>By Jane Roe</p></header><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p></article></body>',
    keeps: ['Harbour bridge reopens', 'By Jane Roe'],
  },
};
