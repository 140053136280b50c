import type { Algorithm, StepTolerances } from '../algorithm/Algorithm.js';
import { StartDerivative } from '../initialization/StartDerivative.js';
import { monomialInterpolant } from '../interpolation/monomialInterpolant.js';
import type { LinearSolver } from '../linear/LinearSolver.js';
import type { LinearSystem } from '../linear/LinearSystem.js';
import { linearSystem } from '../linear/linearSystems.js';
import type { System } from '../problem/System.js';
import { multiplyByLine } from './AdamsCoefficients.js';
import { DifferenceOrder } from './DifferenceOrder.js';
import { multistepEquation } from './multistepEquation.js';
import { MultistepNewton } from './MultistepNewton.js';
import type { Stepper } from './Stepper.js';
import { zeroRows } from './zeroRows.js';

/** By how much rounding in the differences may be amplified where a step is far longer than the one before, which was cut short. */
const AMPLIFIED = 1e5;

/** A method in backward differences: which orders it uses, and κ_k of each, 0 for BDF. */
export interface DifferenceMethod {
  readonly name: string;
  readonly maxOrder: number;
  /** Whether the order stays there once it is reached. */
  readonly fixedOrder: boolean;
  /** κ_k at place k − 1, [maxOrder]. */
  readonly kappa: readonly number[];
  readonly linearSolver: LinearSolver | undefined;
}

/** Numerical differentiation formulas with steps that stay as they are for some time. */
export function quasiConstantBdf(method: DifferenceMethod): Algorithm {
  const { name, maxOrder } = method;
  return {
    name,
    order: maxOrder,
    startOrder: 2,
    denseOrder: maxOrder,
    adaptive: true,
    stiff: true,
    massMatrix: 'singular',
    tableau: undefined,
    interpolant: monomialInterpolant(maxOrder),
    createStepper: (system, u0, tolerances) =>
      new QuasiConstantStepper(
        method,
        system,
        u0,
        tolerances,
        linearSystem(system, { solver: method.linearSolver, tolerances }),
      ),
  };
}

/**
 * With ∇ʲ the backward differences at the step's own spacing, p = Σ_{j≤k} ∇ʲuₙ and e = u − p:
 * (1 − κ) γ_k e + Σ_{j≤k} γ_j ∇ʲuₙ = h f(u), γ_j = Σ_{i≤j} 1/i. Another step size interpolates the differences anew.
 *
 * Reference: L. F. Shampine & M. W. Reichelt, SIAM J. Sci. Comput. 18(1), 1997, pp. 1–22.
 */
class QuasiConstantStepper implements Stepper {
  readonly n: number;
  u: Float64Array;
  next: Float64Array;
  readonly stages: Float64Array[];
  readonly slope: Float64Array;
  /** ∇ʲ at place j, 1 ≤ j ≤ maxOrder + 2; place 0 is not used. */
  private readonly differences: Float64Array[];
  private readonly rescaled: Float64Array[];
  private readonly predicted: Float64Array;
  private readonly predictedSlope: Float64Array;
  private readonly correction: Float64Array;
  private readonly newton: MultistepNewton;
  private readonly start: StartDerivative;
  private readonly order: DifferenceOrder;
  private readonly scaling: Float64Array;
  private readonly binomials: Float64Array;
  private readonly width: number;
  /** Size that the differences are of; 0 where place 1 holds du/dt. */
  private size = 0;

  constructor(
    private readonly method: DifferenceMethod,
    system: System,
    u0: Float64Array,
    private readonly tolerances: StepTolerances,
    linear: LinearSystem,
  ) {
    const { n } = system;
    const { maxOrder } = method;
    this.n = n;
    this.u = Float64Array.from(u0);
    this.next = new Float64Array(n);
    this.stages = zeroRows(maxOrder, n);
    this.slope = new Float64Array(n);
    this.differences = zeroRows(maxOrder + 3, n);
    this.rescaled = zeroRows(maxOrder + 1, n);
    this.predicted = new Float64Array(n);
    this.predictedSlope = new Float64Array(n);
    this.correction = new Float64Array(n);
    this.newton = new MultistepNewton(multistepEquation(system), linear, system.stats, tolerances);
    this.start = new StartDerivative(system, linear, tolerances);
    this.order = new DifferenceOrder(maxOrder, method.fixedOrder, method.kappa);
    this.width = maxOrder + 1;
    this.scaling = new Float64Array(this.width ** 2);
    this.binomials = new Float64Array(this.width ** 2);
  }

  restart(t: number): void {
    this.start.write(this.differences[1], this.slope, this.u, t);
    this.newton.restart();
    this.order.restart();
    this.size = 0;
  }

