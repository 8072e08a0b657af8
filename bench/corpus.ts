import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectDir } from '../src/config.ts';
import { UsageError } from '../src/errors.ts';

/** The benchmark's folder: public pages with known truth, and the programs that give and score them. */
export type Corpus = { dir: string; pages: string; score: string; peers: string };

const files = ['pages.mjs', 'score.mjs', 'data.mjs', 'peers.json', 'articles/truth.jsonl'];

const sources = `The pages belong to their publishers and are no part of this project. Get the public collections
    WCXB 2026 (CC BY 4.0, Murrough Foley)                        https://github.com/Murrough-Foley/web-content-extraction-benchmark
    the evaluation pages of Trafilatura (Apache 2.0)             https://github.com/adbar/trafilatura, tests/
    article-extraction-dataset (Apache 2.0)                      https://github.com/AndyTheFactory/article-extraction-dataset
    the fixtures of @postlight/parser (MIT and Apache 2.0)       https://github.com/postlight/parser, fixtures/
  and lay them out as: articles/pages-SET-N.jsonl.gz with {id, set, url, html} a line, articles/truth.jsonl with {id, set,
  url, pageType, body, with, without, title, authors, date, lead} a line, pages.mjs that writes the pages as JSON lines,
  score.mjs that scores predictions, data.mjs that both read with, peers.json with other tools' scores.
  Then put the folder beside this project as ../shared/bench, or name it with COPYDESK_BENCH.`;

/** Finds the benchmark. @throws UsageError that says what to get and from where when it is not there. */
export function findCorpus(env: NodeJS.ProcessEnv): Corpus {
  const dir = resolve(projectDir, env.COPYDESK_BENCH || '../shared/bench');
  const missing = files.filter((file) => !existsSync(join(dir, file)));
  if (missing.length > 0)
    throw new UsageError(`there is no benchmark in ${dir}: ${missing.join(', ')} missing`, sources);
  return { dir, pages: join(dir, 'pages.mjs'), score: join(dir, 'score.mjs'), peers: join(dir, 'peers.json') };
}

/** The SHA-256 of all pages, the truth and the scorer: scores of two corpora that differ in any of them do not compare. */
export function digestOf({ dir }: Corpus): string {
  const hash = createHash('sha256');
  const articles = readdirSync(join(dir, 'articles')).map((name) => `articles/${name}`);
  for (const name of [...articles, 'score.mjs', 'data.mjs'].sort())
    hash.update(name).update(readFileSync(join(dir, name)));
  return hash.digest('hex');
}
