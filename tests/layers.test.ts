import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { projectDir } from '../src/config.ts';

type File = [path: string, content: string];

/** A small house in which everything is where it belongs. */
const house: File[] = [
  ['src/pipeline/documents.ts', "import { z } from 'zod';\n\nexport const articleSchema = z.string();\n"],
  [
    'src/pipeline/clean/parse.ts',
    "import { load } from 'cheerio/slim';\nimport { articleSchema } from '../documents.ts';\n\nexport const parse = (now: string) => load(articleSchema.parse(now), { baseURI: new Date(now).toISOString() });\n",
  ],
  [
    'src/pipeline/extract/fields/title.ts',
    "import { eld } from 'eld/small';\nimport { articleSchema } from '../../documents.ts';\n\nexport const title = eld.detect(String(articleSchema));\n",
  ],
  ['src/workers/stage.ts', 'export type Stage = { name: string };\n'],
  [
    'src/workers/clean.ts',
    "import { parse } from '../pipeline/clean/parse.ts';\nimport type { Stage } from './stage.ts';\n\nexport const cleanStage = (): Stage => ({ name: parse('now').text() });\n",
  ],
  ['src/workers/line.ts', "import { cleanStage } from './clean.ts';\n\nexport const line = [cleanStage()];\n"],
  ['src/workers/queues.ts', "import { Queue } from 'bullmq';\n\nexport const queue = new Queue('clean');\n"],
  ['src/redis/probe.ts', "import { Redis } from 'ioredis';\n\nexport const redis = new Redis();\n"],
  ['src/store/ledger.ts', 'export type Ledger = { count: number };\n'],
  [
    'src/store/sqlite/ledger.ts',
    "import { DatabaseSync } from 'node:sqlite';\nimport type { Ledger } from '../ledger.ts';\n\nexport const open = (): Ledger => ({ count: new DatabaseSync(':memory:').isOpen ? 1 : 0 });\n",
  ],
  ['src/desk.ts', "import { open } from './store/sqlite/ledger.ts';\n\nexport const ledger = open();\n"],
  ['tests/queue.test.ts', "import { Queue } from 'bullmq';\n\nexport const queue = new Queue('clean');\n"],
];

const restricted = 'lint/style/noRestrictedImports';
const globals = 'lint/style/noRestrictedGlobals';
const cycle = 'lint/suspicious/noImportCycles';
const imports = (from: string): string => `import * as it from '${from}';\n\nexport const held = it;\n`;
const holds = (expression: string): string => `export const held = ${expression};\n`;

