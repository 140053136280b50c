import type { Algorithm, StepTolerances } from '../algorithm/Algorithm.js';
import { monomialInterpolant } from '../interpolation/monomialInterpolant.js';
import type { System } from '../problem/System.js';
import { AdamsCoefficients } from './AdamsCoefficients.js';
import { AdamsOrder } from './AdamsOrder.js';
import { StepDistances } from './StepDistances.js';
import type { Stepper } from './Stepper.js';
import { zeroRows } from './zeroRows.js';

/** A variable-step Adams method: which orders it uses, and whether it corrects what it predicts. */
export interface AdamsMethod {
  readonly name: string;
  /** Order of the predictor at most. */
  readonly maxOrder: number;
  /** Whether the order stays there once it is reached. */
  readonly fixedOrder: boolean;
  /** Whether the step is corrected and f evaluated again (PECE), which is one order more; else only predicted (PE). */
  readonly corrects: boolean;
}

/** An Adams method in modified divided differences, after Krogh and Shampine & Gordon. */
export function variableAdams(method: AdamsMethod): Algorithm {
  const { name, maxOrder, corrects } = method;
  const order = corrects ? maxOrder + 1 : maxOrder;
  return {
    name,
    order,
    startOrder: 2,
    denseOrder: order,
    adaptive: true,
    stiff: false,
    tableau: undefined,
    interpolant: monomialInterpolant(order),
    createStepper: (system, u0, tolerances) => new VariableAdamsStepper(method, system, u0, tolerances),
  };
}

/**
 * With φ_j the modified divided differences of f and φ*_j = β_j φ_j those at the step's own spacing:
 * p = u + h Σ_{j<k} g_j φ*_j, corrected by h g_k φ_k(f(p)), where φ_k is the new difference with the slope at p.
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §III.5; Shampine & Gordon, Computer
 * Solution of Ordinary Differential Equations, 1975.
 */
class VariableAdamsStepper implements Stepper {
  readonly n: number;
  u: Float64Array;
  next: Float64Array;
  readonly stages: Float64Array[];
  /** φ_j at the start of the step, j ≤ maxOrder + 1; φ_0 is the slope. */
  private readonly phi: Float64Array[];
  /** φ*_j. */
  private readonly star: Float64Array[];
  /** Slope at the prediction; its difference φ_k. */
  private readonly predicted: Float64Array;
  private readonly newest: Float64Array;
  private readonly distances: StepDistances;
  private readonly coefficients: AdamsCoefficients;
  private readonly order: AdamsOrder;

  constructor(
    private readonly method: AdamsMethod,
    private readonly system: System,
    u0: Float64Array,
    private readonly tolerances: StepTolerances,
  ) {
    const { n } = system;
    const { maxOrder, corrects } = method;
    this.n = n;
    this.u = Float64Array.from(u0);
    this.next = new Float64Array(n);
    this.stages = zeroRows(corrects ? maxOrder + 1 : maxOrder, n);
    this.phi = zeroRows(maxOrder + 2, n);
    this.star = zeroRows(maxOrder + 1, n);
    this.predicted = new Float64Array(n);
    this.newest = new Float64Array(n);
    this.distances = new StepDistances(maxOrder + 2);
    this.coefficients = new AdamsCoefficients(maxOrder, this.distances);
    this.order = new AdamsOrder(maxOrder, method.fixedOrder);
  }

  get slope(): Float64Array {
    return this.phi[0];
  }

  restart(t: number): void {
    this.system.evaluate(this.phi[0], this.u, t);
    this.distances.known = 1;
    this.order.restart();
  }

