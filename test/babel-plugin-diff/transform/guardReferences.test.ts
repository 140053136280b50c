import { gradient, jvp } from '@diffjs/runtime';
import { expect } from 'chai';
import { codeOf } from '../../support/codeOf.js';
import { compileProgram, loadProgram } from '../../support/fuzz/loadProgram.js';

type Functions = Record<string, (...args: unknown[]) => number>;

const source = `
  /* @differentiable */
  export function first(v) { return v.length === undefined ? v : v[0]; }
  /* @differentiable */
  export function field(o) { const v = o.v; return v.y === undefined ? v : v.y; }
  /* @differentiable */
  export function result(g, x) { const v = g(x); const held = [v]; return v.y === undefined ? held[0] : v.y; }
  /* @differentiable */
  export function square(x) { return x * x; }
  const calls = { count: 0 };
  /* @differentiable */
  export function counted(x) { calls.count++; return x * x; }
  /* @differentiable */
  export function asked(v) { return typeof v === 'number' ? v : v[0] * v[1]; }
`;
const functions = loadProgram<Functions>(source);
const compiled = loadProgram<Functions>(source, 'program.ts', 'compiled');

describe('guardReferences', () => {
  it('refuses a number that was taken for an object, in both modes', () => {
    const { first, field, result, square } = compiled as Required<Functions>;
    for (const [f, args] of [
      [first, [3]],
      [field, [{ v: 3 }]],
      [result, [square, 3]],
    ] as const) {
      expect(codeOf(() => gradient(f!, ...args))).to.equal('DIFF3106');
      expect(codeOf(() => jvp(f!, args as never, args as never))).to.equal('DIFF3106');
    }
  });

  it('hands over to traced code, which takes it for the number it is', () => {
    const { first, field } = functions as Required<Functions>;
    expect(gradient(first!, 3)).to.deep.equal([1]);
    expect(gradient(field!, { v: 3 })).to.deep.equal([{ v: 1 }]);
    expect(jvp(field!, [{ v: 3 }], [{ v: 1 }])).to.deep.equal([3, 1]);
  });

  it('still refuses where a call may have had an effect, which cannot be made again', () => {
    const { result, counted, square } = functions as Required<Functions>;
    expect(codeOf(() => gradient(result!, counted, 3))).to.equal('DIFF3106');
    expect(codeOf(() => jvp(result!, [counted, 3], [null, 1] as never))).to.equal('DIFF3106');
    expect(gradient(result!, square, 3)).to.deep.equal([null, 6]);
  });

  it('lets objects pass', () => {
    expect(gradient(functions['first']!, [3, 4])).to.deep.equal([[1, 0]]);
    expect(gradient(functions['field']!, { v: { y: 3 } })).to.deep.equal([{ v: { y: 1 } }]);
  });

  it('is not needed where the program asks for typeof', () => {
    expect(gradient(functions['asked']!, 3)).to.deep.equal([1]);
    expect(gradient(functions['asked']!, [3, 4])).to.deep.equal([[4, 3]]);
  });

  it('leaves alone what is only accessed', () => {
    const code = compileProgram('/* @differentiable */ export function f(o) { return o.p.x * o.p.y; }');
    expect(code).to.not.include('expectReference');
  });
});