/** One breach a row: what it does, where, what it holds, and what must be reported of that file. */
const breaches: [breach: string, path: string, content: string, rule: string | string[]][] = [
  ['the pipeline reads the disk', 'src/pipeline/a.ts', imports('node:fs'), restricted],
  [
    'the pipeline reads the disk by its old name',
    'src/pipeline/b.ts',
    imports('fs'),
    [restricted, 'lint/style/useNodejsImportProtocol'],
  ],
  ['the pipeline hashes', 'src/pipeline/clean/c.ts', imports('node:crypto'), restricted],
  ['the pipeline knows the queue', 'src/pipeline/d.ts', imports('bullmq'), restricted],
  ['the pipeline knows Redis', 'src/pipeline/extract/e.ts', imports('ioredis'), restricted],
  ['the pipeline takes a library nobody looked at', 'src/pipeline/f.ts', imports('some-library'), restricted],
  ['the pipeline takes part of such a library', 'src/pipeline/f2.ts', imports('some-library/part'), restricted],
  ['the pipeline imports a store', 'src/pipeline/g.ts', imports('../store/ledger.ts'), restricted],
  ['a folder of the pipeline imports a store', 'src/pipeline/clean/h.ts', imports('../../store/ledger.ts'), restricted],
  [
    'a deep folder of the pipeline imports a store',
    'src/pipeline/extract/fields/i.ts',
    imports('../../../store/ledger.ts'),
    restricted,
  ],
  [
    'the deepest folder of the pipeline imports a store',
    'src/pipeline/a/b/c/j.ts',
    imports('../../../../store/ledger.ts'),
    restricted,
  ],
  ['the pipeline imports when it runs', 'src/pipeline/k.ts', holds("await import('node:net')"), restricted],
  [
    'the pipeline passes on what it may not import',
    'src/pipeline/l.ts',
    "export { readFileSync } from 'node:fs';\n",
    restricted,
  ],
  [
    'the pipeline imports a type from outside',
    'src/pipeline/m.ts',
    "import type { Ledger } from '../store/ledger.ts';\n\nexport type Held = Ledger;\n",
    restricted,
  ],
  ['the pipeline reads the environment', 'src/pipeline/n.ts', holds('process.env.HOME'), globals],
  ['the pipeline fetches', 'src/pipeline/o.ts', holds("fetch('https://example.org/')"), globals],
  ['the pipeline waits', 'src/pipeline/p.ts', holds('setTimeout(() => {}, 1)'), globals],
  ['the pipeline prints', 'src/pipeline/q.ts', holds("console.log('here')"), globals],
  ['the pipeline goes round by globalThis', 'src/pipeline/r.ts', holds('globalThis.process'), globals],
  ['the pipeline times itself', 'src/pipeline/s.ts', holds('performance.now()'), globals],
  ['the pipeline asks for the time', 'src/pipeline/t.ts', holds('Date.now()'), 'plugin'],
  ['the pipeline asks for the date', 'src/pipeline/clean/u.ts', holds('new Date()'), 'plugin'],
  ['the pipeline asks for the date without brackets', 'src/pipeline/clean/u2.ts', holds('new Date'), 'plugin'],
  ['the pipeline throws dice', 'src/pipeline/extract/fields/v.ts', holds('Math.random()'), 'plugin'],
  ['a command fetches past the guard', 'src/cli/l.ts', holds("fetch('https://example.org/')"), globals],
  ['a feed has an HTTP client of its own', 'src/feeds/m.ts', imports('undici'), 'plugin'],
  ['the server asks other servers', 'src/server/n.ts', imports('node:https'), 'plugin'],
  ['a source opens sockets when it runs', 'src/sources/o.ts', holds("await import('node:net')"), 'plugin'],
  ['a command knows the queue', 'src/cli/a.ts', imports('bullmq'), restricted],
  ['the server knows Redis', 'src/server/b.ts', imports('ioredis'), restricted],
  ['a worker knows SQLite', 'src/workers/c.ts', imports('node:sqlite'), restricted],
  ['the queues know SQLite', 'src/workers/queues-of-sqlite.ts', imports('node:sqlite'), restricted],
  ['a command goes round the port to a driver', 'src/cli/d.ts', imports('../store/sqlite/ledger.ts'), restricted],
  [
    'the server goes round the port to a driver',
    'src/server/e.ts',
    imports('../store/redis/document-store.ts'),
    restricted,
  ],
  ['the SQLite driver knows Redis', 'src/store/sqlite/f.ts', imports('ioredis'), restricted],
  ['a driver knows another one', 'src/store/sqlite/k.ts', imports('../redis/document-store.ts'), restricted],
  ['a port knows its driver', 'src/store/g.ts', imports('./sqlite/ledger.ts'), restricted],
  ['the product imports a test', 'src/h.ts', imports('../tests/queue.test.ts'), restricted],
  ['the product imports a benchmark', 'src/cli/i.ts', imports('../../bench/speed.ts'), restricted],
  ['a stage knows the next one', 'src/workers/fetch.ts', imports('./clean.ts'), restricted],
  ['a stage knows the one before', 'src/workers/index.ts', imports('./extract.ts'), restricted],
  ['a stage knows the line', 'src/workers/extract.ts', imports('./line.ts'), restricted],
  [
    'two files import each other',
    'src/sources/one.ts',
    "import { two } from './two.ts';\n\nexport const one = (): unknown => two;\n",
    cycle,
  ],
  ['', 'src/sources/two.ts', "import { one } from './one.ts';\n\nexport const two = (): unknown => one;\n", cycle],
  [
    'two files import types of each other',
    'src/feeds/three.ts',
    "import type { Four } from './four.ts';\n\nexport type Three = { four: Four };\n",
    cycle,
  ],
  [
    '',
    'src/feeds/four.ts',
    "import type { Three } from './three.ts';\n\nexport type Four = { three: Three };\n",
    cycle,
  ],
  ['a file has a default export', 'src/cli/j.ts', 'export default 1;\n', 'lint/style/noDefaultExport'],
];

/** What the project's own rules report in a tree: the rule of each report, by file. */
async function reported(files: File[]): Promise<Map<string, string[]>> {
  const dir = mkdtempSync(join(tmpdir(), 'copydesk-layers-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  for (const part of ['biome.json', 'biome']) cpSync(join(projectDir, part), join(dir, part), { recursive: true });
  for (const [path, content] of files) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  const biome = join(projectDir, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', 'src', 'tests'];
  const stdout = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: dir, maxBuffer: 1 << 26 }, (_, out) => resolve(out));
  });
  const { summary, diagnostics } = JSON.parse(stdout) as {
    summary: { unchanged: number };
    diagnostics: { category: string; location: { path: string } }[];
  };
  expect(summary.unchanged).toBe(files.length);
  const rules = new Map<string, string[]>();
  for (const { category, location } of diagnostics)
    rules.set(location.path, [...(rules.get(location.path) ?? []), category]);
  return rules;
}

it('finds nothing in a house where everything is where it belongs', async () => {
  expect([...(await reported(house))]).toEqual([]);
});

it('reports every breach, and only the breaches', async () => {
  const planted = breaches.map(([, path, content]): File => [path, content]);
  const rules = await reported([...house, ...planted]);
  const found = breaches.map(([breach, path]) => [breach, path, (rules.get(path) ?? []).sort()]);
  expect(found).toEqual(breaches.map(([breach, path, , rule]) => [breach, path, [rule].flat()]));
  expect([...rules.keys()].sort()).toEqual(planted.map(([path]) => path).sort());
});
