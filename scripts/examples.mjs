/**
 * `node scripts/examples.mjs`: builds what changed and runs every example at small size, with the arguments that its
 * package.json gives under `config.small`. An example checks its own result; one that fails makes this fail.
 *
 * A `main.ts` is compiled by Babel with the configuration of the repository; a `main.mjs` is run in its own folder through the loader,
 * which compiles the packages that its package.json names.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './packages.mjs';
import { buildOrExit, runTypeScript } from './run.mjs';

buildOrExit('--no-types', '--quiet');
const failed = [];
for (const name of fs.readdirSync(path.join(ROOT, 'examples')).sort()) {
  const folder = path.join(ROOT, 'examples', name);
  const isModule = fs.existsSync(path.join(folder, 'main.mjs'));
  if (!isModule && !fs.existsSync(path.join(folder, 'main.ts'))) continue;
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const args = manifest.config?.small ?? [];
  console.log(`\n--- examples/${name} ${args.join(' ')}`);
  const status = isModule ? runModule(folder, args) : runTypeScript(`examples/${name}/main.ts`, args);
  if (status !== 0) failed.push(name);
}
if (failed.length > 0) console.error(`\nfailed: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;

function runModule(folder, args) {
  const command = ['--import', 'babel-plugin-diff/register', 'main.mjs', ...args];
  return spawnSync(process.execPath, command, { cwd: folder, stdio: 'inherit' }).status;
}
