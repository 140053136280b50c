import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { makeProject, type TestProject } from '../../support/makeProject.js';

const files = {
  'package.json': '{ "name": "app", "type": "module" }',
  'node_modules/lib-esm/package.json': '{ "name": "lib-esm", "type": "module", "exports": "./index.js" }',
  'node_modules/lib-esm/index.js': `
export const cube = (x) => x * x * x;
export default class Vector {
  constructor(x) { this.x = x; }
  length2() { return this.x * this.x; }
}`,
  'node_modules/lib-cjs/package.json': '{ "name": "lib-cjs", "main": "./index.js" }',
  'node_modules/lib-cjs/index.js': `
exports.square = function (x) { return x * x; };
exports.failing = function (x) {
  return x.missing.too;
};`,
  'node_modules/other/package.json': '{ "name": "other", "type": "module", "exports": "./index.js" }',
  'node_modules/other/index.js': 'export const twice = (x) => 2 * x;',
  'app.js': `
import { gradient } from '@diffjs/runtime';
import { createRequire } from 'node:module';
import Vector, { cube } from 'lib-esm';
import { square, failing } from 'lib-cjs';
import { twice } from 'other';
const require = createRequire(import.meta.url);
/* @differentiable */
const own = (x) => new Vector(x).length2() * square(x);
const attempt = (run) => { try { return run(); } catch (error) { return error; } };
console.log(JSON.stringify([
  gradient(cube, 2), gradient(square, 3), gradient(own, 2), require('lib-cjs').square === square,
  attempt(() => gradient(twice, 1)).code, /index\\.js:4:/.test(attempt(() => failing(1)).stack),
]));`,
  'worker.js': `
import { Worker, isMainThread } from 'node:worker_threads';
import { gradient } from '@diffjs/runtime';
import { cube } from 'lib-esm';
if (isMainThread) new Worker(new URL(import.meta.url));
else console.log(JSON.stringify(gradient(cube, 2)));`,
  'plain.cjs': `require('node:assert').equal(require('lib-cjs').square(3), 9);`,
  'by-call.cjs': `
require('babel-plugin-diff/node').register({ packages: ['lib-cjs'], cache: false });
const { gradient } = require('@diffjs/runtime');
console.log(JSON.stringify(gradient(require('lib-cjs').square, 3)));`,
};
const expected = [[12], [6], [32], true, 'DIFF3001', true];
const chosen = { DIFFJS_PACKAGES: 'lib-esm, lib-cjs' };

describe('the hooks for Node', () => {
  let project: TestProject;
  beforeEach(() => {
    project = makeProject(files);
  });
  afterEach(() => {
    project.remove();
  });

  for (const flag of ['--import', '--require']) {
    it(`compile chosen packages and annotated files with ${flag}`, () => {
      const output = project.node(
        ['--enable-source-maps', flag, 'babel-plugin-diff/register', 'app.js'],
        chosen,
      );
      expect(JSON.parse(output)).to.deep.equal(expected);
    });
  }

  it('take the packages from package.json', () => {
    const manifest = {
      name: 'app',
      type: 'module',
      'babel-plugin-diff': { packages: ['lib-esm', 'lib-cjs'] },
    };
    fs.writeFileSync(path.join(project.folder, 'package.json'), JSON.stringify(manifest));
    const output = project.node(['--enable-source-maps', '--import', 'babel-plugin-diff/register', 'app.js']);
    expect(JSON.parse(output)).to.deep.equal(expected);
  });

  it('work in worker threads', () => {
    expect(
      JSON.parse(project.node(['--import', 'babel-plugin-diff/register', 'worker.js'], chosen)),
    ).to.deep.equal([12]);
  });

  it('can be registered by a call', () => {
    expect(JSON.parse(project.node(['by-call.cjs']))).to.deep.equal([6]);
    expect(fs.existsSync(path.join(project.folder, 'node_modules/.cache'))).to.equal(false);
  });

  it('keep what they compile and notice changes', function () {
    this.timeout(60_000);
    const run = (): unknown =>
      JSON.parse(
        project.node(['--enable-source-maps', '--import', 'babel-plugin-diff/register', 'app.js'], chosen),
      );
    run();
    const cache = path.join(project.folder, 'node_modules/.cache/babel-plugin-diff');
    const count = fs.readdirSync(cache, { recursive: true }).length;
    expect(run()).to.deep.equal(expected);
    expect(fs.readdirSync(cache, { recursive: true })).to.have.length(count);
    const file = path.join(project.folder, 'node_modules/lib-esm/index.js');
    fs.writeFileSync(
      file,
      project.read('node_modules/lib-esm/index.js').replace('x * x * x', 'x * x * x * x'),
    );
    expect(run()).to.deep.equal([[32], ...expected.slice(1)]);
  });

  it('load a package that cannot be compiled as it is, and say so', () => {
    fs.writeFileSync(
      path.join(project.folder, 'node_modules/lib-cjs/index.js'),
      '/* @diferentiable */ exports.square = (x) => x * x;',
    );
    project.node(
      ['--redirect-warnings=warnings.txt', '--require', 'babel-plugin-diff/register', 'plain.cjs'],
      chosen,
    );
    expect(project.read('warnings.txt')).to.match(
      /lib-cjs.index\.js is loaded without derivatives.*DIFF1001/,
    );
  });

  it('refuse options that do not exist', () => {
    expect(() =>
      project.node(['-e', 'require("babel-plugin-diff/node").register({ pakages: [] })']),
    ).to.throw(/DIFF1003.*`packages`/);
  });
});
