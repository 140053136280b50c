/** `npm run fuzz [-- --language --runs N --seed S …]`: builds what changed and checks compiled random programs. */
import { buildOrExit, runTypeScript } from './run.mjs';

buildOrExit('--no-types', '--quiet');
process.exitCode = runTypeScript('test/support/fuzz/main.ts', process.argv.slice(2));
