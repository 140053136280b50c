import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** Runs an example as a person would, in a process of its own. */
export function runExample(
  name: string,
  args: readonly string[],
): { status: number | null; output: string; errors: string } {
  const main = path.join(root, 'examples', name, 'main.ts');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-r', path.join(root, 'scripts/register.cjs'), main, ...args],
    { cwd: root, encoding: 'utf8' },
  );
  return { status, output: stdout, errors: stderr };
}
