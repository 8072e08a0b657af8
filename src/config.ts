import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';
import { fileTrouble, UsageError } from './errors.ts';

/** The folder that holds package.json, config/ and seeds/. */
export const projectDir = resolve(import.meta.dirname, '..');

/** The folder of the rules and vocabularies. */
export const configDir = resolve(projectDir, 'config');

const bool = z.union([z.boolean(), z.stringbool()]);
const int = z.coerce.number().int();
/** A list; in the environment its parts are set apart by commas. */
const list = <T extends z.ZodType>(part: T, most: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value),
    z.array(part).max(most),
  );

/** The whole configuration. The meaning of each key is written where it is set: config/copydesk.yaml. */
export const configSchema = z.strictObject({
  dataDir: z.string().min(1),
  redisUrl: z.url({ protocol: /^rediss?$/ }).nullable(),
  redisPrefix: z.string().regex(/^[\w-]+$/, 'letters, digits, _ and - only'),
  host: z.string().min(1),
  port: int.min(0).max(65535),
  token: z.string().min(16).nullable(),
  password: z.string().min(8).nullable(),
  boardReadOnly: bool,
  publicUrl: z.url({ protocol: /^https?$/ }).nullable(),
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']),
  drainSeconds: int.min(1).max(600),
  stuckSeconds: int.min(5).max(86_400),
  concurrency: z.strictObject({ fetch: int.min(1), clean: int.min(1), extract: int.min(1), index: int.min(1) }),
  feeds: z.strictObject({ concurrency: int.min(1).max(100) }),
  isolation: z.strictObject({
    threads: int.min(1).max(256).nullable(),
    timeLimitSeconds: z.coerce.number().min(0.1).max(3_600),
    memoryLimitMb: int.min(64),
    recycleAfter: int.min(1),
  }),
  attempts: int.min(1).max(20),
  quarantine: z.strictObject({ maxBodyBytes: int.min(0) }),
  archive: z.enum(['warc', 'off']),
  archiveMaxFileBytes: int.min(1024),
  archiveMaxFileSeconds: int.min(1),
  archiveKeepDays: int.min(1).nullable(),
  archiveKeepBytes: int.min(1024).nullable(),
  backpressure: z.strictObject({
    maxJobs: int.min(1),
    maxBodies: int.min(1),
    maxRedisBytes: int.min(1024 * 1024),
    minFreeDiskBytes: int.min(0),
  }),
  fetch: z.strictObject({
    allowPrivateAddresses: bool,
    ports: list(int.min(1).max(65535), 100),
    connectTimeoutSeconds: int.min(1),
    timeoutSeconds: int.min(1),
    maxWireBytes: int.min(1024),
    maxBytes: int.min(1024),
    maxRatio: z.coerce.number().min(2),
    maxRedirects: int.min(0).max(20),
    hostIntervalSeconds: z.coerce.number().min(0.01).max(3_600),
    giveUpHours: z.coerce.number().min(0.01),
    retryDelaysSeconds: list(z.coerce.number().min(0).max(604_800), 19),
    contact: z
      .string()
      .regex(/^[\x20-\x7e]+$/, 'ASCII characters only: it is sent in a header')
      .nullable(),
  }),
  clean: z.strictObject({ maxRemovedShare: z.coerce.number().min(0).max(1) }),
  sitesDir: z.string().min(1).nullable(),
  trackingParametersFile: z.string().min(1).nullable(),
});
export type Config = z.infer<typeof configSchema>;

/** Where a setting came from, for messages. */
type Origin = { file: string; variable?: string };

/**
 * Reads the configuration: the defaults of config/copydesk.yaml, then `file` over them, then the environment over both.
 * Each key is also an environment variable: COPYDESK_ and the key in capitals, `fetch.maxBytes` being
 * COPYDESK_FETCH_MAX_BYTES; `redisUrl` is REDIS_URL too. Relative paths count from `cwd`.
 * @throws UsageError that names every fault at once.
 */
