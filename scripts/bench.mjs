/** `npm run bench [-- argument …]`: builds what changed and runs bench/main.ts. */
import { buildOrExit, runTypeScript } from './run.mjs';

buildOrExit('--no-types', '--quiet');
process.exitCode = runTypeScript('bench/main.ts', process.argv.slice(2));
