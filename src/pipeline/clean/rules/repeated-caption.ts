import type { Line } from '../../reading/line.ts';
import type { Page } from '../page.ts';
import type { CodeRule } from '../rule.ts';

/** Keeps each caption once: the copy without residue of markup, or else the first. */
export const repeatedCaption: CodeRule = {
  id: 'repeated-caption',
  why: 'A caption that stands again (gallery, alternative text, lightbox) is shown once by the page.',
  apply(page: Page) {
    const copies = new Map<string, Line[]>();
    for (const line of page.kept()) {
      if (line.kind !== 'caption') continue;
      copies.set(line.key, [...(copies.get(line.key) ?? []), line]);
    }
    for (const lines of copies.values()) {
      const cleanest = lines.find((line) => line.text === line.original) ?? lines[0];
      for (const line of lines) {
        if (line !== cleanest) page.remove(line, repeatedCaption, `the same caption as block ${cleanest?.n}`);
      }
    }
  },
  example: {
    acts: 'The new ferry in the harbour of Piraeus, May 4. Reuters\nThe new ferry in the harbour of Piraeus, May 4. Reuters\nThe ferry line said on Tuesday that it would add two more ships before the summer begins.',
    removes: ['The new ferry in the harbour of Piraeus, May 4. Reuters'],
    leaves:
      'The new ferry in the harbour of Piraeus, May 4. Reuters\nThe old ferry in the harbour of Piraeus, May 4. Reuters\nThe ferry line said on Tuesday that it would add two more ships before the summer begins.',
    keeps: [
      'The new ferry in the harbour of Piraeus, May 4. Reuters',
      'The old ferry in the harbour of Piraeus, May 4. Reuters',
    ],
  },
};
