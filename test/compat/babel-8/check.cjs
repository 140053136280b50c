/**
 * Compiles small programs with Babel 8 and the built plugin, runs them and compares values and gradients.
 *
 * Run by `npm run test:babel-8`, on the Node of this folder. The plugin must find the Babel that runs it, as it does in a
 * project that has Babel 8: the hook below sends every `@babel/*` of the plugin to this folder.
 */
'use strict';
const assert = require('node:assert/strict');
const Module = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const here = pathToFileURL(path.join(__dirname, 'package.json')).href;
Module.registerHooks({
  resolve(specifier, context, next) {
    const ours = specifier.startsWith('@babel/') && !context.parentURL?.includes('/babel-8/node_modules/');
    return next(specifier, ours ? { ...context, parentURL: here } : context);
  },
});

const babel = require('@babel/core');
const root = path.resolve(__dirname, '../../..');

/** Each program exports `f`; `args` go in, `value` and `gradient` must come out. */
const programs = [
  {
    name: 'scalars and a loop',
    source: `/* @differentiable */
      export function f(x: number, n: number): number {
        let y = 1;
        for (let i = 0; i < n; i++) y = y * x + Math.sin(x);
        return y;
      }`,
    args: [0, 3],
    value: 0,
    gradient: [1, 0],
  },
  {
    name: 'an array written in place',
    source: `/* @differentiable */
      export const f = (a: number[]) => {
        a[0] = a[0] * a[1];
        return a[0] * a[0];
      };`,
    args: [[2, 3]],
    value: 36,
    gradient: [[36, 24]],
  },
  {
    name: 'objects, destructuring and a call',
    source: `/* @differentiable */
      export function f({ x, y }: { x: number; y: number }): number {
        return square(x) + y ** 3;
      }
      function square(x: number) { return x * x; }`,
    args: [{ x: 3, y: 2 }],
    value: 17,
    gradient: [{ x: 6, y: 12 }],
  },
  {
    name: 'types as hints',
    source: `type Vector<T = number> = T[];
      interface Options { rate: number }
      /** @param {Float64Array} weight */
      /* @differentiable */
      export function f<T>(a: Float64Array<ArrayBuffer>, weight, { rate }: Options, rest?: Vector): number {
        const b = a.slice();
        b[0] = b[1] * weight[0];
        return b[0] * rate + a[0];
      }`,
    args: [Float64Array.of(1, 2), Float64Array.of(3), { rate: 4 }],
    value: 25,
    gradient: [Float64Array.of(1, 12), Float64Array.of(8), { rate: 6 }],
    contains: 'arrays: [[0, "Float64Array"], [1, "Float64Array"]]',
  },
];

/** Functions that give functions, of which the text is the same with the plugin and without. */
const texts = [
  'export const make = (a) => [(x) => x * a, function () {}, a || ((x) => x), { m(x) { return x; } }];',
  `export function make(a) {
    // before
    let s = 0, t = [1].map((x) => (s += x)); // behind
    class A { #x = 1; constructor({ y }, z = 2) { this.#x = y + z; } [a]() { return () => this.#x; } }
    return [A, new A({}).k(), new Proxy(() => s, {}).name, (function () { return t; }).bind(a), { f() { return 1; }, ...a }];
  }`,
];

/** @returns a program, compiled by Babel with plugins in front */
function compile(source, filename, ...plugins) {
  return babel.transformSync(source, {
    filename,
    configFile: false,
    babelrc: false,
    presets: [require.resolve('@babel/preset-typescript')],
    plugins: [...plugins, require.resolve('@babel/plugin-transform-modules-commonjs')],
  }).code;
}

/** @returns what a program exports */
function load(source, filename, ...plugins) {
  const code = compile(source, filename, ...plugins);
  const program = new Module(filename);
  program.paths = [path.join(root, 'node_modules')];
  program._compile(code, filename);
  return program.exports;
}

const plugin = path.join(root, 'node_modules/babel-plugin-diff/dist/cjs/index.cjs');
const textsOf = ({ make }) => [make, ...make('k').flatMap((each) => (typeof each === 'function' ? each : [each.m, each.f]))].map(String); // prettier-ignore
const { withGradient } = require(path.join(root, 'node_modules/@diffjs/runtime'));
let failed = 0;
for (const { name, source, args, value, gradient, contains = '' } of programs) {
  try {
    const filename = path.join(root, 'test', `${name}.ts`);
    const program = load(source, filename, plugin);
    assert.deepEqual(withGradient(program.f, ...args), { value, gradient });
    assert.ok(compile(source, filename, plugin).includes(contains));
    console.log(`ok      ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${name}\n${error.stack}`);
  }
}
for (const [i, source] of texts.entries()) {
  const filename = path.join(root, 'test', `texts-${i}.ts`);
  try {
    const shown = textsOf(load(source, filename, [plugin, { include: 'all' }]));
    assert.deepEqual(shown, textsOf(load(source, filename)));
    console.log(`ok      texts ${i}`);
  } catch (error) {
    failed++;
    console.log(`FAILED  texts ${i}\n${error.stack}`);
  }
}
const count = programs.length + texts.length;
console.log(`Babel ${babel.version}, Node ${process.version}`);
console.log(`${count - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
