import { projectDir } from './project.mjs';
import { runNode } from './run-node.mjs';
import { setUp } from './setup.mjs';

// Runs a file of the project, with its arguments, from the project's folder: node scripts/run.mjs FILE …
await setUp({ dev: true });
process.chdir(projectDir);
process.exitCode = await runNode(process.argv.slice(2));
