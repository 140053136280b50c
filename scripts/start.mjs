/** The main job, `npm start [-- option …]`: builds what changed and runs examples/01-lynx-hare. */
import { buildOrExit, runTypeScript } from './run.mjs';

buildOrExit('--no-types', '--quiet');
process.exitCode = runTypeScript('examples/01-lynx-hare/main.ts', process.argv.slice(2));
