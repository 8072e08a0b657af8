import { comparisonKey } from '../../../reading/fold.ts';
import type { StoryLine, StoryPage } from '../story-page.ts';
import type { StoryRule } from '../story-rule.ts';

/** Headings over the works that a text cites, in the languages of the vocabulary. */
const headings = new Set(
  [
    ['references', 'references and sources', 'references & sources', 'works cited', 'bibliography', 'footnotes'],
    ['endnotes', 'einzelnachweise', 'fußnoten', 'quellenverzeichnis', 'literatur', 'literaturverzeichnis'],
    ['références', 'bibliographie', 'notes de bas de page', 'referencias', 'bibliografía', 'notas al pie'],
    ['riferimenti', 'bibliografia', 'note a piè di pagina', 'referências', 'notas de rodapé', 'referenties'],
    ['voetnoten', 'literatuur', 'przypisy', 'źródła i przypisy', 'referenser', 'fotnoter', 'referencer', 'fodnoter'],
    ['referanser', 'lähteet', 'lähdeluettelo', 'alaviitteet', 'примечания', 'список литературы', 'сноски'],
    ['примітки', 'список літератури', 'kaynakça', 'dipnotlar', 'kaynaklar', 'المراجع', 'الهوامش', 'מקורות'],
    ['הערות שוליים', 'संदर्भ', '参考文献', '脚注', '參考文獻', '注释', '註釋', '참고문헌', '각주', 'tài liệu tham khảo'],
  ]
    .flat()
    .map(comparisonKey),
);
/** The share of the story's words that stand above such a heading, at least. */
const TAIL = 0.6;
/** The element that publishing systems put footnotes in. */
const NAMED = /(?:^|[\s_-])(?:footnotes|endnotes)(?:$|[\s_-])/i;

/** The works cited at the foot, and footnotes. */
export const sourceList: StoryRule = {
  id: 'source-list',
  why: 'At the foot, a heading "References" or an element of footnotes lists what the text was made from, and tells nothing itself.',
  apply(page) {
    const kept = page.story();
    const total = kept.reduce((sum, { words }) => sum + words, 0);
    let above = 0;
    let under: StoryLine | null = null;
    for (const line of kept) {
      if (above >= total * TAIL && headings.has(line.key)) under = line;
      else if (under && line.kind === 'heading' && (line.level ?? 6) <= (under.level ?? 6)) under = null;
      above += line.words;
      if (under) page.remove(line, sourceList, `under "${under.text}"`);
      else if (above >= total * TAIL && isNamed(line, page))
        page.remove(line, sourceList, 'in an element of footnotes');
    }
  },
  example: {
    acts: '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p><h2>References</h2><ol><li>Roe J. The bridges of the harbour, 1998.</li></ol></article></body>',
    removes: 'Roe J. The bridges of the harbour, 1998.',
    leaves:
      '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><h2>References</h2><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p><p>He asked the builders for their references, and was shown nine bridges in four countries that stand to this day.</p></article></body>',
    keeps: 'The mayor said that the works had cost less than planned, and thanked all who had waited so long.',
  },
};

function isNamed({ scope }: StoryLine, { root }: StoryPage): boolean {
  for (let at: typeof scope | null = scope; at && at !== root; at = at.parent)
    if (NAMED.test(at.element?.attribute('class') ?? '')) return true;
  return false;
}
