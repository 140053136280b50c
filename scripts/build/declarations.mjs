/** Declarations by tsc, which is also the type check of the packages. */
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { ROOT } from '../packages.mjs';
import { hashFiles, hashText, listFiles, writeIfChanged } from './files.mjs';

/** Packages whose declarations a package reads. */
const READS = {
  'babel-plugin-diff': ['runtime'],
  runtime: [],
  diffeq: ['runtime'],
  'flux-lite': ['runtime', 'diffeq'],
};

/** In an order in which every package's declarations stand before they are read. */
const ORDER = ['runtime', 'babel-plugin-diff', 'diffeq', 'flux-lite'];

/** Runs tsc for each package whose sources, or whose upstream declarations, changed. Returns the problems found. */
export function emitDeclarations(stamps, { wanted, say }) {
  const problems = [];
  for (const dir of ORDER) {
    const src = path.join(ROOT, 'packages', dir, 'src');
    const files = listFiles(src, /\.ts$/).map((f) => path.join(src, f));
    if (files.length === 0) continue;
    if (wanted.length > 0 && !wanted.includes(dir) && !wanted.some((d) => READS[d].includes(dir))) continue;
    const stamp = hashText(
      [hashFiles([...files, ...configs(dir)]), ...READS[dir].map((up) => hashFiles(declarations(up)))].join(),
    );
    if (stamps[`${dir}:types`] === stamp) continue;
    const begun = performance.now();
    const run = spawnSync(process.execPath, [tsc(), '-p', path.join('packages', dir), '--pretty', 'false'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    writeCommonJsDeclarations(dir);
    if (run.status === 0) stamps[`${dir}:types`] = stamp;
    else {
      delete stamps[`${dir}:types`];
      problems.push(`types of packages/${dir}:\n${(run.stdout + run.stderr).trim()}`);
    }
    say(`${dir}: types (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
  }
  return problems;
}

const tsc = () => path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

const configs = (dir) => [
  path.join(ROOT, 'tsconfig.base.json'),
  path.join(ROOT, 'packages', dir, 'tsconfig.json'),
];

function declarations(dir) {
  const dist = path.join(ROOT, 'packages', dir, 'dist', 'esm');
  return listFiles(dist, /\.d\.ts$/).map((f) => path.join(dist, f));
}

/** `require` resolves to `.d.cts` files, which name their neighbours with `.cjs`. */
function writeCommonJsDeclarations(dir) {
  const esm = path.join(ROOT, 'packages', dir, 'dist', 'esm');
  for (const file of listFiles(esm, /\.d\.ts$/)) {
    const text = fs.readFileSync(path.join(esm, file), 'utf8');
    const to = path.join(ROOT, 'packages', dir, 'dist', 'cjs', file.replace(/\.d\.ts$/, '.d.cts'));
    writeIfChanged(to, text.replace(/((?:from|import)\s*\(?\s*['"]\.\.?\/[^'"]*)\.js(['"])/g, '$1.cjs$2'));
  }
}
