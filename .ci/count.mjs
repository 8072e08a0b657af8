import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// Counts what .ci/run ran, prints "N passed, N failed" and ends with 1 when anything failed. What left no result failed.
const [, , results] = process.argv;
const read = (name) => {
  try {
    return readFileSync(join(results, name), 'utf8');
  } catch {
    return '';
  }
};

let passed = 0;
let failed = 0;

/** Adds the results of one part; a part that ended badly with nothing to show for it is one failure. */
function add(part, counts, code) {
  passed += counts.passed;
  failed += counts.failed;
  if (counts.failed === 0 && (code.trim() !== '0' || counts.passed === 0)) {
    console.log(`${part} ended with exit code ${code.trim() || 'none'} and ${counts.passed} passed`);
    failed++;
  }
}

add('tests', tests(), read('tests.code'));
const [, checksPassed = '0', checksFailed = '0'] =
  /^checks: (\d+) passed, (\d+) failed$/m.exec(read('checks.out')) ?? [];
add('checks', { passed: Number(checksPassed), failed: Number(checksFailed) }, read('checks.code'));
for (const line of read('commands.txt').split('\n').filter(Boolean)) {
  const good = /\s0$/.test(line);
  add(line, { passed: good ? 1 : 0, failed: good ? 0 : 1 }, good ? '0' : '1');
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** Tests by vitest's JSON report. A file that could not be loaded has no tests and counts as one failure. */
function tests() {
  const counts = { passed: 0, failed: 0 };
  let report;
  try {
    report = JSON.parse(read('tests.json'));
  } catch {
    return counts;
  }
  for (const { status, assertionResults } of report.testResults) {
    const bad = assertionResults.filter((test) => test.status !== 'passed');
    counts.passed += assertionResults.length - bad.length;
    for (const { fullName, status: state } of bad) console.log(`${state}: ${fullName}`);
    counts.failed += bad.length === 0 && status === 'failed' ? 1 : bad.length;
  }
  return counts;
}
