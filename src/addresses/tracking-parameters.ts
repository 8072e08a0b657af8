import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { configDir } from '../config.ts';
import { fileTrouble, UsageError } from '../errors.ts';

const names = z.array(z.string().min(1).toLowerCase());

/** A file of tracking parameters; its keys are explained at the head of config/addresses/tracking-parameters.yaml. */
const fileSchema = z.strictObject({
  always: z.record(z.string(), names).default({}),
  with: z.record(z.string().toLowerCase(), z.array(z.string().toLowerCase()).min(1)).default({}),
});

type Parameters = { exact: Set<string>; beginnings: string[]; withValue: Map<string, Set<string>> };

let known: Parameters | null = null;

/**
 * Adds a user's own file to the project's list, for the whole process: keys must come out alike wherever they are made,
 * so this is called once, before the first address is read.
 * @throws UsageError when the file cannot be read or says something else.
 */
export function useTrackingParameters(path: string | null): void {
  known = path === null ? null : compile([ownFile, path]);
}

/** Whether a query parameter tells nothing of which document it is; name and value without percent-encoding. */
export function isTracking(name: string, value: string): boolean {
  known ??= compile([ownFile]);
  const key = name.toLowerCase();
  return (
    known.exact.has(key) ||
    known.beginnings.some((beginning) => key.startsWith(beginning)) ||
    (known.withValue.get(key)?.has(value.toLowerCase()) ?? false)
  );
}

const ownFile = resolve(configDir, 'addresses/tracking-parameters.yaml');

function compile(paths: string[]): Parameters {
  const parameters: Parameters = { exact: new Set(), beginnings: [], withValue: new Map() };
  for (const file of paths.map(read)) {
    for (const name of Object.values(file.always).flat()) {
      if (name.endsWith('*')) parameters.beginnings.push(name.slice(0, -1));
      else parameters.exact.add(name);
    }
    for (const [name, values] of Object.entries(file.with)) {
      parameters.withValue.set(name, new Set([...(parameters.withValue.get(name) ?? []), ...values]));
    }
  }
  return parameters;
}

function read(path: string): z.infer<typeof fileSchema> {
  const hint = 'config/addresses/tracking-parameters.yaml shows the form';
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read the tracking parameters ${path}: ${fileTrouble(error)}`, hint);
  }
  const document = parseDocument(text);
  const [fault] = document.errors;
  if (fault) throw new UsageError(`${path} is not valid YAML: ${fault.message}`, hint);
  const parsed = fileSchema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new UsageError(`${path} holds no list of tracking parameters: ${faults.join('; ')}`, hint);
}
