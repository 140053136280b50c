import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { build } from 'esbuild';

const root = path.resolve(__dirname, '../..');
const packages = ['babel-plugin-diff', 'runtime', 'diffeq', 'flux-lite'];

interface Manifest {
  readonly name: string;
  readonly dependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
  readonly exports: Record<string, unknown>;
}

const manifestOf = (dir: string): Manifest =>
  JSON.parse(fs.readFileSync(path.join(root, 'packages', dir, 'package.json'), 'utf8')) as Manifest;

/** Every file that an exports map names, at any depth of conditions. */
function targetsOf(entry: unknown): string[] {
  if (typeof entry === 'string') return [entry];
  return Object.values(entry as Record<string, unknown>).flatMap(targetsOf);
}

/** Runs a program in a Node process of its own, from the repository's root, and gives what it prints. */
function run(kind: 'module' | 'commonjs', program: string): string {
  const args = ['--disable-warning=ExperimentalWarning', `--input-type=${kind}`, '-e', program];
  return execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
}

/** Files below a folder that match. */
function filesIn(folder: string, pattern: RegExp): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => pattern.test(file))
    .map((file) => path.join(folder, file));
}

/**
 * What an application carries to the browser, and how much it may be: minified and compressed, in thousands of bytes. A budget is some tenth
 * above the size of the day it was set; what exceeds it should be worth it.
 */
const bundles: readonly (readonly [string, string, number])[] = [
  ['functions on trees', "export { treeMap, ravel } from '@diffjs/runtime';", 3.5],
  [
    'gradients of compiled functions',
    "export { gradient } from '@diffjs/runtime'; export { attach, traced, registers } from '@diffjs/runtime/compiled';",
    82,
  ],
  ['the whole runtime', "export * from '@diffjs/runtime'; export * from '@diffjs/runtime/compiled';", 660],
];

async function bundle(program: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: __dirname },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]!.contents;
}

async function compressedSize(program: string): Promise<number> {
  return gzipSync(await bundle(program)).length;
}

describe('packaging', () => {
  for (const dir of packages) {
    const manifest = manifestOf(dir);

    describe(manifest.name, () => {
      it('has every file that its exports map names', () => {
        const missing = Object.values(manifest.exports)
          .flatMap(targetsOf)
          .filter((file) => !fs.existsSync(path.join(root, 'packages', dir, file)));
        expect(missing).to.deep.equal([]);
      });

      for (const entry of Object.keys(manifest.exports).filter((key) => !key.endsWith('.json'))) {
        const specifier = path.posix.join(manifest.name, entry);

        it(`is one instance by import and by require: ${specifier}`, () => {
          const program = `
            import { createRequire } from 'node:module';
            import * as imported from '${specifier}';
            const required = createRequire(process.cwd() + '/x.js')('${specifier}');
            const names = Object.keys(required);
            const different = names.filter((name) => imported[name] !== required[name]);
            const unnamed = Object.keys(imported).filter((name) => !names.includes(name) && name !== 'default');
            console.log(JSON.stringify({ count: names.length, different, unnamed }));`;
          const seen = JSON.parse(run('module', program)) as Record<string, unknown>;
          // The entry that only registers has nothing to give.
          if (entry === './register') expect(seen.count).to.equal(0);
          else expect(seen.count).to.be.greaterThan(0);
          expect(seen.different).to.deep.equal([]);
          expect(seen.unnamed).to.deep.equal([]);
        });
      }

      it('imports only what its package.json declares', () => {
        const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
        const imported = filesIn(path.join(root, 'packages', dir, 'src'), /\.ts$/).flatMap((file) =>
          [
            ...fs
              .readFileSync(file, 'utf8')
              .matchAll(/^(?:import|export)(?! type\b)\b[^;]*?from '([^.'][^']*)'/gm),
          ].map(([, source]) => /^(@[^/]+\/)?[^/]+/.exec(source)?.[0]),
        );
        expect(declared).to.include.members(
          [...new Set(imported)].filter((name) => !name?.startsWith('node:')),
        );
      });

      it('builds no code from text (it must run under a strict Content-Security-Policy)', () => {
        const offending = filesIn(path.join(root, 'packages', dir, 'dist'), /\.[cm]?js$/).filter((file) =>
          /\beval\s*\(|\bnew\s+Function\s*\(|\bFunction\s*\(\s*['"`]/.test(fs.readFileSync(file, 'utf8')),
        );
        expect(offending).to.deep.equal([]);
      });
    });
  }

  it('gives bundlers real ESM, the same names as the CommonJS build has', async () => {
    for (const dir of packages) {
      const built = path.join(root, 'packages', dir, 'dist');
      const program = `
        import { pathToFileURL } from 'node:url';
        const esm = await import(pathToFileURL(${JSON.stringify(path.join(built, 'esm/index.js'))}));
        console.log(JSON.stringify(Object.keys(esm).sort()));`;
      const required = `console.log(JSON.stringify(Object.keys(require(${JSON.stringify(path.join(built, 'cjs/index.cjs'))})).sort()))`;
      expect(JSON.parse(run('module', program)), dir).to.deep.equal(JSON.parse(run('commonjs', required)));
    }
  });

  for (const [what, program, budget] of bundles) {
    it(`puts ${what} into ${budget} kB`, async () => {
      expect((await compressedSize(program)) / 1000).to.be.lessThan(budget);
    });
  }

  it('leaves nothing in a bundle of what is imported for nothing', async () => {
    for (const dir of ['runtime', 'diffeq', 'flux-lite'])
      expect(await bundle(`import '${manifestOf(dir).name}';`), dir).to.have.length(0);
  });

  it('loads the plugin by name, as Babel does', () => {
    const program = `
      const babel = require('@babel/core');
      const { code } = babel.transformSync('const one = 1;', {
        configFile: false, babelrc: false, plugins: ['babel-plugin-diff'],
      });
      console.log(code);`;
    expect(run('commonjs', program).trim()).to.equal('const one = 1;');
  });

  it('lets the compiler read data of the runtime only', () => {
    const imports = filesIn(path.join(root, 'packages/babel-plugin-diff/src'), /\.ts$/).flatMap((file) => [
      ...(fs.readFileSync(file, 'utf8').match(/(?<=from ')@diffjs\/[^']*/g) ?? []),
    ]);
    expect([...new Set(imports)]).to.deep.equal(['@diffjs/runtime/rules/manifest']);
  });

  it('has a lock file without download addresses', () => {
    const lock = fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8');
    expect(lock).not.to.match(/"resolved":\s*"https?:/);
  });
});
