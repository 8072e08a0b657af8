import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';
import { fileTrouble, UsageError } from './errors.ts';
import { compileSite, type Site, type SiteBook, siteFields, siteFileSchema } from './pipeline/clean/html/site-rules.ts';

const hint = 'each key is explained in config/sites/README.md';
const topKeys = Object.keys(siteFileSchema.shape);

/**
 * Reads the rules for single sites: every .yaml file of each folder, a host of a later folder replacing that of an earlier.
 * @throws UsageError that names file, line and key of every fault
 */
export function loadSites(folders: readonly string[]): SiteBook {
  const sites = new Map<string, Site>();
  const faults: string[] = [];
  for (const folder of folders) {
    const seen = new Map<string, string>();
    for (const name of yamlFiles(folder)) {
      const path = resolve(folder, name);
      const read = readSite(path);
      if ('faults' in read) {
        faults.push(...read.faults);
        continue;
      }
      for (const host of read.hosts) {
        const other = seen.get(host);
        if (other) faults.push(`${path}: hosts: ${host} has its rules in ${other} already`);
        seen.set(host, name);
        sites.set(host, read.site);
      }
    }
  }
  if (faults.length === 0) return sites;
  const count = `${faults.length} fault${faults.length === 1 ? '' : 's'}`;
  throw new UsageError(`the rules for sites have ${count}:\n  ${faults.join('\n  ')}`, hint);
}

function yamlFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.yaml'))
      .sort();
  } catch (error) {
    throw new UsageError(
      `cannot read the rules for sites in ${folder}: ${fileTrouble(error)}`,
      existsSync(folder) ? 'sitesDir names a folder of .yaml files' : 'make the folder, or leave sitesDir unset',
    );
  }
}

function readSite(path: string): { hosts: string[]; site: Site } | { faults: string[] } {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) return { faults: [`${path}:${lines.linePos(broken.pos[0]).line}: is not valid YAML: ${broken.message}`] };
  const parsed = siteFileSchema.safeParse(document.toJS());
  if (parsed.success) return { hosts: parsed.data.hosts, site: compileSite(parsed.data) };
  const at = (keys: PropertyKey[]): string => `${path}:${lineOf(document, lines, keys)}`;
  return { faults: parsed.error.issues.flatMap((issue) => describe(issue, at)) };
}

/** The line of a key, or of the nearest one above it that is there. */
function lineOf(document: Document, lines: LineCounter, keys: readonly PropertyKey[]): number {
  for (let length = keys.length; length > 0; length--) {
    const node = document.getIn(keys.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function describe(issue: z.core.$ZodIssue, at: (keys: PropertyKey[]) => string): string[] {
  const where = (keys: PropertyKey[]): string => keys.map((key) => (typeof key === 'number' ? key + 1 : key)).join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = issue.path[0] === 'fields' ? siteFields : issue.path.length === 0 ? topKeys : ['select', 'why'];
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return `${at(path)}: ${where(path)}: unknown key${didYouMean(key, [...known])}`;
    });
  }
  if (issue.code === 'invalid_union') {
    // A text is a selector, anything else the long form: the fault of the form that was meant.
    const meant = issue.errors.flat().find(({ code }) => code === 'custom') ?? issue.errors[1]?.[0];
    if (meant) return describe({ ...meant, path: [...issue.path, ...meant.path] }, at);
  }
  return [`${at(issue.path)}: ${where(issue.path) || 'the file'}: ${issue.message}`];
}
