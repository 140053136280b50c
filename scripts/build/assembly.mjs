/** AssemblyScript to a TypeScript file that holds the modules as text. */
import { Buffer } from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import { listFiles } from './files.mjs';

/** Exported constant → entry file and options of the compiler beyond the common ones. */
const MODULES = {
  simdModule: { entry: 'simd.ts', options: ['--enable', 'simd'] },
  relaxedModule: { entry: 'relaxed.ts', options: ['--enable', 'simd', '--enable', 'relaxed-simd'] },
};

/** No runtime library, no imports; the memory is fixed and laid out by the sources themselves. */
const COMMON = [
  '-O3',
  '--converge',
  '--runtime',
  'stub',
  '--noAssert',
  '--use',
  'abort=',
  '--initialMemory',
  '256',
  '--maximumMemory',
  '256',
]; // 16 MB

/**
 * Compiles the modules.
 *
 * @param compiler  AssemblyScript's compiler, or null to write empty ones
 * @param folder  where their sources are
 * @param written  file → text of sources that are there besides
 * @returns the text of a module that exports each as a string in base64, and what went wrong
 */
export async function compileAssembly(compiler, folder, written) {
  const sources = { ...written };
  for (const file of listFiles(folder, /\.ts$/))
    sources[file] = fs.readFileSync(path.join(folder, file), 'utf8');
  const lines = [];
  const problems = [];
  for (const [name, { entry, options }] of Object.entries(MODULES)) {
    let bytes = new Uint8Array(0);
    if (compiler !== null && entry in sources) {
      const { binary, problem } = await compile(compiler, sources, [entry, ...options, ...COMMON]);
      if (problem) problems.push(problem);
      else bytes = binary;
    }
    lines.push(`export const ${name} = '${Buffer.from(bytes).toString('base64')}';`);
  }
  return { module: `${lines.join('\n')}\n`, problem: problems.join('\n') };
}

async function compile(compiler, sources, options) {
  let binary = null;
  const { error, stderr } = await compiler.main([...options, '--outFile', 'out.wasm'], {
    readFile: (name) => sources[name.replace(/^\.?\//, '')] ?? null,
    writeFile: (name, contents) => {
      if (name === 'out.wasm') binary = contents;
    },
    listFiles: () => [],
  });
  return error ? { problem: stderr.toString() || String(error) } : { binary };
}
