/**
 * Writes `packages/runtime/src/kernels/generated`, which git ignores: the loops in a copy for each kind of array, and the WebAssembly module.
 *
 * V8 compiles a loop for the kinds of arrays that it has met; one that has met two runs many times slower. So each kind has a text of its own,
 * all from one source in `packages/runtime/kernels`.
 */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../packages.mjs';
import { compileAssembly } from './assembly.mjs';
import { hashFiles, hashText, listFiles, writeIfChanged } from './files.mjs';

const SOURCE = path.join(ROOT, 'packages/runtime/kernels');
const TARGET = path.join(ROOT, 'packages/runtime/src/kernels/generated');
const NOTE = '// Written by the build (scripts/build/kernels.mjs) from packages/runtime/kernels.\n';

/** Folder → what its arrays are. */
const KINDS = {
  float64: 'export type Numbers = Float64Array;\n',
  float32: 'export type Numbers = Float32Array;\n',
  any: "import type { Elements } from '../../Kernels.js';\n\nexport type Numbers = Elements;\n",
};

/**
 * Brings the generated sources of the kernels up to date.
 *
 * @param stamps  content hashes of the last build
 * @param tools  hash of the build itself
 * @returns problems
 */
export async function generateKernels(stamps, tools, say) {
  const inputs = listFiles(SOURCE, /\.(ts|mjs)$/).map((file) => path.join(SOURCE, file));
  const compiler = await loadCompiler();
  const stamp = hashText([tools, hashFiles(inputs), compiler?.version ?? 'none'].join('\0'));
  const written = listFiles(TARGET, /\.ts$/).map((file) => path.join(TARGET, file));
  if (stamps.kernels === `${stamp} ${hashFiles(written)}`) return [];

  const begun = performance.now();
  const problems = [];
  const outputs = await loops();
  const { tileSource } = await import(pathToFileURL(path.join(SOURCE, 'tile.mjs')));
  const { module, problem } = await compileAssembly(compiler, path.join(SOURCE, 'assembly'), {
    'tile.ts': tileSource(),
  });
  if (problem) problems.push(`packages/runtime/kernels/assembly:\n${problem}`);
  outputs['wasmModules.ts'] = module;
  for (const [file, text] of Object.entries(outputs)) writeIfChanged(path.join(TARGET, file), NOTE + text);
  for (const file of listFiles(TARGET, /\.ts$/)) if (!(file in outputs)) fs.rmSync(path.join(TARGET, file));

  const files = Object.keys(outputs).map((file) => path.join(TARGET, file));
  if (problems.length > 0) delete stamps.kernels;
  else stamps.kernels = `${stamp} ${hashFiles(files)}`;
  say(`kernels: ${files.length} files (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
  return problems;
}

/** AssemblyScript's compiler, or null (with a warning) where it is not installed. */
async function loadCompiler() {
  try {
    return await import('assemblyscript/asc');
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    console.warn(
      '\n*** build: assemblyscript is not installed (npm install): kernels are JavaScript only ***\n',
    );
    return null;
  }
}

async function loops() {
  const table = await import(pathToFileURL(path.join(SOURCE, 'elementwise.mjs')));
  const outputs = {};
  for (const [kind, numbers] of Object.entries(KINDS)) {
    outputs[`${kind}/Numbers.ts`] = `/** The arrays of this folder. */\n${numbers}`;
    for (const file of listFiles(path.join(SOURCE, 'loops'), /\.ts$/)) {
      if (file === 'Numbers.ts') continue;
      outputs[`${kind}/${file}`] = fs.readFileSync(path.join(SOURCE, 'loops', file), 'utf8');
    }
    outputs[`${kind}/unary.ts`] = moduleOf(table, 'unary', unaryLoop);
    outputs[`${kind}/binary.ts`] = moduleOf(table, 'binary', binaryLoop);
    outputs[`${kind}/accumulate.ts`] = moduleOf(table, 'accumulate', accumulateLoop);
  }
  return outputs;
}

/** A function for each operation, and an object of them. */
function moduleOf(table, kernel, loop) {
  const operations = Object.entries(table[kernel]);
  const text = Object.values(table[kernel]).join(' ');
  const used = table.special.filter((name) => new RegExp(`(?<![.\\w])${name}\\(`).test(text));
  return [
    "import type { Numbers } from './Numbers.js';",
    ...(used.length > 0 ? [`import { ${used.join(', ')} } from '../../special.js';`] : []),
    ...operations.map(([name, expression]) => loop(`${name}Loop`, expression)),
    '',
    `export const ${kernel} = {`,
    ...operations.map(([name]) => `  ${name}: ${name}Loop,`),
    '};',
    '',
  ].join('\n');
}

const unaryLoop = (name, expression) => `
function ${name}(n: number, x: Numbers, xi: number, xs: number, y: Numbers, yi: number, ys: number): void {
  for (let i = 0; i < n; i++, xi += xs, yi += ys) {
    const v = x[xi]!;
    y[yi] = ${expression};
  }
}`;

const binaryLoop = (name, expression) => `
function ${name}(
  n: number, p: Numbers, pi: number, ps: number, q: Numbers, qi: number, qs: number, y: Numbers, yi: number, ys: number,
): void {
  for (let i = 0; i < n; i++, pi += ps, qi += qs, yi += ys) {
    const a = p[pi]!;
    const b = q[qi]!;
    y[yi] = ${expression};
  }
}`;

/** V8 takes half the time for elements that lie side by side if it knows that they do. */
const accumulateLoop = (name, expression) => `
function ${name}(
  n: number, p: Numbers, pi: number, ps: number, q: Numbers, qi: number, qs: number, y: Numbers, yi: number, ys: number,
): void {
  if (ps === 1 && qs === 1 && ys === 1) {
    for (let i = 0; i < n; i++) {
      const g = p[pi + i]!;
      if (g === 0) continue;
      const v = q[qi + i]!;
      y[yi + i]! += ${expression};
    }
    return;
  }
  for (let i = 0; i < n; i++, pi += ps, qi += qs, yi += ys) {
    const g = p[pi]!;
    if (g === 0) continue;
    const v = q[qi]!;
    y[yi]! += ${expression};
  }
}`;
