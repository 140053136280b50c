import type { Algorithm, StepTolerances } from '../algorithm/Algorithm.js';
import { StartDerivative } from '../initialization/StartDerivative.js';
import { monomialInterpolant } from '../interpolation/monomialInterpolant.js';
import type { LinearSolver } from '../linear/LinearSolver.js';
import type { LinearSystem } from '../linear/LinearSystem.js';
import { residualLinearSystem } from '../linear/linearSystems.js';
import type { System } from '../problem/System.js';
import { multiplyByLine } from './AdamsCoefficients.js';
import { LeadingOrder } from './LeadingOrder.js';
import { multistepEquation } from './multistepEquation.js';
import { MultistepNewton } from './MultistepNewton.js';
import { StepDistances } from './StepDistances.js';
import type { Stepper } from './Stepper.js';
import { zeroRows } from './zeroRows.js';

/** A method in divided differences: for which problems, and which orders it uses. */
export interface LeadingMethod {
  readonly name: string;
  /** Whether it is for F(du/dt, u, t) = 0, else for M du/dt = f(u, t). */
  readonly isOfResidual: boolean;
  readonly maxOrder: number;
  /** Whether the order stays there once it is reached. */
  readonly fixedOrder: boolean;
  readonly linearSolver: LinearSolver | undefined;
}

/** Backward differentiation formulas with a fixed leading coefficient. */
export function fixedLeadingBdf(method: LeadingMethod): Algorithm {
  const { name, isOfResidual, maxOrder, linearSolver } = method;
  return {
    name,
    order: maxOrder,
    startOrder: 2,
    denseOrder: maxOrder,
    adaptive: true,
    stiff: true,
    massMatrix: 'singular',
    ...(isOfResidual && { needs: 'implicit' as const }),
    tableau: undefined,
    interpolant: monomialInterpolant(maxOrder),
    createStepper: (system, u0, tolerances) =>
      new FixedLeadingStepper(
        method,
        system,
        u0,
        tolerances,
        residualLinearSystem(system, { solver: linearSolver, tolerances }),
      ),
  };
}

/**
 * With φ_j the modified divided differences of u and φ*_j = β_j φ_j those at the step's own spacing, p = Σ_{j≤k} φ*_j and
 * v = Σ γ_j φ*_j predict u and du/dt; u = p + e with du/dt = v + α e, α = Σ_{j≤k} 1/(j h), solves the equation.
 *
 * Reference: Brenan, Campbell & Petzold, Numerical Solution of Initial-Value Problems in Differential-Algebraic Equations, SIAM 1996,
 * ch. 5; the algorithms of DASSL and IDA.
 */
class FixedLeadingStepper implements Stepper {
  readonly n: number;
  u: Float64Array;
  next: Float64Array;
  readonly stages: Float64Array[];
  readonly slope: Float64Array;
  /** φ_j at place j, 1 ≤ j ≤ maxOrder + 1, at the start of the step and, finished, at its end; place 0 is not used. */
  private readonly phi: Float64Array[];
  private readonly star: Float64Array[];
  private readonly predicted: Float64Array;
  private readonly predictedSlope: Float64Array;
  private readonly correction: Float64Array;
  private readonly distances: StepDistances;
  private readonly order: LeadingOrder;
  private readonly newton: MultistepNewton;
  private readonly start: StartDerivative;
  private readonly gamma: Float64Array;
  private readonly sigma: Float64Array;
  private readonly newtonPolynomials: Float64Array;
  /** Share of e that is the error of the step. */
  private errorShare = 1;
  /** Whether φ₁ still holds du/dt. */
  private isStarting = true;

  constructor(
    method: LeadingMethod,
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
    this.phi = zeroRows(maxOrder + 2, n);
    this.star = zeroRows(maxOrder + 1, n);
    this.predicted = new Float64Array(n);
    this.predictedSlope = new Float64Array(n);
    this.correction = new Float64Array(n);
    this.distances = new StepDistances(maxOrder + 2);
    this.order = new LeadingOrder(maxOrder, method.fixedOrder);
    this.newton = new MultistepNewton(multistepEquation(system), linear, system.stats, tolerances);
    this.start = new StartDerivative(system, linear, tolerances);
    this.gamma = new Float64Array(maxOrder + 1);
    this.sigma = new Float64Array(maxOrder + 1);
    this.newtonPolynomials = new Float64Array((maxOrder + 1) ** 2);
  }

  restart(t: number): void {
    this.start.write(this.phi[1], this.slope, this.u, t);
    this.newton.restart();
    this.order.restart();
    this.isStarting = true;
  }

