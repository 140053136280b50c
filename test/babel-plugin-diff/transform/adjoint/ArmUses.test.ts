import { expect } from 'chai';
import { gradient } from '@diffjs/runtime';
import { checkProgram } from '../../../support/fuzz/checkProgram.js';
import { compileProgram, loadProgram, type Program } from '../../../support/fuzz/loadProgram.js';

const program = (body: string, cases = '[[0.7, 0.4], [-0.3, 0.9], [0.7, -2]]'): string =>
  `/* @differentiable */ export function f(x, y) { ${body} } export const cases = () => ${cases};`;

/** What the reverse companion does in front of the `if` that it ends with, and behind it. */
function outside(source: string): string {
  const code = compileProgram(source);
  const reverse = code.slice(code.indexOf('function f_reverse'), code.indexOf('function f_tangent'));
  return reverse.replace(/ {2}if \([^]*\n {2}\}\n/, '');
}

const inArms: Record<string, string> = {
  'what is computed before an early return': program(
    'const b = Math.sin(x) * y; if (b * b < 0.01) return 0; return Math.sqrt(b * b - 0.01);',
  ),
  'what only one of two arms uses': program(
    'const p = Math.sin(x); const q = Math.exp(y); let s; if (x > 0) s = p * p; else s = q * y; return s;',
  ),
  'an operand that is handed on as it is': program(
    'const p = Math.sin(x * y); let s = 3; if (y > 0) s = p; return s * 2;',
  ),
  loads: program(
    'const a = x.a; const b = x.b; if (a < b) return 1; return a * Math.sin(b);',
    '[[{ a: 2, b: 0.5 }, 1], [{ a: 0.1, b: 0.5 }, 1]]',
  ),
};

const before: Record<string, string> = {
  'what both arms use': program(
    'const p = Math.sin(x * y); let s; if (x > 0) s = p * p; else s = p * y; return s;',
  ),
  'what is used behind the if as well': program(
    'const p = Math.sin(x * y); let s = 0; if (x > 0) s = p * p; return s + p;',
  ),
  'a load in front of a store': program(
    'const a = x.a; x.a = y; let s = 0; if (y > 0) s = Math.sin(a) * a; return s + x.a;',
    '[[{ a: 2 }, 0.5], [{ a: 2 }, -0.5]]',
  ),
};

describe('reverse of what one arm alone uses', () => {
  for (const [name, source] of Object.entries(inArms)) {
    it(`stands in the arm: ${name}`, () => {
      expect(outside(source)).to.not.match(/Math\.|\+= d\w/);
      const { failure, compared } = checkProgram(loadProgram<Program>(source));
      expect(failure).to.equal(null);
      expect(compared).to.be.greaterThan(0);
    });
  }

  for (const [name, source] of Object.entries(before)) {
    it(`stays where it is: ${name}`, () => {
      expect(outside(source)).to.match(/Math\.|\+= d\w/);
      expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
    });
  }

  it('takes no part where the arm is not taken', () => {
    const { f } = loadProgram<{ f: (x: number) => number }>(
      '/* @differentiable */ export function f(x) { const r = Math.sqrt(x) * Math.log(x); if (x <= 0) return 2 * x; return r; }',
    );
    expect(gradient(f, 0)).to.deep.equal([2]);
    expect(gradient(f, 1)).to.deep.equal([1]);
  });
});
