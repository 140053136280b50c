/**
 * `npm run conformance:fetch [-- --from <repository>]`: brings the pinned commit of tc39/test262 into the cache. Needs git and,
 * unless `--from` names a repository on this machine, a network.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { COMMIT, SUITE } from './suite.mjs';

const argv = process.argv.slice(2);
const from = argv.includes('--from')
  ? argv[argv.indexOf('--from') + 1]
  : 'https://github.com/tc39/test262.git';

if (fs.existsSync(path.join(SUITE, 'test', 'language'))) {
  console.log(`test262 ${COMMIT.slice(0, 12)} is there already: ${SUITE}`);
  process.exit(0);
}

/** Runs git and stops with its message where it fails. */
function git(args, options = {}) {
  const { status, error } = spawnSync('git', args, { stdio: 'inherit', ...options });
  if (error?.code === 'ENOENT')
    throw new Error('git is needed to fetch the suite, and it is not on the PATH');
  if (error) throw error;
  if (status !== 0)
    throw new Error(`git ${args[0]} failed: the suite could not be brought here from ${from}`);
}

const clone = `${SUITE}.fetching-${process.pid}`;
fs.mkdirSync(clone, { recursive: true });
try {
  git(['init', '--quiet'], { cwd: clone });
  git(['fetch', '--quiet', '--depth', '1', from, COMMIT], { cwd: clone });
  git(['-c', 'advice.detachedHead=false', 'checkout', '--quiet', COMMIT, '--', 'test/language', 'harness'], {
    cwd: clone,
  });
  fs.rmSync(path.join(clone, '.git'), { recursive: true });
  fs.rmSync(SUITE, { recursive: true, force: true });
  fs.renameSync(clone, SUITE);
} finally {
  fs.rmSync(clone, { recursive: true, force: true });
}
console.log(`test262 ${COMMIT.slice(0, 12)} is in ${SUITE}`);