  attempt(t: number, h: number): boolean {
    const { distances, coefficients, order, phi, star, n, u, next, newest, predicted } = this;
    const { k } = order;
    order.begin(h);
    distances.begin(h, k);
    coefficients.prepare(k);
    const { beta, known } = distances;
    const { g } = coefficients;
    const differences = Math.min(known, k + 1);
    for (let j = 0; j < differences; j++) {
      const from = phi[j];
      const to = star[j];
      const factor = beta[j];
      for (let i = 0; i < n; i++) to[i] = factor * from[i];
    }
    newest.fill(0);
    next.fill(0);
    for (let j = k - 1; j >= 0; j--) {
      const row = star[j];
      const weight = g[j];
      for (let i = 0; i < n; i++) {
        next[i] += weight * row[i];
        newest[i] += row[i];
      }
    }
    for (let i = 0; i < n; i++) next[i] = u[i] + h * next[i];
    this.system.evaluate(predicted, next, t + h);
    for (let i = 0; i < n; i++) newest[i] = predicted[i] - newest[i];
    if (!this.method.corrects) return true;
    const weight = h * g[k];
    for (let i = 0; i < n; i++) next[i] += weight * newest[i];
    return true;
  }

  errorNorm(h: number, atol: Float64Array, rtol: number): number {
    const { n, u, next, newest, star, order } = this;
    const { g } = this.coefficients;
    const { known } = this.distances;
    const { k } = order;
    const lower = star[k - 1];
    const lowest = star[k > 1 ? k - 2 : 0];
    const above = known > k && k < star.length ? star[k] : undefined;
    let e0 = 0;
    let e1 = 0;
    let e2 = 0;
    let above2 = 0;
    for (let i = 0; i < n; i++) {
      const before = Math.abs(u[i]);
      const after = Math.abs(next[i]);
      const scale = 1 / (atol[i] + rtol * (before > after ? before : after));
      const d0 = newest[i];
      const d1 = d0 + lower[i];
      const d2 = d1 + lowest[i];
      e0 += (d0 * scale) ** 2;
      e1 += (d1 * scale) ** 2;
      e2 += (d2 * scale) ** 2;
      if (above !== undefined) above2 += ((d0 - above[i]) * scale) ** 2;
    }
    const size = Math.abs(h) / Math.sqrt(n);
    const shareOf = (j: number): number => (j < 1 ? 1 : Math.abs(g[j] - g[j - 1]));
    return order.estimate(
      size * shareOf(k) * Math.sqrt(e0),
      size * shareOf(k - 1) * Math.sqrt(e1),
      size * shareOf(k - 2) * Math.sqrt(e2),
      above === undefined ? NaN : size * Math.sqrt(above2),
    );
  }

  proposeFactor(errorNorm: number): number {
    return this.order.propose(errorNorm);
  }

  finish(tNew: number): void {
    const { method, phi, star, distances, order, n } = this;
    // The differences at the end take the place of those at the start, from the lowest up; the step itself keeps φ*.
    const slope = phi[0];
    if (method.corrects) this.system.evaluate(slope, this.next, tNew);
    else slope.set(this.predicted);
    const count = Math.min(distances.known, order.used + 1, phi.length - 1);
    for (let j = 1; j <= count; j++) {
      const below = phi[j - 1];
      const old = star[j - 1];
      const to = phi[j];
      for (let i = 0; i < n; i++) to[i] = below[i] - old[i];
    }
  }

  completeRows(): void {
    const { coefficients, order, star, newest, stages, method, n } = this;
    const { used } = order;
    const terms = method.corrects ? used + 1 : used;
    const { newton, width } = coefficients;
    coefficients.expandNewton(terms);
    for (let q = 0; q < stages.length; q++) {
      const row = stages[q];
      row.fill(0);
      for (let j = q; j < terms; j++) {
        const weight = newton[j * width + q] / (q + 1);
        const from = j < used ? star[j] : newest;
        for (let i = 0; i < n; i++) row[i] += weight * from[i];
      }
    }
  }

  shift(): void {
    const { u } = this;
    this.u = this.next;
    this.next = u;
    this.distances.advance(Math.min(this.distances.known, this.order.used + 1) + 1);
    if (!this.tolerances.adaptive) this.order.rise();
  }
}
