import type { Article } from './article.ts';

/**
 * What lists show for an article: its title, or, when it has none, the beginning of its lead, about 80 characters. The
 * title field stays null then.
 */
export function shownTitle({ title, lead }: Pick<Article, 'title' | 'lead'>): string {
  return title ?? beginningOf(lead ?? '', 80);
}

/** The beginning of a text, at most `longest` characters, cut at a word's end and marked with an ellipsis. */
export function beginningOf(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > longest / 2 ? cut.slice(0, space) : cut).toWellFormed().replace(/[\s,;:–—-]+$/u, '')}…`;
}
