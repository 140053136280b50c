/** Starting other programs of this repository. */
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { ROOT } from './packages.mjs';

/** Runs node on a script of the repository with the terminal handed through. Returns its exit status. */
export function runNode(args) {
  const run = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (run.error) throw run.error;
  return run.status ?? 1;
}

/** Builds; on failure the process ends here. */
export function buildOrExit(...flags) {
  const status = runNode([path.join(ROOT, 'scripts/build.mjs'), ...flags]);
  if (status !== 0) process.exit(status);
}

/** Runs a TypeScript program through Babel. */
export function runTypeScript(file, args) {
  return runNode([
    '--enable-source-maps',
    path.join(ROOT, 'scripts/main.cjs'),
    path.join(ROOT, file),
    ...args,
  ]);
}
