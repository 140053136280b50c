/** ESM entries for Node that re-export the CommonJS build, so that a process has one instance of each package. */
import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { ROOT } from '../packages.mjs';
import { hashFiles, listFiles, writeIfChanged } from './files.mjs';

/**
 * Writes `dist/node/<entry>.mjs` for each entry of the exports map that is built.
 *
 * @param stamps  content hashes of the last build; a package whose CommonJS files are unchanged is left alone
 * @returns a problem, or undefined
 */
export function writeWrappers(dir, stamps) {
  const base = path.join(ROOT, 'packages', dir);
  const manifest = path.join(base, 'package.json');
  const { exports: entries } = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  const built = Object.values(entries)
    .map((entry) => entry.node ?? entry)
    .map(({ import: imported, require: required }) => ({
      wrapper: imported?.default,
      required: required?.default,
    }))
    .filter(({ required }) => required && fs.existsSync(path.join(base, required)));
  const cjs = path.join(base, 'dist', 'cjs');
  const stamp = hashFiles([manifest, ...listFiles(cjs, /\.cjs$/).map((file) => path.join(cjs, file))]);
  const key = `${dir}:wrappers`;
  if (stamps[key] === stamp && built.every(({ wrapper }) => fs.existsSync(path.join(base, wrapper))))
    return undefined;
  for (const { wrapper, required } of built) {
    const specifier = path.posix.relative(path.posix.dirname(wrapper), required);
    try {
      writeIfChanged(path.join(base, wrapper), wrapperText(path.join(base, required), specifier));
    } catch (error) {
      delete stamps[key];
      return `${path.posix.join('packages', dir, required)} cannot be loaded:\n${error.stderr ?? error.message}`;
    }
  }
  stamps[key] = stamp;
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
