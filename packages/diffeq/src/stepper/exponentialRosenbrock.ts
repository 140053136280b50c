import type { Algorithm, StepTolerances } from '../algorithm/Algorithm.js';
import type { LinearOperator } from '../exponential/KrylovPhi.js';
import { KrylovPhi } from '../exponential/KrylovPhi.js';
import { hermiteIncrement } from '../interpolation/hermiteIncrement.js';
import type { LinearSolver } from '../linear/LinearSolver.js';
import type { LinearSystem } from '../linear/LinearSystem.js';
import { linearSystem } from '../linear/linearSystems.js';
import type { System } from '../problem/System.js';
import { HermiteStepper } from './HermiteStepper.js';

/** The exponential Rosenbrock methods that there are. */
type Kind = 'Exprb32' | 'Exprb43' | 'EXPRB53s3';

/** The algorithm of an exponential Rosenbrock method; of the linear solver it takes the Jacobian alone. */
export function exponentialRosenbrock(kind: Kind, linearSolver: LinearSolver | undefined): Algorithm {
  const { order, Stepper } = methods[kind];
  return {
    name: kind,
    order,
    denseOrder: 3,
    adaptive: true,
    stiff: true,
    tableau: undefined,
    interpolant: hermiteIncrement,
    createStepper(system, u0, tolerances) {
      const linear = linearSystem(system, linearSolver && { solver: linearSolver });
      return new Stepper(system, linear, u0, tolerances);
    },
  };
}

/** Share of the tolerance of a step that is left to the Krylov spaces; without one, relative to the state. */
const SHARE = 0.01;
const ROUNDING = 1e-14;

/**
 * Linearises at every step: J = ∂f/∂u, v = ∂f/∂t, and what is left, D(U) = f(U) − f(u) − J (U − u) − c h v, is small. Products φ_k(hJ) b are
 * taken by Krylov spaces.
 *
 * Reference: M. Hochbruck, A. Ostermann & J. Schweitzer, Exponential Rosenbrock-type methods, SIAM Journal on Numerical Analysis 47, 2009,
 * pp. 786–803.
 */
abstract class ExponentialRosenbrockStepper extends HermiteStepper {
  protected readonly b: readonly Float64Array[];
  protected readonly increment: Float64Array;
  protected readonly state: Float64Array;
  /** ∂f/∂t at the start of the step. */
  protected readonly v: Float64Array;
  private readonly product: Float64Array;
  private readonly krylov: KrylovPhi;
  private readonly jacobian: LinearOperator;
  private isLinearised = false;
  private tolerance = 0;

  constructor(
    system: System,
    private readonly linear: LinearSystem,
    u0: Float64Array,
    private readonly tolerances: StepTolerances,
  ) {
    super(system, u0);
    const { n } = system;
    this.b = Array.from({ length: 5 }, () => new Float64Array(n));
    this.increment = new Float64Array(n);
    this.state = new Float64Array(n);
    this.v = new Float64Array(n);
    this.product = new Float64Array(n);
    this.krylov = new KrylovPhi(n, 4);
    this.jacobian = (out, x) => linear.multiply(x, out);
  }

  override restart(t: number): void {
    super.restart(t);
    this.isLinearised = false;
  }

  attempt(t: number, h: number): boolean {
    const { linear, u, slope, v } = this;
    if (!this.isLinearised) {
      linear.update(u, t, slope);
      linear.timeDerivative(v, u, t, slope);
      this.isLinearised = true;
    }
    this.tolerance = this.krylovTolerance(h);
    return this.run(t, h);
  }

  /** Writes `next` and `error`; false if a Krylov space did not do. */
  protected abstract run(t: number, h: number): boolean;

  private krylovTolerance(h: number): number {
    const { u, slope, n } = this;
    const { atol, rtol, adaptive } = this.tolerances;
    let least = Infinity;
    let size = 0;
    for (let j = 0; j < n; j++) {
      least = Math.min(least, atol[j] + rtol * Math.abs(u[j]));
      size += Math.abs(u[j]) + Math.abs(h * slope[j]);
    }
    return adaptive ? SHARE * Math.sqrt(n) * least : ROUNDING * (size + Number.MIN_VALUE);
  }

  /** out = Σ tᵏ φ_k(tJ) b_k over the given vectors. */
  protected phi(out: Float64Array, t: number, b: readonly Float64Array[]): boolean {
    return this.krylov.apply(out, this.jacobian, t, b, this.tolerance);
  }

  /** state = u + increment; out = f(state) − f(u) − J increment − s v at time s after t. */
  protected remainder(out: Float64Array, t: number, s: number): void {
    const { system, u, increment, state, slope, v, product, linear, n } = this;
    for (let j = 0; j < n; j++) state[j] = u[j] + increment[j];
    system.evaluate(out, state, t + s);
    linear.multiply(increment, product);
    for (let j = 0; j < n; j++) out[j] -= slope[j] + product[j] + s * v[j];
  }

  override shift(): void {
    super.shift();
    this.isLinearised = false;
  }
}

