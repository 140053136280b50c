import type { SparsityPattern } from '@diffjs/runtime';
import { complexDenseFactor, complexDenseSolve } from './complexDenseLU.js';
import { denseFactor, denseSolve } from './factorDense.js';
import type { Factors } from './Factors.js';

/** Factors of full matrices [n·n], row by row. The complex ones are made at their first use. */
export class DenseFactors implements Factors {
  private readonly A: Float64Array;
  private readonly pivots: Int32Array;
  private complex: { re: Float64Array; im: Float64Array; pivots: Int32Array } | undefined;

  /** @param pattern  the places of the entries that are given; default all, row by row */
  constructor(
    private readonly n: number,
    private readonly pattern?: SparsityPattern,
  ) {
    this.A = new Float64Array(n * n);
    this.pivots = new Int32Array(n);
  }

  factor(W: Float64Array): boolean {
    const { A } = this;
    this.spread(A, W);
    return denseFactor(A, this.n, this.pivots);
  }

  private spread(A: Float64Array, W: Float64Array): void {
    const { n, pattern } = this;
    if (pattern === undefined) {
      for (let e = 0; e < W.length; e++) A[e] = W[e];
      return;
    }
    const { rowPointers, columns } = pattern;
    A.fill(0);
    for (let i = 0; i < n; i++)
      for (let e = rowPointers[i]; e < rowPointers[i + 1]; e++) A[i * n + columns[e]] = W[e];
  }

  solve(b: Float64Array): void {
    denseSolve(this.A, this.n, this.pivots, b);
  }

  factorComplex(re: Float64Array, im: Float64Array): boolean {
    const { n } = this;
    const complex = (this.complex ??= {
      re: new Float64Array(n * n),
      im: new Float64Array(n * n),
      pivots: new Int32Array(n),
    });
    this.spread(complex.re, re);
    this.spread(complex.im, im);
    return complexDenseFactor(complex.re, complex.im, n, complex.pivots);
  }

  solveComplex(bRe: Float64Array, bIm: Float64Array): void {
    const { re, im, pivots } = this.complex!;
    complexDenseSolve(re, im, this.n, pivots, bRe, bIm);
  }

  sibling(): Factors {
    return new DenseFactors(this.n);
  }
}
