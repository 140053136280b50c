import { expect } from 'chai';
import { gradient } from '@diffjs/runtime';
import { checkProgram } from '../../support/fuzz/checkProgram.js';
import { compileProgram, loadProgram, type Program } from '../../support/fuzz/loadProgram.js';

const rows = '[[[0.1, 0.2, 0.3], [0.4, 0.5, 0.6], [0.7, 0.8, 0.9]], [[1, 2, 3], [4, 5, 6], [7, 8, 9]]]';
const program = (body: string, cases = rows): string =>
  `/* @differentiable */ export function f(A, B) { let s = 0; ${body} return s; } export const cases = () => [${cases}];`;

function tangent(source: string): string {
  const code = compileProgram(source, 'program.ts', { order: 1 });
  return code.slice(code.indexOf('function f_tangent'));
}

const moved: Record<string, string> = {
  'a row out of the loop over its elements': program(
    'for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) s += A[i][j] * A[i][j];',
  ),
  'a row past stores into what the function made': program(
    'for (let i = 0; i < 3; i++) { const made = []; for (let j = 0; j < 3; j++) { made.push(A[i][j] * s); s += made[j] + 1; } }',
  ),
  'a part of an object': program(
    'for (let i = 0; i < 3; i++) s += Math.sin(A.part.x * i) * B;',
    '[{ part: { x: 0.3 } }, 2]',
  ),
};

const kept: Record<string, string> = {
  'a row that is replaced': program('for (let i = 0; i < 3; i++) { s += A[0][i] * 2; A[0] = B[i]; }'),
  'a row that another name may replace': program(
    'for (let i = 0; i < 3; i++) { s += A[0][i] * 2; B[0] = A[1]; }',
    '((rows) => [rows, rows])([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]])',
  ),
  'a row that is found anew in each turn': program('for (let i = 0; i < 3; i++) s += A[i][0] * A[i][1];'),
  'a row under a name that may be an object': program(
    'for (let i = 0; i < 2; i++) s += A[B].x * A[B].x;',
    "[{ k: { x: 0.3 } }, 'k']",
  ),
  'a row that an arm may not read': program('for (let i = 0; i < 3; i++) if (i > 1) s += A[i][0] * A[0][i];'),
};

describe('hoistLoads', () => {
  for (const [name, source] of Object.entries(moved)) {
    it(`moves ${name}`, () => {
      expect(tangent(source)).to.match(/= A\?\./);
      const { failure, compared } = checkProgram(loadProgram<Program>(source));
      expect(failure).to.equal(null);
      expect(compared).to.be.greaterThan(0);
    });
  }

  for (const [name, source] of Object.entries(kept)) {
    it(`leaves where it is ${name}`, () => {
      expect(tangent(source)).to.not.match(/= A\?\./);
      expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
    });
  }

  it('loads once what is read twice', () => {
    const source = program('for (let i = 0; i < 3; i++) s += A[i][0] * A[i][0] + A[i][0];');
    expect(tangent(source).match(/\[0\]/g)).to.have.length(2);
    expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
  });

  it('loads again behind a store', () => {
    const source = program(
      's = A[0][0]; B[0][0] = s * s; s *= A[0][0];',
      '((rows) => [rows, rows])([[0.3]])',
    );
    expect(checkProgram(loadProgram<Program>(source)).failure).to.equal(null);
  });

  it('reads nothing of what is not there where the loop has no turn', () => {
    const { f } = loadProgram<{ f: (A: number[][] | null, n: number) => number }>(
      '/* @differentiable */ export function f(A, n) { let s = n; for (let i = 0; i < n; i++) s += A[0][i]; return s; }',
    );
    expect(f(null, 0)).to.equal(0);
    expect(gradient(f, null, 0)).to.deep.equal([null, 1]);
    expect(() => gradient(f, null, 1)).to.throw(TypeError);
    expect(gradient(f, [[2, 3]], 2)).to.deep.equal([[[1, 1]], 1]);
  });
});
