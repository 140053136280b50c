import type { StepTolerances } from '../algorithm/Algorithm.js';
import type { LinearSystem } from '../linear/LinearSystem.js';
import type { PartialRightHandSide } from '../problem/ProblemParts.js';
import type { SolveStats } from '../problem/System.js';
import { IterationMatrix } from './IterationMatrix.js';
import { NewtonConvergence } from './NewtonConvergence.js';

/** Relative change of γ h up to which factors are kept. */
const KEPT_CHANGE = 0.2;
/** A rate of convergence beyond which the Jacobian is taken anew at the next step. */
const SLOW = 0.1;

/** What stages are equations of. */
export interface StageEquations {
  readonly linear: LinearSystem;
  /** The part of the right-hand side that is implicit. */
  readonly evaluate: PartialRightHandSide;
  readonly hasMass: boolean;
  readonly stats: SolveStats;
}

/**
 * Solves the stages of diagonally implicit methods, M z = γ h f(base + z, t) for the increment z, by simplified Newton iterations
 * (M/(γ h) − J) δ = f(base + z, t) − M z/(γ h). Factors of an older γ h serve with the correction 2/(1 + γ h/(γ h)_old).
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed. 1996, §IV.8; the correction is that of CVODE,
 * Cohen & Hindmarsh, Computers in Physics 10(2), 1996.
 */
export class StageNewton {
  readonly matrix: IterationMatrix;
  private readonly convergence: NewtonConvergence;
  private readonly state: Float64Array;
  private readonly residual: Float64Array;
  private readonly massTimes: Float64Array;
  private worstRate = 0;

  constructor(
    private readonly equations: StageEquations,
    tolerances: StepTolerances,
  ) {
    const { linear, evaluate } = equations;
    const { n } = linear;
    this.matrix = new IterationMatrix({
      linear,
      evaluate,
      factor: (gammaH) => linear.factor(1 / gammaH),
      change: tolerances.adaptive ? KEPT_CHANGE : 0,
      keeps: tolerances.adaptive,
    });
    this.convergence = new NewtonConvergence(n, tolerances);
    this.state = new Float64Array(n);
    this.residual = new Float64Array(n);
    this.massTimes = new Float64Array(n);
  }

  /** Makes ready for an attempt from (u, t). */
  begin(u: Float64Array, t: number, gammaH: number): boolean {
    this.worstRate = 0;
    this.convergence.scaleBy(u);
    return this.matrix.begin(u, t, gammaH);
  }

  /** Ends an accepted step. */
  accepted(): void {
    this.matrix.accepted(this.worstRate < SLOW);
  }

  /** Solves for z, which holds the guess, in place; false if the iteration does not converge. */
  solve(z: Float64Array, base: Float64Array, t: number, gammaH: number): boolean {
    const { equations, state, residual, massTimes, convergence, matrix } = this;
    const { linear, evaluate, hasMass, stats } = equations;
    const n = z.length;
    const inverse = 1 / gammaH;
    const correction = matrix.scale === gammaH ? 1 : 2 / (1 + gammaH / matrix.scale);
    convergence.begin(matrix.isFresh);
    matrix.isFresh = false;
    for (;;) {
      stats.nnewton++;
      for (let j = 0; j < n; j++) state[j] = base[j] + z[j];
      evaluate(residual, state, t);
      if (hasMass) {
        linear.multiplyMass(z, massTimes);
        for (let j = 0; j < n; j++) residual[j] -= massTimes[j] * inverse;
      } else {
        for (let j = 0; j < n; j++) residual[j] -= z[j] * inverse;
      }
      if (!linear.solve(residual)) return false;
      if (correction !== 1) for (let j = 0; j < n; j++) residual[j] *= correction;
      const verdict = convergence.judge(residual);
      if (convergence.rate > this.worstRate) this.worstRate = convergence.rate;
      if (verdict === 'diverging') return false;
      for (let j = 0; j < n; j++) z[j] += residual[j];
      if (verdict === 'converged') return true;
    }
  }
}