  attempt(t: number, h: number): boolean {
    const { order, differences, n, u, predicted, predictedSlope, method } = this;
    if (h !== this.size) this.resize(h);
    const { k } = order;
    order.used = k;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      let weighted = 0;
      for (let j = k; j > 0; j--) {
        const difference = differences[j][i];
        sum += difference;
        weighted += GAMMA[j] * difference;
      }
      predicted[i] = u[i] + sum;
      predictedSlope[i] = weighted / h;
    }
    const alpha = ((1 - method.kappa[k - 1]) * GAMMA[k]) / h;
    return this.newton.solve(t + h, alpha, predicted, predictedSlope, this.correction, this.next);
  }

  /** Interpolates the differences at another spacing. */
  private resize(h: number): void {
    const { differences, order, n } = this;
    order.equal = 0;
    if (this.size === 0) {
      const first = differences[1];
      for (let i = 0; i < n; i++) first[i] *= h;
    } else {
      const ratio = h / this.size;
      while (order.k > 1 && ratio ** order.k > AMPLIFIED) order.k--;
      this.rescale(ratio, order.k);
    }
    this.size = h;
  }

  /**
   * ∇ʲ at spacing r h are Σ_i (R(r) U)_{ij} ∇ⁱ at spacing h, with R_{ij} = Π_{m≤i} (m − 1 − r j)/m and U = R(1).
   */
  private rescale(ratio: number, k: number): void {
    const { scaling, binomials, width, differences, rescaled, n } = this;
    writeScaling(scaling, width, k, ratio);
    writeScaling(binomials, width, k, 1);
    for (let j = 1; j <= k; j++) {
      const row = rescaled[j];
      row.fill(0);
      for (let i = 1; i <= k; i++) {
        let weight = 0;
        for (let m = 1; m <= k; m++) weight += scaling[i * width + m] * binomials[m * width + j];
        const from = differences[i];
        for (let l = 0; l < n; l++) row[l] += weight * from[l];
      }
    }
    for (let j = 1; j <= k; j++) {
      const row = rescaled[j];
      rescaled[j] = differences[j];
      differences[j] = row;
    }
  }

  errorNorm(_h: number, atol: Float64Array, rtol: number): number {
    const { n, u, next, correction, differences, order } = this;
    const { k } = order;
    const last = differences[k];
    const beyond = differences[k + 1];
    let at = 0;
    let below = 0;
    let above = 0;
    for (let i = 0; i < n; i++) {
      const before = Math.abs(u[i]);
      const after = Math.abs(next[i]);
      const scale = 1 / (atol[i] + rtol * (before > after ? before : after));
      const e = correction[i];
      at += (e * scale) ** 2;
      below += ((last[i] + e) * scale) ** 2;
      above += ((e - beyond[i]) * scale) ** 2;
    }
    return order.estimate(Math.sqrt(at / n), Math.sqrt(below / n), Math.sqrt(above / n));
  }

  proposeFactor(errorNorm: number): number {
    return this.order.propose(errorNorm, this.newton.iterations);
  }

  /** The differences become those at the end of the step. */
  finish(): void {
    const { differences, correction, order, n } = this;
    const k = order.used;
    const beyond = differences[k + 1];
    const second = differences[k + 2];
    for (let i = 0; i < n; i++) {
      second[i] = correction[i] - beyond[i];
      beyond[i] = correction[i];
    }
    for (let j = k; j > 0; j--) {
      const row = differences[j];
      const higher = differences[j + 1];
      for (let i = 0; i < n; i++) row[i] += higher[i];
    }
  }

  completeRows(_t: number, h: number): void {
    const { stages, differences, order, n } = this;
    const k = order.used;
    for (let q = 1; q <= stages.length; q++) {
      const row = stages[q - 1];
      row.fill(0);
      for (let j = q; j <= k; j++) {
        const weight = BACKWARD[j * POWERS + q] / h;
        const from = differences[j];
        for (let i = 0; i < n; i++) row[i] += weight * from[i];
      }
    }
  }

  shift(): void {
    const { u, order } = this;
    this.u = this.next;
    this.next = u;
    if (!this.tolerances.adaptive) order.rise();
  }
}

/** γ_j = Σ_{i≤j} 1/i. */
const GAMMA = Float64Array.of(0, 1, 3 / 2, 11 / 6, 25 / 12, 137 / 60);

const POWERS = 6;
/**
 * The polynomial through the end of a step and what is behind it, Σ_j ∇ʲ b_j with b_j(θ) = Π_{m<j} (θ − 1 + m)/(m + 1): the
 * coefficient of θ^q in b_j stands at j·POWERS + q.
 */
const BACKWARD = backwardPolynomials();

function backwardPolynomials(): Float64Array {
  const all = new Float64Array(POWERS * POWERS);
  all[0] = 1;
  for (let j = 1; j < POWERS; j++) multiplyByLine(all, (j - 1) * POWERS, j * POWERS, j, j - 2, 1, j);
  return all;
}

/** R_{ij}(r) for 1 ≤ i, j ≤ k, at i·width + j. */
function writeScaling(matrix: Float64Array, width: number, k: number, ratio: number): void {
  for (let j = 1; j <= k; j++) {
    let product = 1;
    for (let i = 1; i <= k; i++) {
      product *= (i - 1 - ratio * j) / i;
      matrix[i * width + j] = product;
    }
  }
}
