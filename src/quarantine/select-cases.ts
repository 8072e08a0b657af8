import type { CaseFilter, Quarantine } from '../store/quarantine.ts';

const pageSize = 500;

/** The ids of all open cases that a filter takes. They are gathered first: what is done with them changes what it takes. */
export async function caseIds(quarantine: Pick<Quarantine, 'list'>, filter: CaseFilter): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const after = ids.at(-1);
    const cases = await quarantine.list(filter, { limit: pageSize, ...(after === undefined ? {} : { after }) });
    ids.push(...cases.map(({ id }) => id));
    if (cases.length < pageSize) return ids;
  }
}

/** Does something with ids, a page at a time, so that no transaction holds up the line for long. */
export async function inPages<T>(ids: readonly string[], work: (some: string[]) => Promise<T[]>): Promise<T[]> {
  const done: T[] = [];
  for (let at = 0; at < ids.length; at += pageSize) done.push(...(await work(ids.slice(at, at + pageSize))));
  return done;
}
