#!/usr/bin/env node
import { join } from 'node:path';
import { projectDir } from '../scripts/project.mjs';
import { runNode } from '../scripts/run-node.mjs';
import { setUp } from '../scripts/setup.mjs';
import { startAgain } from '../scripts/start-again.mjs';

await setUp({ dev: false });
process.exitCode = await startAgain(() => runNode([join(projectDir, 'src/main.ts'), ...process.argv.slice(2)]));
