/**
 * `npm run bench:peers`: our gradients beside those of other packages, which are installed into bench/peers first.
 * `npm run bench:peers -- kernels`: numerical kernels beside those of other packages and, where Python is installed, of NumPy.
 * `npm run bench:peers -- networks`: gradients of networks on functions of arrays beside those of other packages and of NumPy.
 * `npm run bench:peers -- tapenade PATH`: beside ADBench's Tapenade module, C that is compiled from the checkout at PATH.
 */
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { ROOT } from './packages.mjs';
import { buildOrExit, runTypeScript } from './run.mjs';

const [first, ...others] = process.argv.slice(2);
if (first === 'tapenade') {
  buildOrExit('--no-types', '--quiet');
  process.exitCode = runTypeScript('bench/peers/tapenade.ts', others);
} else if (first === 'kernels' || first === 'networks') {
  install();
  installNumPy();
  buildOrExit('--no-types', '--quiet');
  process.exitCode = runTypeScript(`bench/peers/${first}.ts`, others);
} else {
  install();
  buildOrExit('--no-types', '--quiet');
  process.exitCode = runTypeScript('bench/peers/main.ts', process.argv.slice(2));
}

/** What bench/peers/package-lock.json pins; the rest of the repository needs none of it. */
function install() {
  const folder = path.join(ROOT, 'bench/peers');
  const { status, error } = spawnSync('npm', ['--prefix', folder, 'ci', '--no-audit', '--no-fund'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  console.error(
    `bench:peers: the other packages could not be installed${error ? ` (${error.message})` : ''}`,
  );
  process.exit(1);
}

/** NumPy with its OpenBLAS, in an environment of its own; the comparison does without where there is no Python. */
function installNumPy() {
  const folder = path.join(ROOT, 'bench/peers/.venv');
  if (fs.existsSync(path.join(folder, 'bin/python'))) return;
  const steps = [
    ['python3', '-m', 'venv', folder],
    [path.join(folder, 'bin/python'), '-m', 'pip', 'install', '--quiet', 'numpy>=2'],
  ];
  for (const [program, ...args] of steps) {
    if (spawnSync(program, args, { stdio: 'inherit' }).status !== 0) {
      console.error('bench:peers: NumPy could not be installed; it is left out');
      fs.rmSync(folder, { recursive: true, force: true });
      return;
    }
  }
}
