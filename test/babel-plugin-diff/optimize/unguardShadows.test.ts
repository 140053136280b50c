import { expect } from 'chai';
import { gradient } from '@diffjs/runtime';
import { checkProgram } from '../../support/fuzz/checkProgram.js';
import { compileProgram, loadProgram, type Program } from '../../support/fuzz/loadProgram.js';

const vectors = '[[[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]]]';
const program = (body: string, cases = vectors): string =>
  `const data = [1, 2, 3]; const floats = Float64Array.of(1, 2, 3);
/* @differentiable */ export function f(a, b) { let s = 0; ${body} return s; } export const cases = () => ${cases};`;

/** The reverse companion of `f`. */
function reverse(source: string): string {
  const code = compileProgram(source);
  return code.slice(code.indexOf('function f_reverse'), code.indexOf('function f_tangent'));
}

const unguarded: Record<string, string> = {
  'elements of arguments': program('for (let i = 0; i < a.length; i++) s += a[i] * b[i];'),
  'an array of the module, which is inactive': program(
    'for (let i = 0; i < a.length; i++) s += a[i] * data[i] * floats[i];',
  ),
  'a row that does not change in the inner loop': program(
    'for (let i = 0; i < a.length; i++) { const row = a[i]; for (let j = 0; j < row.length; j++) s += row[j] * row[j]; }',
    '[[[[1, 2], [3]], 0]]',
  ),
};

const guarded: Record<string, string> = {
  'what is outside of loops': program('s = a[0] * b[0];'),
  fields: program('for (let i = 0; i < 3; i++) s = Math.sin(s + a.x); a.x = s;', '[[{ x: 0.3 }, 0]]'),
  'what each turn finds': program(
    'for (let i = 0; i < a.length; i++) s += a[i][0] * a[i][1]; s += Math.max.call(null, s, 1);',
    '[[[[1, 2], [3, 4]], 0]]',
  ),
};

describe('unguardShadows', () => {
  for (const [name, source] of Object.entries(unguarded)) {
    it(`adds without a test to ${name}`, () => {
      expect(reverse(source)).to.include('orNothing');
      const { failure, compared } = checkProgram(loadProgram<Program>(source));
      expect(failure).to.equal(null);
      expect(compared).to.be.greaterThan(0);
    });
  }

  for (const [name, source] of Object.entries(guarded)) {
    it(`leaves alone ${name}`, () => {
      expect(reverse(source)).to.not.include('orNothing');
      expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
    });
  }

  it('leaves no trace of what was added to nothing', () => {
    const { f } = loadProgram<{ f: (a: number[], b: number) => number }>(
      unguarded['an array of the module, which is inactive']!,
    );
    expect(gradient(f, [2, 3, 4], 0)[0]).to.deep.equal([1, 4, 9]);
    expect(gradient(f, [2, 3, 4], 0)[0]).to.deep.equal([1, 4, 9]);
  });
});
