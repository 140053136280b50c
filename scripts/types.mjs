/** `npm run types`: checks the packages (which the build does), then tests, examples and benchmarks against them. */
import path from 'node:path';
import { ROOT } from './packages.mjs';
import { buildOrExit, runNode } from './run.mjs';

buildOrExit();
process.exitCode = runNode([path.join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', ROOT]);
