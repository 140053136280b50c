import type { SparsityPattern } from '@diffjs/runtime';
import type { Factors } from './Factors.js';
import type { JacobianSource } from './JacobianSource.js';
import type { Linearised } from './Linearised.js';
import type { LinearSystem } from './LinearSystem.js';
import { TimeDerivative } from './TimeDerivative.js';

/** What a system whose matrix is held is made of. */
export interface MatrixParts {
  readonly of: Linearised;
  /** The entries that are held; undefined for all, row by row. */
  readonly pattern: SparsityPattern | undefined;
  readonly jacobian: JacobianSource;
  /** What gives −∂F/∂u̇ of F(u̇, u, t) = 0, which changes with J; undefined if M is constant. */
  readonly massSource?: JacobianSource;
  readonly factors: Factors;
}

/** Linear systems with J, M and s M − J held entry by entry, over the same places. */
export class MatrixSystem implements LinearSystem {
  readonly n: number;
  private readonly J: Float64Array;
  private readonly M: Float64Array;
  private readonly W: Float64Array;
  /** Imaginary parts, from their first use on. */
  private imaginary: Float64Array | undefined;
  private readonly time: TimeDerivative;
  private readonly isIdentity: boolean;

  /** @param elder  a system whose J and M are this one's, too */
  constructor(
    private readonly parts: MatrixParts,
    elder?: MatrixSystem,
  ) {
    const { of, pattern } = parts;
    const size = pattern === undefined ? of.n * of.n : pattern.columns.length;
    this.n = of.n;
    this.J = elder?.J ?? new Float64Array(size);
    this.M = elder?.M ?? new Float64Array(size);
    this.W = new Float64Array(size);
    this.time = new TimeDerivative(of);
    this.isIdentity = of.mass === undefined && parts.massSource === undefined;
    if (parts.massSource === undefined) this.placeMass();
  }

  /** Writes the constant M over the held entries. */
  private placeMass(): void {
    const { n, M } = this;
    const { of, pattern } = this.parts;
    const { mass } = of;
    const entry = (i: number, j: number): number =>
      mass?.dense !== undefined
        ? mass.dense[i * n + j]
        : i !== j
          ? 0
          : mass === undefined
            ? 1
            : mass.diagonal![i];
    if (pattern === undefined) {
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) M[i * n + j] = entry(i, j);
      return;
    }
    const { rowPointers, columns } = pattern;
    for (let i = 0; i < n; i++)
      for (let e = rowPointers[i]; e < rowPointers[i + 1]; e++) M[e] = entry(i, columns[e]);
  }

  sibling(): LinearSystem | undefined {
    const factors = this.parts.factors.sibling?.();
    return factors && new MatrixSystem({ ...this.parts, factors }, this);
  }

  update(u: Float64Array, t: number, du: Float64Array): void {
    const { jacobian, massSource, of } = this.parts;
    of.system.stats.njac++;
    jacobian.evaluate(this.J, u, t, du);
    massSource?.evaluate(this.M, u, t, du);
  }

  factor(shift: number): boolean {
    const { J, M, W } = this;
    const { factors, of } = this.parts;
    of.system.stats.nfactor++;
    for (let e = 0; e < W.length; e++) W[e] = shift * M[e] - J[e];
    return factors.factor(W);
  }

  solve(b: Float64Array): boolean {
    this.parts.of.system.stats.nsolve++;
    this.parts.factors.solve(b);
    return true;
  }

  factorComplex(re: number, im: number): boolean {
    const { J, M, W } = this;
    const { factors, of } = this.parts;
    const imaginary = (this.imaginary ??= new Float64Array(W.length));
    of.system.stats.nfactor++;
    for (let e = 0; e < W.length; e++) {
      W[e] = re * M[e] - J[e];
      imaginary[e] = im * M[e];
    }
    return factors.factorComplex(W, imaginary);
  }

  solveComplex(bRe: Float64Array, bIm: Float64Array): boolean {
    this.parts.of.system.stats.nsolve++;
    this.parts.factors.solveComplex(bRe, bIm);
    return true;
  }

  multiplyMass(x: Float64Array, out: Float64Array): void {
    if (this.isIdentity) for (let i = 0; i < x.length; i++) out[i] = x[i];
    else this.multiplyBy(this.M, x, out);
  }

  multiply(x: Float64Array, out: Float64Array): void {
    this.multiplyBy(this.J, x, out);
  }

  private multiplyBy(A: Float64Array, x: Float64Array, out: Float64Array): void {
    const { n } = this;
    const { pattern } = this.parts;
    if (pattern === undefined) {
      for (let i = 0, at = 0; i < n; i++) {
        let sum = 0;
        for (let j = 0; j < n; j++) sum += A[at++] * x[j];
        out[i] = sum;
      }
      return;
    }
    const { rowPointers, columns } = pattern;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let e = rowPointers[i]; e < rowPointers[i + 1]; e++) sum += A[e] * x[columns[e]];
      out[i] = sum;
    }
  }

  timeDerivative(out: Float64Array, u: Float64Array, t: number, du: Float64Array): void {
    this.time.evaluate(out, u, t, du);
  }
}
