/**
 * Builds the packages: `node scripts/build.mjs [package …] [--no-types] [--no-plugin] [--quiet] [--force]`.
 *
 * The kernels of the runtime are generated first (`build/kernels.mjs`). Every `src/x.ts` becomes `dist/esm/x.js` and `dist/cjs/x.cjs` (with source maps), every entry of the exports
 * map gets a wrapper `dist/node/*.mjs` that re-exports the CommonJS build, and tsc writes the declarations.
 * Only what changed is rebuilt, told by content hashes kept in node_modules/.cache/diffjs.
 */
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { ROOT, CACHE, STAGES, PACKAGE_DIRS } from './packages.mjs';
import { emitDeclarations } from './build/declarations.mjs';
import { compileFile } from './build/compileFile.mjs';
import { generateKernels } from './build/kernels.mjs';
import { writeWrappers } from './build/wrappers.mjs';
import { hashText, hashFiles, listFiles, readJson, writeIfChanged } from './build/files.mjs';
import { withLock } from './build/lock.mjs';

const argv = process.argv.slice(2);
const flags = new Set(argv.filter((a) => a.startsWith('--')));
const wanted = argv.filter((a) => !a.startsWith('--'));
const known = new Set(['--no-types', '--no-plugin', '--quiet', '--force']);
for (const flag of flags)
  if (!known.has(flag)) fail(`unknown option ${flag}; known: ${[...known].join(', ')}`);
for (const dir of wanted) {
  if (!PACKAGE_DIRS.includes(dir)) fail(`unknown package ${dir}; known: ${PACKAGE_DIRS.join(', ')}`);
}

function fail(message) {
  console.error(`build: ${message}`);
  process.exit(1);
}

const quiet = flags.has('--quiet');
const say = (text) => {
  if (!quiet) console.log(text);
};
const require = createRequire(import.meta.url);
const stampsFile = path.join(CACHE, 'build.json');
const pluginEntry = path.join(ROOT, 'packages/babel-plugin-diff/dist/cjs/index.cjs');

/** Hash of everything in the build itself that decides what a source file becomes. */
function toolHash() {
  const own = listFiles(path.join(ROOT, 'scripts', 'build'), /\.mjs$/).map((f) =>
    path.join(ROOT, 'scripts/build', f),
  );
  const babel = ['@babel/core', '@babel/preset-typescript', '@babel/plugin-transform-modules-commonjs'];
  return hashText(hashFiles(own) + babel.map((name) => require(`${name}/package.json`).version).join());
}

/** Hash of the built plugin and of the rules manifest that it reads; '' while it is not built. */
function pluginHash() {
  if (!fs.existsSync(pluginEntry)) return '';
  const dist = path.join(ROOT, 'packages/babel-plugin-diff/dist/cjs');
  const rules = path.join(ROOT, 'packages/runtime/dist/cjs/rules');
  return hashFiles([
    ...listFiles(dist, /\.cjs$/).map((f) => path.join(dist, f)),
    ...listFiles(rules, /^manifest.*\.cjs$/).map((f) => path.join(rules, f)),
  ]);
}

