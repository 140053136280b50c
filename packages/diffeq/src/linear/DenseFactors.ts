import { complexDenseFactor, complexDenseSolve } from './complexDenseLU.js';
import { denseFactor, denseSolve } from './factorDense.js';
import type { Factors } from './Factors.js';

/** Factors of full matrices [n·n], row by row. The complex ones are made at their first use. */
export class DenseFactors implements Factors {
  private readonly A: Float64Array;
  private readonly pivots: Int32Array;
  private complex: { re: Float64Array; im: Float64Array; pivots: Int32Array } | undefined;

  constructor(private readonly n: number) {
    this.A = new Float64Array(n * n);
    this.pivots = new Int32Array(n);
  }

  factor(W: Float64Array): boolean {
    const { A } = this;
    for (let e = 0; e < W.length; e++) A[e] = W[e];
    return denseFactor(A, this.n, this.pivots);
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
    complex.re.set(re);
    complex.im.set(im);
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
