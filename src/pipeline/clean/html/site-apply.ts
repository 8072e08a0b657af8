import type { Removal } from '../../documents.ts';
import type { Scope } from './scope.ts';
import { SITE_MARK, type SiteMarks } from './site-marks.ts';
import type { Site, SiteRule } from './site-rules.ts';
import type { StoryLine } from './story-line.ts';
import type { StoryPage } from './story-page.ts';

/** Rules that judge where the story stands: a site that says so itself knows better. */
const WHERE = new Set(['outside-story', 'beside-story', 'above-story', 'below-story']);

/** The site's word on a page's lines: to be taken before all other rules, and held after them. */
export type SiteWord = { take(): void; hold(): void };

/** Reads the marks that markSite left. The nearest mark above a line counts; within the body all else stays as it was. */
export function siteWord(page: StoryPage, { rules }: Site): SiteWord {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const marked = new Map<Scope, SiteRule>();
  const inBody = new Set<Scope>();
  for (const scope of page.scopes) {
    const own = byId.get(scope.element?.attribute(SITE_MARK) ?? '');
    const above = scope.parent ? marked.get(scope.parent) : undefined;
    const nearest = own && !(own.kind === 'body' && above) ? own : above;
    if (nearest) marked.set(scope, nearest);
    if (own?.kind === 'body' || (scope.parent && inBody.has(scope.parent))) inBody.add(scope);
  }
  const outside = inBody.size > 0 ? rules.find(({ kind }) => kind === 'body') : undefined;
  const ruleOf = (line: StoryLine): SiteRule | undefined => marked.get(line.scope);
  const take = () => {
    for (const line of page.lines) {
      const rule = ruleOf(line);
      if (rule?.kind === 'remove') page.remove(line, rule, rule.why);
      else if (outside && rule?.kind !== 'keep' && !inBody.has(line.scope)) page.remove(line, outside, outside.why);
    }
  };
  const hold = () => {
    page.giveBack(
      page.lines.filter((line) => {
        const kind = ruleOf(line)?.kind;
        return kind === 'keep' || (kind === 'body' && WHERE.has(page.ruleOf(line) ?? ''));
      }),
    );
    take();
  };
  return { take, hold };
}

/** Gives what was cut out of lines for the site the name of the site's rule. */
export function nameSiteCuts(removals: readonly Removal[], { cuts }: SiteMarks): Removal[] {
  const byText = new Map(cuts.map(({ text, rule }) => [text, rule]));
  return removals.map((removal) => {
    const rule = removal.whole ? undefined : byText.get(removal.text);
    return rule ? { ...removal, rule: rule.id, reason: rule.why } : removal;
  });
}
