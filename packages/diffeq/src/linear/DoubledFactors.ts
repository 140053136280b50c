import type { SparsityPattern } from '@diffjs/runtime';
import type { Factors } from './Factors.js';

/** Factors of real matrices over a pattern. */
export interface RealFactors {
  factor(W: Float64Array): boolean;
  solve(b: Float64Array): void;
}

/**
 * Complex systems over a pattern as real ones of twice the size, (a + bi) x ↦ [a −b; b a] entry by entry, so that bands stay bands and
 * sparse matrices sparse.
 */
export class DoubledFactors implements Factors {
  private readonly real: RealFactors;
  /** Made at their first use. */
  private doubled: { factors: RealFactors; W: Float64Array; b: Float64Array } | undefined;

  constructor(
    private readonly pattern: SparsityPattern,
    private readonly make: (pattern: SparsityPattern) => RealFactors,
  ) {
    this.real = make(pattern);
  }

  sibling(): Factors {
    return new DoubledFactors(this.pattern, this.make);
  }

  factor(W: Float64Array): boolean {
    return this.real.factor(W);
  }

  solve(b: Float64Array): void {
    this.real.solve(b);
  }

  factorComplex(re: Float64Array, im: Float64Array): boolean {
    const { rowPointers } = this.pattern;
    const n = rowPointers.length - 1;
    const { W, factors } = (this.doubled ??= {
      factors: this.make(doubledPattern(this.pattern)),
      W: new Float64Array(4 * re.length),
      b: new Float64Array(2 * n),
    });
    for (let i = 0; i < n; i++) {
      const first = rowPointers[i];
      const length = rowPointers[i + 1] - first;
      let upper = 4 * first;
      let lower = upper + 2 * length;
      for (let e = first; e < first + length; e++) {
        W[upper++] = re[e];
        W[upper++] = -im[e];
        W[lower++] = im[e];
        W[lower++] = re[e];
      }
    }
    return factors.factor(W);
  }

  solveComplex(bRe: Float64Array, bIm: Float64Array): void {
    const { factors, b } = this.doubled!;
    for (let i = 0; i < bRe.length; i++) {
      b[2 * i] = bRe[i];
      b[2 * i + 1] = bIm[i];
    }
    factors.solve(b);
    for (let i = 0; i < bRe.length; i++) {
      bRe[i] = b[2 * i];
      bIm[i] = b[2 * i + 1];
    }
  }
}

function doubledPattern({ rowPointers, columns }: SparsityPattern): SparsityPattern {
  const n = rowPointers.length - 1;
  const doubled = { rowPointers: new Int32Array(2 * n + 1), columns: new Int32Array(4 * columns.length) };
  let at = 0;
  for (let i = 0; i < 2 * n; i++) {
    const row = i >> 1;
    for (let e = rowPointers[row]; e < rowPointers[row + 1]; e++) {
      doubled.columns[at++] = 2 * columns[e];
      doubled.columns[at++] = 2 * columns[e] + 1;
    }
    doubled.rowPointers[i + 1] = at;
  }
  return doubled;
}
