import { join } from 'node:path';
import { projectDir } from './project.mjs';
import { runNode } from './run-node.mjs';
import { setUp } from './setup.mjs';

// npm test [-- what vitest takes]
await setUp({ dev: true });
process.chdir(projectDir);
process.exitCode = await runNode([join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...process.argv.slice(2)]);
