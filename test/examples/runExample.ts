import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/**
 * Runs an example as a person would, in a process of its own: a `main.ts` from the root of the repository, a `main.mjs` in its own
 * folder through the loader.
 */
export function runExample(
  name: string,
  args: readonly string[],
): { status: number | null; output: string; errors: string } {
  const folder = path.join(root, 'examples', name);
  const isModule = fs.existsSync(path.join(folder, 'main.mjs'));
  const command = isModule
    ? ['--import', 'babel-plugin-diff/register', 'main.mjs']
    : ['-r', path.join(root, 'scripts/register.cjs'), path.join(folder, 'main.ts')];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...command, ...args], {
    cwd: isModule ? folder : root,
    encoding: 'utf8',
  });
  return { status, output: stdout, errors: stderr };
}
