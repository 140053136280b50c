/**
 * `npm test [-- mocha argument …]`: builds what changed, runs the tests, ends with `N passed, N failed`.
 *
 * That line is printed by the reporter; where no test could run it is printed here, as one failure.
 */
import fs from 'node:fs';
import path from 'node:path';
import { ROOT, CACHE } from './packages.mjs';
import { runNode } from './run.mjs';

const seen = path.join(CACHE, `report-${process.pid}`);
process.env.DIFFJS_REPORT = seen;
let status = runNode([path.join(ROOT, 'scripts/build.mjs')]);
if (status === 0) {
  status = runNode([path.join(ROOT, 'node_modules/mocha/bin/mocha.js'), ...process.argv.slice(2)]);
} else {
  console.error('The build failed, so no test was run.');
}
if (fs.existsSync(seen)) fs.rmSync(seen);
else {
  console.log('0 passed, 1 failed');
  status ||= 1;
}
process.exitCode = status;
