/**
 * `npm run bench:diffeq [-- argument …]`: solvers beside other solvers, which are installed into bench/diffeq first; see bench/diffeq/main.ts.
 * `npm run bench:diffeq -- --install` installs them and ends. With `--smoke` or `--no-peers` nothing is installed.
 */
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { ROOT } from './packages.mjs';
import { buildOrExit, runTypeScript } from './run.mjs';

const folder = path.join(ROOT, 'bench/diffeq');
const args = process.argv.slice(2);
const alone = args.includes('--smoke') || args.includes('--no-peers');
if (!alone) {
  installPackages();
  installPython();
}
if (!args.includes('--install')) {
  buildOrExit('--no-types', '--quiet');
  process.exitCode = runTypeScript('bench/diffeq/main.ts', args);
}

/** What bench/diffeq/package-lock.json pins; the rest of the repository needs none of it. */
function installPackages() {
  if (run('npm', ['--prefix', folder, 'ci', '--no-audit', '--no-fund'])) return;
  console.error('bench:diffeq: LEFT OUT: the npm packages could not be installed');
}

/** SciPy, and SUNDIALS for the golden errors, in an environment of their own. */
function installPython() {
  const environment = path.join(folder, '.venv');
  const python = path.join(environment, 'bin/python');
  if (fs.existsSync(python)) return;
  const requirements = path.join(folder, 'python/requirements.txt');
  if (
    run('python3', ['-m', 'venv', environment]) &&
    run(python, ['-m', 'pip', 'install', '--quiet', '-r', requirements])
  ) {
    return;
  }
  console.error('bench:diffeq: LEFT OUT: SciPy could not be installed');
  fs.rmSync(environment, { recursive: true, force: true });
}

/** Whether the program ran and succeeded. */
function run(program, arguments_) {
  const shell = process.platform === 'win32';
  return spawnSync(program, arguments_, { stdio: 'inherit', shell }).status === 0;
}
