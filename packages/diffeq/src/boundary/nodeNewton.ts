import type { SolveStats } from '../problem/System.js';
import type { NodeEquations } from './NodeEquations.js';
import { NodeFactors } from './NodeFactors.js';

/** How Newton's method ended. */
export type NewtonEnd = 'converged' | 'singular' | 'stalled' | 'steps' | 'notFinite';

const MOST_STEPS = 50;
/** The shortest share of a Newton step that is tried. */
const SHORTEST = 1 / 1024;
/** Contraction up to which a Jacobian is used again. */
const GOOD = 0.1;

/**
 * Damped Newton's method, in place of Y: a share λ of the correction is taken if the next simplified correction is smaller, measured by
 * |Δ| / (1 + |Y|), so that neither scales of equations nor of conditions count.
 *
 * @param tolerance  of the last correction in that measure
 *
 * Reference: P. Deuflhard, Newton Methods for Nonlinear Problems, 2004, §3.3 (restricted natural monotonicity test).
 */
export function nodeNewton(
  equations: NodeEquations,
  Y: Float64Array,
  tolerance: number,
  stats: SolveStats,
): NewtonEnd {
  return new NodeNewton(equations, stats).run(Y, tolerance);
}

class NodeNewton {
  private readonly factors: NodeFactors;
  private readonly S: Float64Array;
  private readonly R: Float64Array;
  private readonly B: Float64Array;
  private readonly g: Float64Array;
  private readonly b: Float64Array;
  private readonly gWork: Float64Array;
  private readonly bWork: Float64Array;
  private step: Float64Array;
  private nextStep: Float64Array;
  private readonly trial: Float64Array;

  constructor(
    private readonly equations: NodeEquations,
    private readonly stats: SolveStats,
  ) {
    const { n, count, at } = equations;
    this.factors = new NodeFactors(n, count);
    this.S = new Float64Array(count * n * n);
    this.R = new Float64Array(count * n * n);
    this.B = new Float64Array(n * n * at.length);
    this.g = new Float64Array(count * n);
    this.b = new Float64Array(n);
    this.gWork = new Float64Array(count * n);
    this.bWork = new Float64Array(n);
    this.step = new Float64Array((count + 1) * n);
    this.nextStep = new Float64Array((count + 1) * n);
    this.trial = new Float64Array((count + 1) * n);
  }

  run(Y: Float64Array, tolerance: number): NewtonEnd {
    const { equations, g, b } = this;
    if (!equations.residual(Y, g, b)) return 'notFinite';
    let isOld = false;
    for (let k = 0; k < MOST_STEPS; k++) {
      this.stats.nnewton++;
      if (!isOld) {
        if (!this.factorAt(Y)) return 'singular';
        this.correct(this.step);
      }
      const size = measure(this.step, Y);
      if (!Number.isFinite(size)) return 'notFinite';
      const lambda = this.search(Y, size);
      if (lambda === 0) {
        if (!isOld) return 'stalled';
        if (!equations.residual(Y, g, b)) return 'notFinite';
        isOld = false; // once more, with the Jacobian of this point
        continue;
      }
      Y.set(this.trial);
      const next = measure(this.nextStep, Y);
      if (lambda === 1 && (size <= tolerance || next <= 0.01 * tolerance)) return 'converged';
      isOld = lambda === 1 && next <= GOOD * size;
      if (isOld) [this.step, this.nextStep] = [this.nextStep, this.step];
    }
    return 'steps';
  }

  private factorAt(Y: Float64Array): boolean {
    const { equations, factors, S, R, B, stats } = this;
    equations.linearise(Y, S, R, B);
    stats.nfactor++;
    return factors.factor(S, R, B, equations.at);
  }

  /** Writes −J⁻¹ of the last residual, which stays. */
  private correct(out: Float64Array): void {
    const { factors, g, b, gWork, bWork, stats } = this;
    stats.nsolve++;
    for (let e = 0; e < g.length; e++) gWork[e] = -g[e];
    for (let e = 0; e < b.length; e++) bWork[e] = -b[e];
    factors.solve(gWork, bWork, out);
  }

  /** The share of the step that was taken to `trial`, with the simplified correction there in `nextStep`; 0 if none is good. */
  private search(Y: Float64Array, size: number): number {
    const { equations, step, nextStep, trial, g, b } = this;
    for (let lambda = 1; lambda >= SHORTEST; lambda /= 2) {
      for (let e = 0; e < Y.length; e++) trial[e] = Y[e] + lambda * step[e];
      if (!equations.residual(trial, g, b)) continue;
      this.correct(nextStep);
      const next = measure(nextStep, Y);
      if (next <= (1 - lambda / 4) * size || next <= 64 * Number.EPSILON) return lambda;
    }
    return 0;
  }
}

/** Root mean square of |Δ| / (1 + |Y|). */
function measure(step: Float64Array, Y: Float64Array): number {
  let sum = 0;
  for (let e = 0; e < step.length; e++) sum += (step[e] / (1 + Math.abs(Y[e]))) ** 2;
  return Math.sqrt(sum / step.length);
}
