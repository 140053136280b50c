import { expect } from 'chai';
import { gradient } from '@diffjs/runtime';
import {
  type Thresholds,
  withThresholds,
} from '../../../packages/babel-plugin-diff/dist/cjs/optimize/cost.cjs';
import { checkProgram } from '../../support/fuzz/checkProgram.js';
import { compileProgram, loadProgram, type Program } from '../../support/fuzz/loadProgram.js';

const off: Partial<Thresholds> = { operationsBetweenAdditions: -1 };

function program(body: string, cases = '[[0.7, -1.3, 0.4], [1.1, 0.2, -0.5]]'): string {
  return `/* @differentiable */ export function f(a, k) { let s = 0; ${body} return s; } export const cases = () => [${cases}];`;
}

/** How often the reverse companion of `f` asks whether there is a shadow of `a`. */
function questions(source: string): number {
  const code = compileProgram(source);
  const reverse = code.slice(code.indexOf('function f_reverse'), code.indexOf('function f_tangent'));
  return [...reverse.matchAll(/a\$\d* !== undefined/g)].length;
}

/** Grouped or not, derivatives are those of differences. */
function expectRight(source: string): void {
  expect(checkProgram(loadProgram<Program>(source)).failure).to.deep.equal(null);
  expect(checkProgram(withThresholds(off, () => loadProgram<Program>(source))).failure).to.equal(null);
}

const twice = '(() => { const a = [0.7, -1.3, 0.4]; return [a, a]; })()';
const sameBuffer = '(() => { const a = Float64Array.of(0.7, -1.3, 0.4, 0.9); return [a, a.subarray(1)]; })()';

describe('groupAdditions', () => {
  const grouped: Record<string, string> = {
    'elements of one array': program('s = a[0] * Math.sin(a[1]) + a[2] * k[0] * k[0];'),
    'elements of arrays that are the same one': program('s = a[0] * k[0] + a[1] * k[1] * a[0];', twice),
    'elements of arrays that overlap': program('s = a[0] * k[0] + a[1] * k[1] * a[0];', sameBuffer),
  };
  for (const [name, source] of Object.entries(grouped)) {
    it(`asks once for ${name}`, () => {
      expect(questions(source)).to.equal(1);
      expect(withThresholds(off, () => questions(source))).to.be.greaterThan(1);
      expectRight(source);
    });
  }

  it('adds up what goes to one slot', () => {
    const source = program('s = a[0] * k[0] + Math.sin(a[0]) * k[1];');
    const code = compileProgram(source);
    const reverse = code.slice(code.indexOf('function f_reverse'), code.indexOf('function f_tangent'));
    expect(reverse.split('a$[0] +=').length - 1).to.equal(1);
    expectRight(source);
  });

  const apart: Record<string, string> = {
    'a store into what may be the same array': program(
      's = a[0] * a[0]; k[0] = s * 2; s = a[0] * k[0] * k[0];',
      twice,
    ),
    'a store into what may overlap': program(
      's = a[1] * a[1]; k[0] = s * 2; s = a[1] * k[0] * k[0];',
      sameBuffer,
    ),
    'a store through another path': program(
      'const o = { in: k }; s = a[0] * a[0]; o.in[0] = s * 2; s = a[0] * k[0] * k[0];',
      twice,
    ),
  };
  for (const [name, source] of Object.entries(apart)) {
    it(`does not carry additions past ${name}`, () => {
      expect(questions(source)).to.be.greaterThan(1);
      expectRight(source);
    });
  }

  it('does not carry additions past a call', () => {
    const source = `
      function change(b) { b[0] = b[0] * b[0]; for (let i = 0; i < 30; i++) { b[1] = Math.sin(b[1]) + b[0]; b[2] += b[1] * b[0]; } return b[2]; }
      /* @differentiable */ export function f(a, k) { const s = a[0] * a[1]; const t = change(k); return s * t + a[0] * a[1] * t; }
      export const cases = () => [${twice}, [[1.1, 0.2, -0.5], [0.3, 0.4, 0.2]]];`;
    expect(questions(source)).to.be.greaterThan(1);
    expectRight(source);
  });

  it('leaves inactive arrays alone', () => {
    const { f } = loadProgram<{ f: (a: Float64Array, k: Int32Array) => number }>(
      program('s = a[0] * k[0] + a[1] * k[1] + a[0] * k[1];'),
    );
    expect(gradient(f, Float64Array.of(2, 3), Int32Array.of(5, 7))[0]).to.deep.equal(Float64Array.of(12, 7));
  });
});