class Exprb32Stepper extends ExponentialRosenbrockStepper {
  private readonly d = new Float64Array(this.n);
  private readonly linearPart = [this.b[0], this.b[1], this.b[2]];
  private readonly correction = [this.b[0], this.b[0], this.b[0], this.b[3]];

  protected run(t: number, h: number): boolean {
    const { b, slope, v, increment, state, next, error, d, n } = this;
    for (let j = 0; j < n; j++) {
      b[1][j] = slope[j];
      b[2][j] = v[j];
    }
    if (!this.phi(increment, h, this.linearPart)) return false;
    this.remainder(d, t, h);
    for (let j = 0; j < n; j++) b[3][j] = (2 * d[j]) / (h * h);
    if (!this.phi(error, h, this.correction)) return false;
    for (let j = 0; j < n; j++) next[j] = state[j] + error[j];
    return true;
  }
}

class Exprb43Stepper extends ExponentialRosenbrockStepper {
  private readonly d2 = new Float64Array(this.n);
  private readonly d3 = new Float64Array(this.n);
  private readonly linearPart = [this.b[0], this.b[1], this.b[2]];
  private readonly correction = [this.b[0], this.b[0], this.b[0], this.b[0], this.b[4]];

  protected run(t: number, h: number): boolean {
    const { b, slope, v, u, increment, next, error, d2, d3, n } = this;
    for (let j = 0; j < n; j++) {
      b[1][j] = slope[j];
      b[2][j] = v[j];
    }
    if (!this.phi(increment, h / 2, this.linearPart)) return false;
    this.remainder(d2, t, h / 2);
    for (let j = 0; j < n; j++) b[1][j] = slope[j] + d2[j];
    if (!this.phi(increment, h, this.linearPart)) return false;
    this.remainder(d3, t, h);
    for (let j = 0; j < n; j++) {
      b[1][j] = slope[j];
      b[3][j] = (16 * d2[j] - 2 * d3[j]) / (h * h);
      b[4][j] = (12 * d3[j] - 48 * d2[j]) / (h * h * h);
    }
    if (!this.phi(increment, h, b) || !this.phi(error, h, this.correction)) return false;
    for (let j = 0; j < n; j++) next[j] = u[j] + increment[j];
    return true;
  }
}

/**
 * Reference: V. T. Luan & A. Ostermann, Exponential Rosenbrock methods of order five: construction, analysis and numerical comparisons,
 * Journal of Computational and Applied Mathematics 255, 2014, pp. 417–431.
 */
class Exprb53s3Stepper extends ExponentialRosenbrockStepper {
  private readonly d2 = new Float64Array(this.n);
  private readonly d3 = new Float64Array(this.n);
  private readonly linearPart = [this.b[0], this.b[1], this.b[2]];
  private readonly cubicPart = [this.b[0], this.b[0], this.b[0], this.b[3]];
  private readonly correction = [this.b[0], this.b[0], this.b[0], this.b[3], this.b[4]];

  protected run(t: number, h: number): boolean {
    const { b, slope, v, u, increment, next, error, d2, d3, n } = this;
    for (let j = 0; j < n; j++) {
      b[1][j] = slope[j];
      b[2][j] = v[j];
    }
    if (!this.phi(increment, h / 2, this.linearPart)) return false;
    this.remainder(d2, t, h / 2);
    if (!this.thirdStage(h)) return false;
    this.remainder(d3, t, 0.9 * h);
    for (let j = 0; j < n; j++) b[3][j] = (8 * d2[j]) / (h * h);
    b[4].fill(0);
    if (!this.phi(increment, h, b)) return false;
    for (let j = 0; j < n; j++) {
      b[3][j] = (10 * d2[j] - (250 / 81) * d3[j]) / (h * h);
      b[4][j] = ((500 / 27) * d3[j] - 60 * d2[j]) / (h * h * h);
    }
    if (!this.phi(error, h, this.correction)) return false;
    for (let j = 0; j < n; j++) next[j] = u[j] + increment[j] + error[j];
    return true;
  }

  /** increment = 9/10 h φ₁(9/10 hJ) f + … + h (27/25 φ₃(hJ/2) + 729/125 φ₃(9/10 hJ)) D₂. */
  private thirdStage(h: number): boolean {
    const { b, d2, increment, error, n } = this;
    for (let j = 0; j < n; j++) b[3][j] = (216 / 25) * (d2[j] / (h * h));
    if (!this.phi(error, h / 2, this.cubicPart)) return false;
    for (let j = 0; j < n; j++) b[3][j] = (8 * d2[j]) / (h * h);
    b[4].fill(0);
    if (!this.phi(increment, 0.9 * h, b)) return false;
    for (let j = 0; j < n; j++) increment[j] += error[j];
    return true;
  }
}

const methods = {
  Exprb32: { order: 3, Stepper: Exprb32Stepper },
  Exprb43: { order: 4, Stepper: Exprb43Stepper },
  EXPRB53s3: { order: 5, Stepper: Exprb53s3Stepper },
} as const;
