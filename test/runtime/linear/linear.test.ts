import { implicitRoot } from '@diffjs/runtime';
import { gradient, jvp } from '@diffjs/runtime';
import { expect } from 'chai';
import { seededRandom } from '../../support/seededRandom';

type Solver = 'lu' | 'gmres';

/** A·x = b by the derivative of the root of A·x − b, whose Jacobian is A. */
function solveBy(A: number[][], linearSolver: Solver): (b: number[]) => number[] {
  const residual = /* @differentiable */ (x: number[], b: number[], M: number[][]): number[] => {
    const r: number[] = [];
    for (let i = 0; i < M.length; i++) {
      let s = -b[i];
      for (let j = 0; j < M.length; j++) s += M[i][j] * x[j];
      r.push(s);
    }
    return r;
  };
  const zero = A.map(() => 0);
  const root = implicitRoot(residual, (_b: number[], _A: number[][]) => zero.slice(), { linearSolver });
  return (b) => jvp(root, [zero, A], [b, null] as never)[1] as number[];
}

describe('linear systems of implicit functions', () => {
  const random = seededRandom(5);
  const matrix = (n: number, entry: (i: number, j: number) => number): number[][] =>
    Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => entry(i, j)));
  const cases: readonly (readonly [string, number[][]])[] = [
    ['one unknown', [[-3]]],
    ['rows that have to be exchanged', [[0, 2, 1], [1, 0, 0], [3, 1, 0]]], // prettier-ignore
    ['rows of very different size', [[1, 1e20, 0], [0, 1, 2], [1e-15, 0, 3e-15]]], // prettier-ignore
    ['random entries', matrix(12, () => random() - 0.5)],
    ['a strong diagonal', matrix(30, (i, j) => (i === j ? 40 : 0) + random())],
  ];
  for (const [name, A] of cases) {
    for (const solver of ['lu', 'gmres'] as const) {
      if (solver === 'gmres' && name.includes('different size')) continue;
      it(`${solver} solves with ${name}, and with the transpose`, () => {
        const n = A.length;
        const x = Array.from({ length: n }, (_, i) => Math.sin(1 + i));
        const b = A.map((row) => row.reduce((s, a, j) => s + a * x[j], 0));
        const found = solveBy(A, solver)(b);
        found.forEach((each, i) => expect(each).to.be.closeTo(x[i], 1e-8));
        // Sums of columns of such sizes lose the digits that would be compared.
        if (name.includes('different size')) return;
        // Gradient of ⟨w, A⁻¹b⟩ with respect to b: A⁻ᵀw.
        const w = A[0].map((_, j) => A.reduce((s, row, i) => s + row[j] * x[i], 0));
        const residual = /* @differentiable */ (y: number[], c: number[], M: number[][]): number[] =>
          M.map((row, i) => row.reduce((s, a, j) => s + a * y[j], 0) - c[i]);
        const zero = A.map(() => 0);
        const root = implicitRoot(residual, (_c: number[], _A: number[][]) => zero.slice(), {
          linearSolver: solver,
        });
        const weighted = /* @differentiable */ (c: number[], M: number[][]): number => {
          const y = root(c, M);
          let s = 0;
          for (let i = 0; i < y.length; i++) s += w[i] * y[i];
          return s;
        };
        const [bar] = gradient(weighted, zero, A) as [number[], unknown];
        bar.forEach((each, i) => expect(each).to.be.closeTo(x[i], 1e-8 * Math.max(1, Math.abs(x[i]))));
      });
    }
  }
});