export function loadConfig(options: { file?: string; env: NodeJS.ProcessEnv; cwd: string }): Config {
  const defaultsFile = resolve(projectDir, 'config/copydesk.yaml');
  const faults: string[] = [];
  const merged = readYaml(defaultsFile);
  const origins = new Map<string, Origin>();
  const keys = leafKeys(merged);
  const file = options.file ?? options.env.COPYDESK_CONFIG;
  if (file !== undefined) {
    const path = resolve(options.cwd, file);
    for (const [key, value] of leaves(readYaml(path))) {
      if (!keys.includes(key)) faults.push(`${path}: unknown key "${key}"${didYouMean(key, keys)}`);
      else {
        setLeaf(merged, key, value);
        origins.set(key, { file: path });
      }
    }
  }
  const variables = new Map(keys.map((key) => [variableOf(key), key]));
  variables.set('REDIS_URL', 'redisUrl');
  for (const [variable, value] of Object.entries(options.env)) {
    if (value === undefined || value === '' || variable === 'COPYDESK_CONFIG') continue;
    const key = variables.get(variable);
    if (key !== undefined) {
      setLeaf(merged, key, value);
      origins.set(key, { file: '', variable });
    } else if (variable.startsWith('COPYDESK_')) {
      faults.push(`environment: unknown variable ${variable}${didYouMean(variable, [...variables.keys()])}`);
    }
  }
  const parsed = configSchema.safeParse(merged);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const key = issue.path.join('.');
      // A part of a list is named by its number; the list is what was set.
      const origin = origins.get(key) ?? origins.get(key.replace(/\.\d+$/, ''));
      const where = origin?.variable ?? `${origin?.file ?? defaultsFile}: ${key}`;
      faults.push(`${where}: ${issue.message}`);
    }
  }
  if (faults.length > 0 || !parsed.success) {
    throw new UsageError(
      `the configuration has ${faults.length} fault${faults.length === 1 ? '' : 's'}:\n  ${faults.join('\n  ')}`,
      'each key is explained in config/copydesk.yaml',
    );
  }
  const config = parsed.data;
  const base = origins.has('dataDir') ? options.cwd : projectDir;
  const [sitesDir, trackingParametersFile] = [config.sitesDir, config.trackingParametersFile].map((path) =>
    path === null ? null : resolve(options.cwd, path),
  );
  return {
    ...config,
    dataDir: resolve(base, config.dataDir),
    sitesDir: sitesDir ?? null,
    trackingParametersFile: trackingParametersFile ?? null,
  };
}

/** The environment variable of a key: `fetch.maxBytes` → COPYDESK_FETCH_MAX_BYTES. */
export function variableOf(key: string): string {
  return `COPYDESK_${key
    .replace(/\./g, '_')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toUpperCase()}`;
}

type Tree = { [key: string]: unknown };

function readYaml(path: string): Tree {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read the configuration ${path}: ${fileTrouble(error)}`);
  }
  const document = parseDocument(text);
  const [fault] = document.errors;
  if (fault) throw new UsageError(`${path} is not valid YAML: ${fault.message}`);
  const tree: unknown = document.toJS() ?? {};
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree))
    throw new UsageError(`${path} must hold keys and values`);
  return tree as Tree;
}

function* leaves(tree: Tree, prefix = ''): Generator<[string, unknown]> {
  for (const [name, value] of Object.entries(tree)) {
    const key = `${prefix}${name}`;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) yield* leaves(value as Tree, `${key}.`);
    else yield [key, value];
  }
}

const leafKeys = (tree: Tree): string[] => [...leaves(tree)].map(([key]) => key);

function setLeaf(tree: Tree, key: string, value: unknown): void {
  const path = key.split('.');
  const last = path.pop();
  let node = tree;
  for (const name of path) node = node[name] as Tree;
  if (last !== undefined) node[last] = value;
}
