import { expect } from 'chai';
import path from 'node:path';
import { transformSync } from '@babel/core';
import { build } from 'esbuild';
import { rollup, type Plugin } from 'rollup';
import { diff as forEsbuild } from 'babel-plugin-diff/esbuild';
import { diff as forRollup } from 'babel-plugin-diff/rollup';
import loader from 'babel-plugin-diff/webpack';
import { makeProject, type TestProject } from '../../support/makeProject.js';

const files = {
  'package.json': '{ "name": "app", "type": "module" }',
  'node_modules/lib/package.json': '{ "name": "lib", "type": "module", "exports": "./index.js" }',
  'node_modules/lib/index.js': 'export const cube = (x) => x * x * x;',
  'app.js': `
import { gradient } from '@diffjs/runtime';
import { cube } from 'lib';
/* @differentiable */
const own = (x) => cube(x) + x;
console.log(JSON.stringify([gradient(cube, 2), gradient(own, 2)]));`,
  'texts.js': `
/* @differentiable */
function make(a) {
  let s = 0, t = [1].map((x) => (s += x)); // behind
  class A { #x = 1; constructor({ y }, z = 2) { this.#x = y + z; } [a]() { return () => this.#x; } }
  const o = { f() { return t; }, ...a };
  return [A, new Proxy(() => s, {}), (function () { return t; }).bind(a), o.f, (x) => x * s];
}
export {};
console.log(JSON.stringify([make, ...make('k')].map(String)));`,
};
const options = { packages: ['lib'], cache: false } as const;

describe('the plugins for bundlers', () => {
  let project: TestProject;
  before(() => {
    project = makeProject(files);
  });
  after(() => {
    project.remove();
  });
  const run = (file: string): unknown => JSON.parse(project.node([file]));

  it('compile through esbuild', async () => {
    await build({
      entryPoints: [path.join(project.folder, 'app.js')],
      bundle: true,
      format: 'esm',
      platform: 'neutral',
      outfile: path.join(project.folder, 'out/esbuild.mjs'),
      plugins: [forEsbuild({ ...options, packages: [...options.packages] }) as never],
      logLevel: 'silent',
    });
    expect(run('out/esbuild.mjs')).to.deep.equal([[12], [13]]);
  });

  it('compile through Rollup', async () => {
    const bundle = await rollup({
      input: path.join(project.folder, 'app.js'),
      external: [/^@diffjs/],
      plugins: [
        forRollup({ ...options, packages: [...options.packages] }) as never,
        {
          name: 'find-lib',
          resolveId: (source: string) =>
            source === 'lib' ? path.join(project.folder, 'node_modules/lib/index.js') : null,
        },
      ],
    });
    await bundle.write({ file: path.join(project.folder, 'out/rollup.mjs'), sourcemap: true });
    await bundle.close();
    expect(run('out/rollup.mjs')).to.deep.equal([[12], [13]]);
    const map = JSON.parse(project.read('out/rollup.mjs.map')) as { sources: string[] };
    expect(map.sources).to.include('../node_modules/lib/index.js');
  });

  it('leave the texts of functions through Rollup as they are', async () => {
    const plain: Plugin = {
      name: 'babel',
      transform: (code) => transformSync(code, { configFile: false, compact: false })?.code ?? null,
    };
    const texts: unknown[] = [];
    for (const plugin of [plain, forRollup({ cache: false }) as never]) {
      const input = path.join(project.folder, 'texts.js');
      const bundle = await rollup({ input, external: [/^@diffjs/], plugins: [plugin] });
      await bundle.write({ file: path.join(project.folder, 'out/texts.mjs') });
      await bundle.close();
      texts.push(run('out/texts.mjs'));
    }
    expect(texts[1]).to.deep.equal(texts[0]);
  });

  it('compile through the loader for webpack, and hand problems over', () => {
    const results: unknown[][] = [];
    const load = (text: string): void => {
      const context = {
        resourcePath: path.join(project.folder, 'app.js'),
        getOptions: () => ({ cache: false as const }),
        callback: (...result: unknown[]) => results.push(result),
      };
      loader.call(context, text);
    };
    load('/* @differentiable */ export const f = (x) => x * x;');
    load('export const plain = 1;');
    load('/* @differentiable */ export const f = (x) => eval(x);');
    expect(results[0]?.[1]).to.match(/attach/);
    expect(results[1]?.[1]).to.equal('export const plain = 1;');
    expect((results[2]?.[0] as Error).message).to.match(/DIFF1202/);
  });
});
