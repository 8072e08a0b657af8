import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '../src/errors.ts';
import { type Corpus, digestOf, findCorpus } from './corpus.ts';
import { breaches, type Measures, raised, readFloors, writeFloors } from './floors.ts';
import { measuresOf } from './quality/measures.ts';
import { mistakesOf, mistakeTable } from './quality/mistakes.ts';
import { isPeer, peersHere } from './quality/peer.ts';
import { readPeers } from './quality/peers.ts';
import { predict, through, type Way, ways } from './quality/predict.ts';
import { compare, type Score, score } from './quality/score.ts';
import { comparisonTable, ourTable, peerTables, rejectionTable } from './quality/tables.ts';
import { readPages } from './read-pages.ts';
import { runBench } from './run-bench.ts';

const usage = `npm run bench:quality -- [--way html|text] [--set NAME,…] [--against NAME|FILE]… [--out DIR] [--raise] [--new-corpus]
  --way         only one of the two: the pages as they are, or flattened to text (default: both)
  --set         only these sets of the benchmark; the floors are then not checked
  --against     a paired bootstrap against ${peersHere.join(', ')} (run here), or a file of predictions; may be said again
  --out         keep the predictions, and each paragraph lost or kept by mistake: DIR/html.jsonl, DIR/html.mistakes.jsonl, …
  --raise       lift the floors of bench/floors.json to what was measured; none is lowered
  --new-corpus  with --raise: the benchmark has changed; write its digest and take its floors anew`;

const say = (line: string): boolean => process.stderr.write(`${line}\n`);

await runBench(async () => {
  const { values } = parseArgs({
    options: {
      way: { type: 'string' },
      set: { type: 'string' },
      against: { type: 'string', multiple: true, default: [] },
      out: { type: 'string' },
      raise: { type: 'boolean', default: false },
      'new-corpus': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return true;
  }
  const { set, against } = values;
  const chosen = ways.filter((way) => values.way === undefined || way === values.way);
  if (chosen.length === 0) throw new UsageError(`there is no way named ${values.way}: say html or text`);
  const whole = set === undefined && chosen.length === ways.length;
  if (values.raise && !whole) throw new UsageError('--raise needs the whole benchmark', 'leave out --set and --way');
  const unknown = against.find((name) => !isPeer(name) && !existsSync(name));
  if (unknown !== undefined)
    throw new UsageError(
      `--against ${unknown}: no such file, and no peer that runs here`,
      `these do: ${peersHere.join(', ')}`,
    );
  const corpus = findCorpus(process.env);
  const digest = digestOf(corpus);
  const pinned = readFloors().quality.corpus;
  if (values.raise && pinned !== digest && !values['new-corpus'])
    throw new UsageError(
      `${corpus.dir} is not the benchmark that the floors stand on (SHA-256 ${digest}, not ${pinned})`,
      'with --new-corpus as well, its floors are taken anew',
    );
  const scratch = mkdtempSync(join(tmpdir(), 'copydesk-quality-'));
  try {
    const dir = values.out === undefined ? scratch : resolve(values.out);
    mkdirSync(dir, { recursive: true });
    const scores = new Map<Way, Score>();
    for (const way of chosen) {
      say(`${way}: reading the pages`);
      const path = join(dir, `${way}.jsonl`);
      await predict(corpus, way, path, set);
      scores.set(way, await score(corpus, path, set));
    }
    console.log(`${ourTable(scores)}\n`);
    for (const way of chosen) {
      const found = mistakesOf(corpus, join(dir, `${way}.jsonl`));
      console.log(`${mistakeTable(way, found)}\n`);
      const lines = found.mistakes.map((one) => `${JSON.stringify(one)}\n`).join('');
      writeFileSync(join(dir, `${way}.mistakes.jsonl`), lines);
    }
    tellPeers(corpus, scores, set === undefined);
    for (const name of chosen.includes('html') ? against : []) {
      const theirs = isPeer(name) ? join(scratch, `${name}.jsonl`) : name;
      if (isPeer(name)) await predictPeer(corpus, name, theirs, set);
      console.log(`${comparisonTable(basename(name), await compare(corpus, join(dir, 'html.jsonl'), theirs, set))}\n`);
    }
    const measures = Object.assign({}, ...[...scores].map(([way, given]) => measuresOf(way, given))) as Measures;
    return whole ? hold(measures, digest, values.raise) : true;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
});

async function predictPeer(corpus: Corpus, name: string, path: string, set?: string): Promise<void> {
  say(`${name}: reading the pages`);
  const lines = async function* () {
    for await (const page of readPages(corpus, set)) yield `${JSON.stringify(page)}\n`;
  };
  await through([join(import.meta.dirname, 'quality/predict-peer.ts'), name], lines(), path);
}

function tellPeers(corpus: Corpus, scores: Map<Way, Score>, whole: boolean): void {
  const { peers, stale } = readPeers(corpus);
  const html = scores.get('html');
  if (html !== undefined) console.log(`${peerTables(html, peers, whole)}\n`);
  console.log(`${rejectionTable(scores, peers)}\n`);
  if (stale) say('peers.json was scored on another truth than the one beside it: its numbers do not compare');
}

/**
 * Checks the floors, after raising them where that was asked for. A corpus of other pages than the floors stand on is
 * told, and nothing is checked.
 */
function hold(measures: Measures, digest: string, raise: boolean): boolean {
  const { corpus, floors } = readFloors().quality;
  if (raise)
    writeFloors({
      ...readFloors(),
      quality: { corpus: digest, floors: raised(corpus === digest ? floors : {}, measures, 4) },
    });
  else if (corpus !== digest) {
    say(`a different corpus: the floors stand on SHA-256 ${corpus}, this is ${digest}; they are not checked`);
    return true;
  }
  const held = readFloors().quality.floors;
  const fallen = breaches(held, measures);
  for (const { name, floor, value } of fallen)
    say(`below the floor: ${name} ${value === null ? 'was not measured' : value.toFixed(4)}, floor ${floor}`);
  if (fallen.length === 0) say(`floors: all ${Object.keys(held).length} held`);
  return fallen.length === 0;
}
