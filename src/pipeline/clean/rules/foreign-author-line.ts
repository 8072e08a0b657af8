import { readBylineLine } from '../../reading/byline-line.ts';
import { mainScript } from '../../reading/script.ts';
import type { Page } from '../page.ts';
import type { CodeRule } from '../rule.ts';

/** How many of the last lines are looked at. */
const REACH = 8;

/** Sites that copy stories put their own account under them, in their own script. */
export const foreignAuthorLine: CodeRule = {
  id: 'foreign-author-line',
  why: 'An author line under a story, in a script the story is not written in, was put there by a site that copied it.',
  apply(page: Page) {
    const kept = page.kept();
    const story = mainScript(
      kept
        .filter((line) => line.prose)
        .slice(0, 8)
        .map((line) => line.text)
        .join(' '),
    );
    if (story === null) return;
    for (const line of kept.slice(-REACH)) {
      const script = mainScript(line.text);
      if (line.prose || script === null || script === story) continue;
      const byline = readBylineLine(line.text, page.vocabulary);
      if (!byline) continue;
      for (const name of byline.names) page.declare('byline', name, foreignAuthorLine, line);
      page.remove(line, foreignAuthorLine, `an author line in ${script} script under a text in ${story} script`);
    }
  },
  example: {
    acts: 'The harbour bridge was opened again on Monday after repairs that lasted for more than two years.\n\n（作者：晨光小报）',
    removes: ['（作者：晨光小报）'],
    leaves: '海港大桥在经过两年多的维修之后，于星期一重新开放，市长出席了仪式。\n\n（作者：李明）',
    keeps: ['（作者：李明）'],
  },
};
