import type { System } from '../problem/System.js';
import type { Direction } from './Direction.js';
import type { Apply } from './GmresIteration.js';
import { GmresIteration } from './GmresIteration.js';
import type { LinearProblem } from './LinearSolver.js';
import type { LinearSystem } from './LinearSystem.js';
import { TimeDerivative } from './TimeDerivative.js';

/**
 * Makes a preconditioner of s M − J at (u, t): a function that overwrites b with about (s M − J)⁻¹ b. It is made whenever a method
 * factors a matrix otherwise; `u` is used again, so copy what is kept.
 */
export type Preconditioner = (
  system: System,
  u: Float64Array,
  t: number,
  shift: number,
) => (b: Float64Array) => void;

/** Settings of the iteration, filled in. */
export interface KrylovSettings {
  readonly restart: number;
  readonly maxIterations: number;
  readonly tol: number | undefined;
  readonly preconditioner: Preconditioner | undefined;
}

/** Linear systems solved by GMRES, with products of J and no matrix. */
export class KrylovSystem implements LinearSystem {
  readonly n: number;
  private readonly direction: Direction;
  private readonly time: TimeDerivative;
  private readonly iteration: GmresIteration;
  private readonly weights: Float64Array;
  private readonly product: Float64Array;
  private readonly u: Float64Array;
  private t = 0;
  private shift = 0;
  private precondition: ((b: Float64Array) => void) | undefined;
  private complex: ComplexIteration | undefined;
  private readonly apply: Apply;

  constructor(
    private readonly problem: LinearProblem,
    private readonly settings: KrylovSettings,
  ) {
    const { of } = problem;
    const { n } = of;
    this.n = n;
    this.direction = problem.direction();
    this.time = new TimeDerivative(of);
    this.iteration = new GmresIteration(n, Math.min(settings.restart, n), settings.maxIterations);
    this.weights = new Float64Array(n).fill(1);
    this.product = new Float64Array(n);
    this.u = new Float64Array(n);
    this.apply = (x, out) => {
      const { product, shift } = this;
      this.direction.multiply(x, product);
      this.direction.multiplyMass(x, out);
      for (let i = 0; i < out.length; i++) out[i] = shift * out[i] - product[i];
    };
  }

  private get tolerance(): number {
    const { settings, direction, problem } = this;
    return settings.tol ?? Math.max(direction.precision, 1e-3 * (problem.tolerances?.rtol ?? 0));
  }

  update(u: Float64Array, t: number, du: Float64Array): void {
    const { of, tolerances } = this.problem;
    of.system.stats.njac++;
    this.direction.at(u, t, du);
    this.u.set(u);
    this.t = t;
    if (tolerances === undefined) return;
    const { atol, rtol } = tolerances;
    for (let i = 0; i < u.length; i++) this.weights[i] = 1 / (atol[i] + rtol * Math.abs(u[i]));
  }

  factor(shift: number): boolean {
    const { system } = this.problem.of;
    system.stats.nfactor++;
    this.shift = shift;
    this.precondition = this.settings.preconditioner?.(system, this.u, this.t, shift);
    return Number.isFinite(shift);
  }

  solve(b: Float64Array): boolean {
    this.problem.of.system.stats.nsolve++;
    return this.iteration.solve(this.apply, this.precondition, b, this.weights, this.tolerance);
  }

  factorComplex(re: number, im: number): boolean {
    const { settings, problem } = this;
    problem.of.system.stats.nfactor++;
    this.complex ??= new ComplexIteration(this.n, this.direction, settings);
    this.complex.begin(
      re,
      im,
      this.weights,
      settings.preconditioner?.(problem.of.system, this.u, this.t, Math.hypot(re, im)),
    );
    return Number.isFinite(re + im);
  }

  solveComplex(bRe: Float64Array, bIm: Float64Array): boolean {
    this.problem.of.system.stats.nsolve++;
    return this.complex!.solve(bRe, bIm, this.tolerance);
  }

  multiplyMass(x: Float64Array, out: Float64Array): void {
    this.direction.multiplyMass(x, out);
  }

  multiply(x: Float64Array, out: Float64Array): void {
    this.direction.multiply(x, out);
  }

  timeDerivative(out: Float64Array, u: Float64Array, t: number, du: Float64Array): void {
    this.time.evaluate(out, u, t, du);
  }
}

/** (re + i im) M − J over real and imaginary parts, one after the other; the preconditioner is the real one, for both. */
class ComplexIteration {
  private readonly iteration: GmresIteration;
  private readonly weights: Float64Array;
  private readonly b: Float64Array;
  private readonly apply: Apply;
  private re = 0;
  private im = 0;
  private precondition: ((b: Float64Array) => void) | undefined;

  constructor(n: number, direction: Direction, settings: KrylovSettings) {
    this.iteration = new GmresIteration(2 * n, Math.min(settings.restart, 2 * n), settings.maxIterations);
    this.weights = new Float64Array(2 * n);
    this.b = new Float64Array(2 * n);
    const [xRe, xIm, massRe, massIm, jRe, jIm] = Array.from({ length: 6 }, () => new Float64Array(n));
    this.apply = (x, out) => {
      const { re, im } = this;
      for (let i = 0; i < n; i++) {
        xRe[i] = x[i];
        xIm[i] = x[n + i];
      }
      direction.multiply(xRe, jRe);
      direction.multiply(xIm, jIm);
      direction.multiplyMass(xRe, massRe);
      direction.multiplyMass(xIm, massIm);
      for (let i = 0; i < n; i++) {
        out[i] = re * massRe[i] - im * massIm[i] - jRe[i];
        out[n + i] = re * massIm[i] + im * massRe[i] - jIm[i];
      }
    };
  }

  begin(
    re: number,
    im: number,
    weights: Float64Array,
    precondition: ((b: Float64Array) => void) | undefined,
  ): void {
    const n = weights.length;
    this.re = re;
    this.im = im;
    this.weights.set(weights);
    this.weights.set(weights, n);
    this.precondition =
      precondition &&
      ((b) => {
        precondition(b.subarray(0, n));
        precondition(b.subarray(n));
      });
  }

  solve(bRe: Float64Array, bIm: Float64Array, tolerance: number): boolean {
    const n = bRe.length;
    const { b } = this;
    b.set(bRe);
    b.set(bIm, n);
    const isSolved = this.iteration.solve(this.apply, this.precondition, b, this.weights, tolerance);
    bRe.set(b.subarray(0, n));
    bIm.set(b.subarray(n));
    return isSolved;
  }
}
