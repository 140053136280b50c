/**
 * `node scripts/examples.mjs`: builds what changed and runs every example at small size, with the arguments that its
 * package.json gives under `config.small`. An example checks its own result; one that fails makes this fail.
 */
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './packages.mjs';
import { buildOrExit, runTypeScript } from './run.mjs';

buildOrExit('--no-types', '--quiet');
const failed = [];
for (const name of fs.readdirSync(path.join(ROOT, 'examples')).sort()) {
  const main = `examples/${name}/main.ts`;
  if (!fs.existsSync(path.join(ROOT, main))) continue;
  const manifest = JSON.parse(fs.readFileSync(path.join(ROOT, 'examples', name, 'package.json'), 'utf8'));
  const args = manifest.config?.small ?? [];
  console.log(`\n--- examples/${name} ${args.join(' ')}`);
  if (runTypeScript(main, args) !== 0) failed.push(name);
}
if (failed.length > 0) console.error(`\nfailed: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
