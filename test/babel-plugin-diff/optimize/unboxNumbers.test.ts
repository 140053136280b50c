import { expect } from 'chai';
import { pullback } from '@diffjs/runtime';
import { checkProgram } from '../../support/fuzz/checkProgram.js';
import { compileProgram, loadProgram, type Program } from '../../support/fuzz/loadProgram.js';

/** The conversion of a parameter in front of a loop. */
const conversion = /= \+(x|a|b|c|p);/;

function program(params: string, body: string, cases: string): string {
  return `/* @differentiable */ export function f(${params}) { ${body} } export const cases = () => ${cases};`;
}

const unboxed: Record<string, string> = {
  'a variable that a loop carries': program(
    'x, a, turns',
    'let s = 0; for (let i = 0; i < turns; i++) { s += x; x = x * a + 0.25; } return s;',
    '[[0.5, 0.8, 4], [0.5, 0.8, 0]]',
  ),
  'a variable that is returned': program(
    'x, c, turns',
    'for (let i = 0; i < turns; i++) x = x - (x * x - c) / (2 * x); return x;',
    '[[1.5, 2, 3], [1.5, 2, 0]]',
  ),
  'variables that swap': program(
    'a, b, turns',
    'for (let i = 0; i < turns; i++) { const c = a; a = b * 1.5; b = c; } return a - 2 * b;',
    '[[1.5, 2, 3], [1.5, 2, 0], [1.5, 2, 1]]',
  ),
  'a variable that may stay as it is': program(
    'x, turns',
    'let s = 0; for (let i = 0; i < turns; i++) { if (x > 3) x = x / 2; s += x * x; } return s;',
    '[[9, 3], [0.5, 3]]',
  ),
  'a factor of each turn': program(
    'x, turns',
    'let s = 0; for (let i = 1; i <= turns; i++) s += Math.sin(i * x); return s;',
    '[[0.7, 3]]',
  ),
};

const kept: Record<string, string> = {
  'an index': program(
    'v, p, turns',
    'let s = 0; for (let i = 0; i < turns; i++) { s += v[p] * v[p]; p = p + 1; } return s;',
    '[[[1, 2, 3], 0, 3]]',
  ),
  'what an index is computed from': program(
    'v, p, turns',
    'let s = 0; for (let i = 0; i < turns; i++) s += v[2 * i + p] * v[i]; return s;',
    '[[[1, 2, 3, 4, 5], 1, 2]]',
  ),
  'the bound of a loop': program(
    'v, p',
    'let s = 0; for (let i = 0; i < p; i++) s += v[i] * v[i]; return s;',
    '[[[1, 2, 3], 2]]',
  ),
  'a parameter outside of loops': program('x, c', 'return x > c ? x * x : c * x;', '[[1, 2], [2, 1]]'),
};

describe('unboxNumbers', () => {
  for (const [name, source] of Object.entries(unboxed)) {
    it(`converts ${name}`, () => {
      expect(compileProgram(source)).to.match(conversion);
      expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
    });
  }

  for (const [name, source] of Object.entries(kept)) {
    it(`does not convert ${name}`, () => {
      expect(compileProgram(source)).to.not.match(conversion);
      expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
    });
  }

  it('gives back what was passed where no turn ran', () => {
    const { f } = loadProgram<Program>(unboxed['a variable that is returned']!);
    const run = f as (x: unknown, c: unknown, turns: number) => unknown;
    for (const x of [undefined, null, true, 1.5]) {
      expect(run(x, 2, 0)).to.equal(x);
      expect(pullback(run, x, 2, 0)[0]).to.equal(x);
      expect(pullback(run, x, 2, 2)[0]).to.deep.equal(run(x, 2, 2));
    }
  });

  it('knows which of several parameters a variable still is', () => {
    const { f } = loadProgram<Program>(
      program(
        'a, b, turns',
        'for (let i = 0; i < turns; i++) { const c = a; a = b; b = c * 2; } return a;',
        '[]',
      ),
    );
    const run = f as (a: unknown, b: unknown, turns: number) => unknown;
    for (const turns of [0, 1, 2, 3])
      for (const [a, b] of [
        [undefined, null],
        [true, undefined],
        [1, true],
      ])
        expect(pullback(run, a, b, turns)[0]).to.deep.equal(run(a, b, turns));
  });
});
