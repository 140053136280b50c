/**
 * `npm run bench:peers`: our gradients beside those of other packages, which are installed into bench/peers first.
 * `npm run bench:peers -- tapenade PATH`: beside ADBench's Tapenade module, C that is compiled from the checkout at PATH.
 */
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { ROOT } from './packages.mjs';
import { buildOrExit, runTypeScript } from './run.mjs';

const [first, ...others] = process.argv.slice(2);
if (first === 'tapenade') {
  buildOrExit('--no-types', '--quiet');
  process.exitCode = runTypeScript('bench/peers/tapenade.ts', others);
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
