import type { SparsityPattern } from '@diffjs/runtime';
import { complexDenseFactor, complexDenseSolve } from './complexDenseLU.js';
import { denseFactor, denseSolve } from './factorDense.js';
import type { Factors } from './Factors.js';

const NONE: Float64Array = new Float64Array(0);

/** Factors of full matrices [n·n], row by row. */
export class DenseFactors implements Factors {
  private A = NONE;
  private re = NONE;
  private im = NONE;
  private readonly pivots: Int32Array;
  private complexPivots: Int32Array | undefined;

  /** @param pattern  the places of the entries that are given; default all, row by row */
  constructor(
    private readonly n: number,
    private readonly pattern?: SparsityPattern,
  ) {
    this.pivots = new Int32Array(n);
  }

  factor(W: Float64Array): boolean {
    this.A = this.spread(this.A, W);
    return denseFactor(this.A, this.n, this.pivots);
  }

  solve(b: Float64Array): void {
    denseSolve(this.A, this.n, this.pivots, b);
  }

  factorComplex(re: Float64Array, im: Float64Array): boolean {
    this.re = this.spread(this.re, re);
    this.im = this.spread(this.im, im);
    this.complexPivots ??= new Int32Array(this.n);
    return complexDenseFactor(this.re, this.im, this.n, this.complexPivots);
  }

  solveComplex(bRe: Float64Array, bIm: Float64Array): void {
    complexDenseSolve(this.re, this.im, this.n, this.complexPivots!, bRe, bIm);
  }

  /** The full matrix with these entries: they themselves, or `room` if they are only some of it. */
  private spread(room: Float64Array, W: Float64Array): Float64Array {
    const { n, pattern } = this;
    if (pattern === undefined) return W;
    const { rowPointers, columns } = pattern;
    const A = room.length === 0 ? new Float64Array(n * n) : room.fill(0);
    for (let i = 0; i < n; i++)
      for (let e = rowPointers[i]; e < rowPointers[i + 1]; e++) A[i * n + columns[e]] = W[e];
    return A;
  }

  sibling(): Factors {
    return new DenseFactors(this.n, this.pattern);
  }
}
