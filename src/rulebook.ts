import { createHash } from 'node:crypto';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { fileTrouble, UsageError } from './errors.ts';
import { compileRuleBook, type RuleBook, RuleBookFault } from './pipeline/clean/rule-book.ts';
import { loadSites } from './site-files.ts';

/**
 * Loads the rule book: every .yaml file of `configDir`/boilerplate, /vocabulary and /sites, in the order of names, and the
 * rules for sites in `sitesDir`, a folder of the user's own.
 * @throws UsageError that names the file and the entry at fault
 */
export function loadRuleBook(configDir: string, sitesDir: string | null = null): RuleBook {
  const data = { boilerplate: readFolder(configDir, 'boilerplate'), vocabulary: readFolder(configDir, 'vocabulary') };
  const sites = loadSites([resolve(configDir, 'sites'), ...(sitesDir === null ? [] : [sitesDir])]);
  try {
    return { ...compileRuleBook(data), sites };
  } catch (error) {
    if (error instanceof RuleBookFault)
      throw new UsageError(
        `the rule book is at fault: ${resolve(configDir)}: ${error.message}`,
        'each key is explained in config/boilerplate/README.md',
      );
    throw error;
  }
}

/** Twelve hex digits that change with every file of rules that `loadRuleBook` reads from these folders. */
export function rulesDigest(configDir: string, sitesDir: string | null = null): string {
  const digest = createHash('sha256');
  const folders = ['boilerplate', 'vocabulary', 'sites'].map((name) => resolve(configDir, name));
  for (const cwd of sitesDir === null ? folders : [...folders, sitesDir]) {
    for (const file of globSync('*.yaml', { cwd }).sort())
      digest.update(`${file}\0`).update(readFileSync(resolve(cwd, file)));
  }
  return digest.digest('hex').slice(0, 12);
}

function readFolder(configDir: string, name: string): Record<string, unknown> {
  const folder = resolve(configDir, name);
  let files: string[];
  try {
    files = readdirSync(folder)
      .filter((file) => file.endsWith('.yaml'))
      .sort();
  } catch (error) {
    throw new UsageError(
      `cannot read the rules in ${folder}: ${fileTrouble(error)}`,
      'point to a configuration folder that holds boilerplate/ and vocabulary/',
    );
  }
  return Object.fromEntries(files.map((file) => [file.slice(0, -'.yaml'.length), readYaml(resolve(folder, file))]));
}

function readYaml(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read the rules ${path}: ${fileTrouble(error)}`);
  }
  const document = parseDocument(text);
  const [fault] = document.errors;
  if (fault)
    throw new UsageError(
      `${path} is not valid YAML: ${fault.message}`,
      'put text that holds ": " or starts with a mark in quotes',
    );
  return document.toJS();
}
