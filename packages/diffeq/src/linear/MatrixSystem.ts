import type { SparsityPattern } from '@diffjs/runtime';
import type { Factors } from './Factors.js';
import type { JacobianSource } from './JacobianSource.js';
import type { Linearised } from './Linearised.js';
import type { SolveStats } from '../problem/System.js';
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
  /** Undefined for the identity over all entries. */
  private readonly M: Float64Array | undefined;
  private readonly W: Float64Array;
  /** Parts of complex matrices, from their first use on. */
  private complex: { readonly re: Float64Array; readonly im: Float64Array } | undefined;
  private readonly time: TimeDerivative;
  private readonly isIdentity: boolean;
  private readonly stats: SolveStats;
  private readonly factors: Factors;

  /** @param elder  a system whose J and M are this one's, too */
  constructor(
    private readonly parts: MatrixParts,
    elder?: MatrixSystem,
  ) {
    const { of, pattern } = parts;
    const size = pattern === undefined ? of.n * of.n : pattern.columns.length;
    this.n = of.n;
    this.stats = of.system.stats;
    this.factors = parts.factors;
    this.J = elder?.J ?? new Float64Array(size);
    this.W = new Float64Array(size);
    this.time = new TimeDerivative(of);
    this.isIdentity = of.mass === undefined && parts.massSource === undefined;
    if (this.isIdentity && pattern === undefined) return;
    this.M = elder?.M ?? new Float64Array(size);
    if (parts.massSource === undefined && elder === undefined) this.placeMass(this.M);
  }

  /** Writes the constant M over the held entries. */
  private placeMass(M: Float64Array): void {
    const { n } = this;
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
    const { jacobian, massSource } = this.parts;
    this.stats.njac++;
    jacobian.evaluate(this.J, u, t, du);
    if (this.M !== undefined) massSource?.evaluate(this.M, u, t, du);
  }

  factor(shift: number): boolean {
    const { J, M, W, factors } = this;
    this.stats.nfactor++;
    shifted(W, J, M, shift, this.n);
    return factors.factor(W);
  }

  solve(b: Float64Array): boolean {
    this.stats.nsolve++;
    this.factors.solve(b);
    return true;
  }

  factorComplex(re: number, im: number): boolean {
    const { J, M, factors } = this;
    const complex = (this.complex ??= { re: new Float64Array(J.length), im: new Float64Array(J.length) });
    this.stats.nfactor++;
    shifted(complex.re, J, M, re, this.n);
    shifted(complex.im, undefined, M, im, this.n);
    return factors.factorComplex(complex.re, complex.im);
  }

  solveComplex(bRe: Float64Array, bIm: Float64Array): boolean {
    this.stats.nsolve++;
    this.factors.solveComplex(bRe, bIm);
    return true;
  }

  multiplyMass(x: Float64Array, out: Float64Array): void {
    if (this.M === undefined || this.isIdentity) out.set(x);
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
    const { timeSlope } = this.parts.jacobian;
    if (timeSlope === undefined) this.time.evaluate(out, u, t, du);
    else for (let i = 0; i < out.length; i++) out[i] = timeSlope[i];
  }
}

/** W = s M − J; M undefined is the identity over all n·n entries, J undefined is 0. */
function shifted(
  W: Float64Array,
  J: Float64Array | undefined,
  M: Float64Array | undefined,
  s: number,
  n: number,
): void {
  if (J === undefined) W.fill(0);
  else for (let e = 0; e < W.length; e++) W[e] = -J[e];
  if (M === undefined) for (let i = 0; i < W.length; i += n + 1) W[i] += s;
  else for (let e = 0; e < W.length; e++) W[e] += s * M[e];
}
