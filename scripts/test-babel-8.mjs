/**
 * `npm run test:babel-8`: the plugin under Babel 8.
 *
 * Babel 8 needs Node 22.18; both are installed in test/compat/babel-8, apart from the workspaces, so that an ordinary install
 * on Node 20 neither fetches them nor warns about them.
 */
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { ROOT } from './packages.mjs';
import { buildOrExit } from './run.mjs';

buildOrExit('--no-types', '--quiet');
const folder = path.join(ROOT, 'test/compat/babel-8');
const options = { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' };
const steps = [
  ['npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']],
  [path.join(folder, 'node_modules/.bin/node'), ['--disable-warning=ExperimentalWarning', 'check.cjs']],
];
for (const [program, args] of steps) {
  const { status, error } = spawnSync(program, args, options);
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
