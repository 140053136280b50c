/** ESM entries for Node that re-export the CommonJS build, so that a process has one instance of each package. */
import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { ROOT } from '../packages.mjs';
import { writeIfChanged } from './files.mjs';

/** Writes `dist/node/<entry>.mjs` for each entry of the exports map that is built. Returns a problem or undefined. */
export function writeWrappers(dir) {
  const base = path.join(ROOT, 'packages', dir);
  const { exports: entries } = JSON.parse(fs.readFileSync(path.join(base, 'package.json'), 'utf8'));
  for (const entry of Object.values(entries)) {
    const wrapper = entry.node?.import?.default;
    if (!wrapper) continue;
    const required = path.join(base, entry.node.require.default);
    if (!fs.existsSync(required)) continue;
    const target = path.join(base, wrapper);
    try {
      writeIfChanged(
        target,
        wrapperText(required, path.posix.relative(path.posix.dirname(wrapper), entry.node.require.default)),
      );
    } catch (error) {
      return `${path.relative(ROOT, required)} cannot be loaded:\n${error.stderr ?? error.message}`;
    }
  }
  return undefined;
}

/** The names are read from the module itself, in a process of its own (a build must not keep old modules loaded). */
function wrapperText(file, specifier) {
  const script = `process.stdout.write(JSON.stringify(Object.keys(require(${JSON.stringify(file)}))))`;
  const names = JSON.parse(
    execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', '-e', script], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  const lines = names
    .filter((name) => name !== 'default')
    .map((name) => `export const ${name} = cjs.${name};`);
  if (names.includes('default')) lines.push('export default cjs.default;');
  return `import cjs from '${specifier}';\n\n${lines.join('\n')}\n`;
}
