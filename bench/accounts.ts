/**
 * The account of every page of the benchmark, article or not, held against the page's own text: all that a page says must
 * be kept, read into a field, or removed by a rule that there is.
 */
import { parseArgs } from 'node:util';
import { configDir, loadConfig, projectDir } from '../src/config.ts';
import { explainDocument } from '../src/pipeline/explain-document.ts';
import { ruleIds } from '../src/pipeline/rule-ids.ts';
import { loadRuleBook } from '../src/rulebook.ts';
import { audit } from './accounts/audit.ts';
import { pageText } from './accounts/page-text.ts';
import { findCorpus } from './corpus.ts';
import { flatten } from './flatten.ts';
import { readPages } from './read-pages.ts';
import { runBench } from './run-bench.ts';

const usage = `npm run bench:accounts -- [--way html|text] [--set NAME,…]
  --way   the pages as they are, or flattened to text (default: html)
  --set   only these sets of the benchmark`;

await runBench(async () => {
  const { values } = parseArgs({
    options: {
      way: { type: 'string', default: 'html' },
      set: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return true;
  }
  const book = loadRuleBook(configDir);
  const rules = ruleIds(book);
  const { clean: options } = loadConfig({ env: {}, cwd: projectDir });
  let [pages, blocks, removals, unread, unaccounted] = [0, 0, 0, 0, 0];
  for await (const { id, url, html } of readPages(findCorpus(process.env), values.set)) {
    const flat = values.way === 'text' ? flatten(html) : null;
    const explanation = explainDocument(
      {
        id: '0'.repeat(20),
        run: 1,
        address: url ?? String(id),
        url,
        mediaType: flat === null ? 'text/html' : 'text/plain',
        charset: 'utf-8',
        text: flat ?? html,
        fetchedAt: '2026-01-15T12:00:00.000Z',
        notes: [],
      },
      book,
      options,
    );
    pages++;
    blocks += explanation.blocks.length;
    removals += explanation.removals.length;
    const texts = flat === null ? pageText(html) : flat.split('\n').filter((line) => line !== '');
    if (explanation.blocks.length === 0 && texts.length > 0) {
      unread++;
      console.log(`${id}: not read: ${explanation.reason?.code}: ${explanation.reason?.detail}`);
      continue;
    }
    const faults = audit(explanation, texts, rules);
    if (faults.length > 0) unaccounted++;
    for (const { kind, detail } of faults) console.log(`${id}: ${kind}: ${detail}`);
  }
  console.log(
    `${pages} pages, ${blocks} blocks, ${removals} removals; ${unread} pages not read, ${unaccounted} with text unaccounted for`,
  );
  return unaccounted === 0;
});
