import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { transformSync } from '@babel/core';
import { gradient, jvp } from '@diffjs/runtime';
import { expect } from 'chai';
import { checkedPlugin } from '../../support/checkedPlugin.js';
import { codeOf } from '../../support/codeOf.js';
import { loadProgram } from '../../support/fuzz/loadProgram.js';

type F = (...args: unknown[]) => number;

/** What the other file cannot see through. */
const makes = loadProgram<Record<string, (...args: unknown[]) => unknown>>(
  `
  const handler = { get: (t, k) => (k === 'v' ? t[k] * 3 : t[k]) };
  class Box { constructor(v) { this.held = v; } get v() { return this.held * this.held; } }
  /* @differentiable */ export function proxy(v) { return new Proxy({ v }, handler); }
  /* @differentiable */ export function box(v) { return new Box(v); }
  export const plainProxy = (v) => new Proxy({ v }, handler);
  export const plainBox = (v) => new Box(v);
`,
  'makes.ts',
);

const source = `
  /* @differentiable */ export function value(make, x) { return make(x).v * x; }
  /* @differentiable */ export function held(make, x) { return make(x).held * x; }
  /* @differentiable */ export function stored(make, x) { const b = make(x); b.held = x * x; return b.held * x; }
  const read2 = (o, n) => { let s = 0; for (let i = 0; i < n; i++) s += o.v; return n > 5 ? read2(o, n - 1) : s; };
  /* @differentiable */ export function handed(make, x) { return read2(make(x), 2) * x; }
  /* @differentiable */ export function through(make, x) { const key = ['v'][0]; return make(x)[key] * x; }
  /* @differentiable */ export function read(o) { return o.v * o.v; }
  /* @differentiable */ export function readPart(o) { return o.part.v * o.part.v; }
  export const outer = { sum: 0, part: undefined };
  /* @differentiable */ export function store(x) { outer.sum = x * x; return outer.sum * x; }
  /* @differentiable */ export function storeAndRead(x) { outer.sum = x * x; return outer.sum * outer.part.v; }
`;
const f = loadProgram<Record<string, F>>(source) as Required<Record<string, F>>;

describe('guardObjects', () => {
  it('refuses a proxy, and an inherited getter, that an unknown function gave, where they are read', () => {
    for (const name of ['value', 'through', 'handed'])
      for (const make of [makes['proxy'], makes['box']]) {
        expect(codeOf(() => gradient(f[name]!, make, 3))).to.equal('DIFF3106');
        expect(codeOf(() => jvp(f[name]!, [make, 3], [null, 1] as never))).to.equal('DIFF3106');
      }
  });

  it('lets an object with other getters pass', () => {
    expect(gradient(f['held']!, makes['box'], 3)).to.deep.equal([null, 6]);
    expect(gradient(f['stored']!, makes['box'], 3)).to.deep.equal([null, 27]);
    expect(jvp(f['stored']!, [makes['box'], 3], [null, 1] as never)).to.deep.equal([27, 27]);
  });

  it('leaves proxies among the arguments to traced code; their gradient is that of what they stand for', () => {
    expect(gradient(f['read']!, makes['plainProxy']!(2))).to.deep.equal([{ v: 36 }]);
    expect(gradient(f['readPart']!, { part: makes['plainProxy']!(2) })).to.deep.equal([{ part: { v: 36 } }]);
    expect(jvp(f['read']!, [makes['plainProxy']!(2)], [{ v: 1 }] as never)).to.deep.equal([36, 36]);
  });

  it('of captured objects refuses those that are read, and no others', () => {
    const outer = f['outer'] as unknown as { part: unknown };
    for (const make of [makes['plainProxy'], makes['plainBox']]) {
      outer.part = make!(2);
      expect(gradient(f['store']!, 3)).to.deep.equal([27]);
      expect(codeOf(() => gradient(f['storeAndRead']!, 3))).to.equal('DIFF3106');
      expect(codeOf(() => jvp(f['storeAndRead']!, [3], [1]))).to.equal('DIFF3106');
    }
    outer.part = { v: 2 };
    expect(gradient(f['storeAndRead']!, 3)).to.deep.equal([12]);
  });

  it('refuses stores into frozen objects in sloppy code', () => {
    const code = transformSync(
      `/* @differentiable */ function f(o, x) { o.v = x; return o.v * x; }
      exports.f = f;`,
      {
        configFile: false,
        babelrc: false,
        sourceType: 'script',
        filename: path.resolve('test/program.js'),
        plugins: [checkedPlugin(undefined, 'both')],
      },
    )?.code;
    const exports = {} as { f: F };
    (vm.runInThisContext(`(function (exports, require) { ${code} })`) as (...args: unknown[]) => void)(
      exports,
      createRequire(__filename),
    );
    expect(gradient(exports.f, { v: 1 }, 3)).to.deep.equal([{ v: 0 }, 6]);
    expect(codeOf(() => gradient(exports.f, Object.freeze({ v: 1 }), 3))).to.equal('DIFF3106');
    expect(codeOf(() => jvp(exports.f, [Object.freeze({ v: 1 }), 3], [null, 1] as never))).to.equal(
      'DIFF3106',
    );
  });
});
