import { denseFactor, denseSolve } from '../linear/factorDense.js';
import type { LinearSystem } from '../linear/LinearSystem.js';
import type { MassMatrix } from '../problem/System.js';

/** How far the shift lies above the size of J. */
const ABOVE = 1e3;
/** Corrections of the slope; each gains about the three digits of `ABOVE`. */
const ROUNDS = 5;

/** du/dt of M du/dt = f(u, t): the solution of M x = f in the differential equations and of J x = −∂f/∂t in the algebraic ones. */
export class StartSlope {
  private readonly f: Float64Array;
  private readonly left: Float64Array;
  private readonly right: Float64Array;
  private readonly timeSlope: Float64Array;
  /** Factors of a regular matrix. */
  private readonly factors: Float64Array | undefined;
  private readonly pivots: Int32Array;

  constructor(
    private readonly mass: MassMatrix,
    private readonly linear: LinearSystem,
  ) {
    const { n } = linear;
    this.f = new Float64Array(n);
    this.left = new Float64Array(n);
    this.right = new Float64Array(n);
    this.timeSlope = new Float64Array(n);
    this.pivots = new Int32Array(n);
    if (mass.algebraic.length > 0 || mass.dense === undefined) return;
    this.factors = mass.dense.slice();
    denseFactor(this.factors, n, this.pivots);
  }

  /** Turns f(u, t), in `slope` [n], into du/dt. With algebraic equations it takes J at (u, t) and factors. */
  solve(u: Float64Array, t: number, slope: Float64Array): void {
    const { mass, factors, pivots } = this;
    const n = slope.length;
    if (mass.algebraic.length > 0) this.solveAlgebraic(u, t, slope);
    else if (factors !== undefined) denseSolve(factors, n, pivots, slope);
    else for (let j = 0; j < n; j++) slope[j] /= mass.diagonal![j];
  }

  /** Corrects x by (s M − J)⁻¹ of what is left of its equations, for a large s, which makes those of M nearly exact. */
  private solveAlgebraic(u: Float64Array, t: number, x: Float64Array): void {
    const { mass, linear, f, left, right, timeSlope } = this;
    const n = x.length;
    f.set(x);
    linear.update(u, t, f);
    linear.timeDerivative(timeSlope, u, t, f);
    const shift = ABOVE * this.sizeOfJacobian();
    x.fill(0);
    if (!linear.factor(shift)) return;
    for (let round = 0; round < ROUNDS; round++) {
      linear.multiplyMass(x, left);
      for (let j = 0; j < n; j++) right[j] = shift * (f[j] - left[j]);
      linear.multiply(x, left);
      for (const i of mass.algebraic) right[i] = timeSlope[i] + left[i];
      if (!linear.solve(right)) return;
      for (let j = 0; j < n; j++) x[j] += right[j];
    }
  }

  /** A lower bound of the size of J, at least 1: the largest entry of J e for some vectors e of signs. */
  private sizeOfJacobian(): number {
    const { linear, left, right } = this;
    let size = 1;
    for (let period = 1; period <= 3; period++) {
      for (let j = 0; j < right.length; j++) right[j] = j % (2 * period) < period ? 1 : -1;
      linear.multiply(right, left);
      for (let j = 0; j < left.length; j++) size = Math.max(size, Math.abs(left[j]));
    }
    return size;
  }
}
