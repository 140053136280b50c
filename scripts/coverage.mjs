/** `npm run coverage [-- mocha argument …]`: the tests under c8; the report is in coverage/. */
import path from 'node:path';
import { ROOT } from './packages.mjs';
import { buildOrExit, runNode } from './run.mjs';

const bin = (name) => path.join(ROOT, 'node_modules', name);

buildOrExit('--no-types');
process.exitCode = runNode([
  bin('c8/bin/c8.js'),
  process.execPath,
  bin('mocha/bin/mocha.js'),
  ...process.argv.slice(2),
]);
