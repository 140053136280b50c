import { expect } from 'chai';
import path from 'node:path';
import { build } from 'esbuild';
import { rollup } from 'rollup';
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