  attempt(t: number, h: number): boolean {
    const { distances, order, phi, star, n, u, predicted, predictedSlope, gamma } = this;
    if (this.isStarting) this.begin(h);
    order.begin(h);
    const k = order.used;
    distances.begin(h, k);
    const alpha = this.prepareCoefficients(h, k);
    for (let j = 1; j <= k; j++) {
      const from = phi[j];
      const to = star[j];
      const factor = distances.beta[j];
      for (let i = 0; i < n; i++) to[i] = factor * from[i];
    }
    for (let i = 0; i < n; i++) {
      let sum = 0;
      let weighted = 0;
      for (let j = k; j > 0; j--) {
        sum += star[j][i];
        weighted += gamma[j] * star[j][i];
      }
      predicted[i] = u[i] + sum;
      predictedSlope[i] = weighted;
    }
    return this.newton.solve(t + h, alpha, predicted, predictedSlope, this.correction, this.next);
  }

  /** The derivative at the start is a difference from a state one step before. */
  private begin(h: number): void {
    const { distances, n } = this;
    const first = this.phi[1];
    for (let i = 0; i < n; i++) first[i] *= h;
    distances.back[1] = h;
    distances.known = 2;
    this.isStarting = false;
  }

  /** Computes γ_j, σ_j and the share of the error for order k; returns the leading coefficient α. */
  private prepareCoefficients(h: number, k: number): number {
    const { gamma, sigma } = this;
    const { back } = this.distances;
    let ratio = 1;
    let sumOfRatios = 0;
    let harmonic = 0;
    gamma[0] = 0;
    sigma[0] = 1;
    for (let j = 1; j <= k; j++) {
      sumOfRatios += ratio;
      harmonic += 1 / j;
      gamma[j] = gamma[j - 1] + ratio / h;
      ratio = h / (h + back[j]);
      sigma[j] = j * sigma[j - 1] * ratio;
    }
    this.errorShare = Math.max(ratio, Math.abs(ratio - harmonic + sumOfRatios));
    return harmonic / h;
  }

  errorNorm(_h: number, atol: Float64Array, rtol: number): number {
    const { n, u, next, correction, phi, star, sigma, order } = this;
    const k = order.used;
    const lower = star[k];
    const lowest = star[k > 1 ? k - 1 : k];
    const beyond = phi[k + 1];
    let at = 0;
    let below = 0;
    let twoBelow = 0;
    let above = 0;
    for (let i = 0; i < n; i++) {
      const before = Math.abs(u[i]);
      const after = Math.abs(next[i]);
      const scale = 1 / (atol[i] + rtol * (before > after ? before : after));
      const e = correction[i];
      const e1 = e + lower[i];
      at += (e * scale) ** 2;
      below += (e1 * scale) ** 2;
      twoBelow += ((e1 + lowest[i]) * scale) ** 2;
      above += ((e - beyond[i]) * scale) ** 2;
    }
    const norm = Math.sqrt(at / n);
    order.estimate(
      sigma[k] * norm,
      sigma[k - 1] * Math.sqrt(below / n),
      k > 1 ? sigma[k - 2] * Math.sqrt(twoBelow / n) : 0,
      Math.sqrt(above / n) / (k + 2),
    );
    return this.errorShare * norm;
  }

  proposeFactor(errorNorm: number): number {
    return this.order.propose(errorNorm);
  }

  /** The differences become those at the end of the step. */
  finish(): void {
    const { phi, star, correction, order, n } = this;
    phi[order.used + 1].set(correction);
    for (let j = order.used; j > 0; j--) {
      const row = phi[j];
      const higher = phi[j + 1];
      const old = star[j];
      for (let i = 0; i < n; i++) row[i] = old[i] + higher[i];
    }
  }

  completeRows(_t: number, h: number): void {
    const { stages, phi, order, n, newtonPolynomials } = this;
    const k = order.used;
    const width = phi.length - 1;
    this.expandNewton(h, k, width);
    for (let q = 1; q <= stages.length; q++) {
      const row = stages[q - 1];
      row.fill(0);
      for (let j = q; j <= k; j++) {
        const weight = newtonPolynomials[j * width + q] / h;
        const from = phi[j];
        for (let i = 0; i < n; i++) row[i] += weight * from[i];
      }
    }
  }

  /** Newton's polynomials through the end of the step and the times behind it, in powers of θ. */
  private expandNewton(h: number, k: number, width: number): void {
    const { newtonPolynomials: all } = this;
    const { back } = this.distances;
    all[0] = 1;
    for (let j = 1; j <= k; j++) {
      const constant = j === 1 ? -h : back[j - 2];
      multiplyByLine(all, (j - 1) * width, j * width, j, constant, h, h + back[j - 1]);
    }
  }

  shift(): void {
    const { u, order } = this;
    this.u = this.next;
    this.next = u;
    this.distances.advance(order.used + 2);
    if (!this.tolerances.adaptive) order.rise();
  }
}
