import { UsageError } from '../errors.ts';
import type { ArticleChange } from '../pipeline/relate/article-change.ts';
import type { ParagraphEdit } from '../pipeline/relate/paragraph-edits.ts';
import type { ArticleVersion } from '../store/article-store.ts';
import { count, cut, paint, shown, table } from './output.ts';

const colours = { cosmetic: 'dim', substantive: 'yellow', correction: 'magenta', reworked: 'cyan' } as const;

/** The versions of an article as a table, newest first. `checkedAt`: when the web was last asked for it. */
export function versionsText(versions: readonly ArticleVersion[], checkedAt: string | null): string {
  const rows = versions.map(({ version, fetchedAt, change, wordCount, title }) => [
    String(version),
    fetchedAt,
    change === null ? 'first' : paint(colours[change.kind], change.kind),
    change === null ? '' : summary(change),
    String(wordCount),
    cut(title ?? '–', 60),
  ]);
  const sheet = table(['version', 'fetched', 'change', 'what', 'words', 'title'], rows);
  return checkedAt === null ? sheet : `${sheet}\n\n${paint('dim', `last looked for at ${checkedAt}`)}`;
}

/**
 * The version whose change is to be shown: the one of that number, or the newest that has one.
 * @throws UsageError when there is none
 */
export function changedVersion(id: string, versions: readonly ArticleVersion[], wanted: number | null): ArticleVersion {
  const found = versions.find(({ version, change }) => (wanted === null ? change !== null : version === wanted));
  const hint = `copydesk show ${id} --versions lists them`;
  if (found === undefined && wanted !== null) throw new UsageError(`${id} has no version ${wanted}`, hint);
  if (found?.change) return found;
  const what = wanted === null ? `${id} has one version alone` : `version ${wanted} of ${id} is the first one`;
  throw new UsageError(`${what}: there is nothing to compare it with`, hint);
}

/** What parts a version from the one before: the fields, then the paragraphs, old in red and new in green. */
export function changeText({ version, change }: ArticleVersion): string {
  if (change === null) return '';
  const fields = change.fields.map(
    ({ field, from, to }) =>
      `${paint('bold', field)}\n${paint('red', `- ${plain(from)}`)}\n${paint('green', `+ ${plain(to)}`)}`,
  );
  const title = `version ${version - 1} → ${version}: ${paint(colours[change.kind], change.kind)}, ${summary(change)}`;
  const notice = change.notice === null ? [] : [`${paint('magenta', 'notice')} ${shown(change.notice)}`];
  return [title, ...notice, ...fields, ...change.paragraphs.map(paragraphText)].join('\n\n');
}

function paragraphText(edit: ParagraphEdit): string {
  const place = (at: number): string => `paragraph ${at + 1}`;
  if (edit.edit === 'added')
    return `${paint('dim', `${place(edit.is)} came`)}\n${paint('green', `+ ${shown(edit.text)}`)}`;
  const was = paint('dim', `${place(edit.was)} ${edit.edit === 'removed' ? 'went' : 'was rewritten'}`);
  if (edit.edit === 'removed') return `${was}\n${paint('red', `- ${shown(edit.text)}`)}`;
  return `${was}\n${paint('red', `- ${shown(edit.from)}`)}\n${paint('green', `+ ${shown(edit.text)}`)}`;
}

function summary({ fields, paragraphs }: ArticleChange): string {
  const parts = [
    ...fields.map(({ field }) => field),
    ...(paragraphs.length > 0 ? [count(paragraphs.length, 'paragraph')] : []),
  ];
  return parts.join(', ');
}

const plain = (value: unknown): string => shown(typeof value === 'string' ? value : JSON.stringify(value));