async function build() {
  const stamps = flags.has('--force') ? {} : (readJson(stampsFile) ?? {});
  const tools = toolHash();
  const problems = [];
  let told = false;

  problems.push(...(await generateKernels(stamps, tools, say)));
  for (const stage of STAGES) {
    const src = path.join(ROOT, 'packages', stage.dir, 'src');
    const files = listFiles(src, /\.ts$/).filter(
      (f) => !f.endsWith('.d.ts') && (stage.only?.test(f) ?? true),
    );
    if (files.length === 0) continue;
    if (wanted.length > 0 && !wanted.includes(stage.dir) && !upstreamOf(wanted, stage)) continue;

    let plugin = stage.compiled && !flags.has('--no-plugin') ? pluginHash() : '';
    if (stage.compiled && plugin === '' && !told) {
      told = true;
      console.warn(
        '\n*** build: babel-plugin-diff is not built; compiling without it: nothing is differentiable ***\n',
      );
    }
    const begun = performance.now();
    let count = 0;
    for (const file of files) {
      if (!stage.only && isManifest(stage, file)) continue;
      const source = fs.readFileSync(path.join(src, file), 'utf8');
      const key = `${stage.dir}/${file}`;
      const stamp = hashText([source, tools, plugin].join('\0'));
      if (stamps[key] === stamp && outputsOf(stage.dir, file).every((f) => fs.existsSync(f))) continue;
      try {
        const outputs = await compileFile({
          dir: stage.dir,
          file,
          source,
          pluginEntry: plugin === '' ? null : pluginEntry,
        });
        for (const [to, text] of Object.entries(outputs)) writeIfChanged(to, text);
        stamps[key] = stamp;
        count++;
      } catch (error) {
        delete stamps[key];
        problems.push(`${path.relative(ROOT, path.join(src, file))}:\n${brief(error)}`);
      }
    }
    if (!stage.only) removeOrphans(stage.dir, files, stamps);
    say(
      `${stage.only ? `${stage.name} (manifest)` : stage.name}: ${summary(count, files.length)}${elapsed(begun)}`,
    );
    saveStamps(stamps);
  }
  if (problems.length > 0) return problems;

  for (const dir of PACKAGE_DIRS) {
    const problem = writeWrappers(dir, stamps);
    if (problem) problems.push(problem);
  }
  if (!flags.has('--no-types')) problems.push(...emitDeclarations(stamps, { wanted, say }));
  saveStamps(stamps);
  return problems;
}

const summary = (count, total) => (count === 0 ? 'up to date' : `${count} of ${total} files`);
const elapsed = (begun) => ` (${((performance.now() - begun) / 1000).toFixed(1)} s)`;

/** A diagnostic has its code frame in the message; only for a failure of the plugin itself does the stack say more. */
function brief(error) {
  if (!error.stack || String(error.code).startsWith('BABEL_') || /DIFF\d{4}/.test(error.message))
    return error.message;
  return error.stack
    .split('\n')
    .filter((line) => !/node_modules.(@babel|gensync)/.test(line))
    .join('\n');
}

/** True if a wanted package may import this stage's package. */
function upstreamOf(dirs, stage) {
  return dirs.some((dir) => STAGES.findLastIndex((s) => s.dir === dir) > STAGES.indexOf(stage));
}

function isManifest(stage, file) {
  return STAGES.some((s) => s.dir === stage.dir && s.only?.test(file));
}

function outputsOf(dir, file) {
  const dist = path.join(ROOT, 'packages', dir, 'dist');
  const stem = file.replace(/\.ts$/, '');
  return [path.join(dist, 'esm', `${stem}.js`), path.join(dist, 'cjs', `${stem}.cjs`)];
}

/** Deletes outputs whose source is gone. */
function removeOrphans(dir, files, stamps) {
  const stems = new Set(files.map((f) => f.replace(/\.ts$/, '')));
  for (const format of ['esm', 'cjs']) {
    const dist = path.join(ROOT, 'packages', dir, 'dist', format);
    for (const file of listFiles(dist, /\.(c?js(\.map)?|d\.c?ts)$/)) {
      if (!stems.has(file.replace(/\.(c?js(\.map)?|d\.c?ts)$/, ''))) fs.rmSync(path.join(dist, file));
    }
  }
  for (const key of Object.keys(stamps)) {
    if (key.startsWith(`${dir}/`) && key.endsWith('.ts') && !stems.has(key.slice(dir.length + 1, -3)))
      delete stamps[key];
  }
}

function saveStamps(stamps) {
  fs.mkdirSync(CACHE, { recursive: true });
  stamps['plugin'] = pluginHash();
  writeIfChanged(stampsFile, JSON.stringify(stamps, null, 1));
}

const problems = await withLock(path.join(CACHE, 'build.lock'), build);
for (const problem of problems) console.error(`\n${problem}`);
if (problems.length > 0) {
  console.error(`\nbuild: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`);
  process.exitCode = 1;
}
