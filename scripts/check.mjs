import { join } from 'node:path';
import { projectDir } from './project.mjs';
import { runNode } from './run-node.mjs';
import { setUp } from './setup.mjs';

// npm run check: every check runs, also after one has failed. With --fix, what can be mended by itself is.
const fix = process.argv.includes('--fix') ? ['--write'] : [];
const checks = {
  'format, lint and layers': [
    join('node_modules', '@biomejs', 'biome', 'bin', 'biome'),
    'check',
    '--error-on-warnings',
    ...fix,
  ],
  types: [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', '.'],
};

await setUp({ dev: true });
process.chdir(projectDir);
let failed = 0;
for (const [name, args] of Object.entries(checks)) {
  const code = await runNode(args);
  console.log(`${code === 0 ? 'passed' : 'FAILED'}: ${name}`);
  if (code !== 0) failed++;
}
console.log(`checks: ${Object.keys(checks).length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
