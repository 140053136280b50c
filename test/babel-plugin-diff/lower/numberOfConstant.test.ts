import { expect } from 'chai';
import { gradient } from '@diffjs/runtime';
import { compileProgram, loadProgram } from '../../support/fuzz/loadProgram.js';

/** The forward companion of `f` in the compiled program. */
function forward(source: string): string {
  const code = compileProgram(source);
  return code.slice(code.indexOf('function f_forward'), code.indexOf('function f_reverse'));
}

const f = '/* @differentiable */ export function f(x) { return x * K; }';

const folded: Record<string, string> = {
  'a number': `const K = 3; ${f}`,
  'an exported number, with another one behind the function': `${f} export const K = 3; const L = 4;`,
  'arithmetic on others': `const A = 2, B = -1; const K = 2 * A + B; ${f}`,
  'a number behind imports, functions and literals': `import { gradient } from '@diffjs/runtime'; function g() { return f(1); } const o = { a: [1, 'b'], h: () => g() }; const K = 3; ${f}`,
};

const read: Record<string, string> = {
  'a variable that may change': `let K = 3; ${f}`,
  'what is computed': `const K = Math.sqrt(9); ${f}`,
  'a number behind a call': `function g() {} g(); const K = 3; ${f}`,
  'a number behind a variable that is computed': `function g() { return 1; } const a = g(); const K = 3; ${f}`,
  'arithmetic on something that is no number': `const a = { valueOf: () => 2 }; const K = a * 1; ${f}`,
  'a number behind a destructured one': `const [a] = [1]; const K = 3; ${f}`,
};

describe('numberOfConstant', () => {
  for (const [name, source] of Object.entries(folded)) {
    it(`puts in ${name}`, () => {
      expect(forward(source))
        .to.match(/x \* 3/)
        .and.not.match(/K/);
      const module = loadProgram<{ f: (x: number) => number }>(source);
      expect(gradient(module.f, 2)).to.deep.equal([3]);
    });
  }

  for (const [name, source] of Object.entries(read)) {
    it(`reads ${name}`, () => {
      expect(forward(source)).to.match(/K/);
    });
  }

  it('keeps the sign of zero', () => {
    const source = `const K = -0; /* @differentiable */ export function f(x) { return x + K; }`;
    const module = loadProgram<{ f: (x: number) => number }>(source);
    expect(Object.is(module.f(-0), -0)).to.equal(true);
    expect(forward(source)).to.match(/-0/);
  });
});
