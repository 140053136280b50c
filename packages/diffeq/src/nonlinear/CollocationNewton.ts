import type { StepTolerances } from '../algorithm/Algorithm.js';
import type { LinearSystem } from '../linear/LinearSystem.js';
import type { System } from '../problem/System.js';
import type { RadauTableau } from '../tableau/radauTableau.js';
import type { HigherIndex } from './HigherIndex.js';
import { IterationMatrix } from './IterationMatrix.js';
import { NewtonConvergence } from './NewtonConvergence.js';

/** A rate of convergence beyond which the Jacobian is taken anew at the next step. */
const SLOW = 0.01;
/** Relative change of the step size up to which factors are kept: rounding only, since there is no correction for more. */
const KEPT_CHANGE = 1e-12;
/**
 * What the error of an iteration may be of the tolerance of the step at most; less at sharp tolerances, where the estimate is too large. The
 * solution is of an order so much above its estimate that sloppy iterations would be most of its error.
 */
const SHARE = 0.001;

/**
 * Solves the stages of a fully implicit method, M Z = h (A ⊗ I) F(u + Z), by simplified Newton iterations on W = (T⁻¹ ⊗ I) Z, for which they fall apart
 * into one real system of n equations and complex ones, one for each pair of eigenvalues of A⁻¹.
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed. 1996, §IV.8.
 */
export class CollocationNewton {
  readonly matrix: IterationMatrix;
  /** Increments of the stages, [s·n] or longer, as are the next four. */
  readonly z: Float64Array;
  private readonly w: Float64Array;
  private readonly f: Float64Array;
  private readonly delta: Float64Array;
  /** M W; the same array as `w` if M is the identity. */
  private readonly massW: Float64Array;
  /** The arrays above row by row, s of [n]. */
  private readonly rows: Readonly<Record<'w' | 'f' | 'delta' | 'massW', readonly Float64Array[]>>;
  private readonly state: Float64Array;
  /** Systems of the pairs of eigenvalues. */
  private readonly complex: readonly LinearSystem[];
  /** One for each of the methods. */
  private readonly convergences: readonly NewtonConvergence[];
  private convergence: NewtonConvergence;
  private tableau: RadauTableau;
  private isWell = true;

  /** @param tableaus  the methods that can be chosen, the last with the most stages; the first is chosen */
  constructor(
    private readonly tableaus: readonly RadauTableau[],
    private readonly system: System,
    private readonly linear: LinearSystem,
    createSystem: () => LinearSystem,
    tolerances: StepTolerances,
    private readonly higher: HigherIndex | undefined,
  ) {
    const { n } = system;
    const { stages, pairs } = tableaus[tableaus.length - 1];
    const size = stages * n;
    this.z = new Float64Array(size);
    this.w = new Float64Array(size);
    this.f = new Float64Array(size);
    this.delta = new Float64Array(size);
    this.massW = system.mass === undefined ? this.w : new Float64Array(size);
    const rowsOf = (all: Float64Array): Float64Array[] =>
      Array.from({ length: stages }, (_, i) => all.subarray(i * n, (i + 1) * n));
    this.rows = {
      w: rowsOf(this.w),
      f: rowsOf(this.f),
      delta: rowsOf(this.delta),
      massW: rowsOf(this.massW),
    };
    this.state = new Float64Array(n);
    const others: LinearSystem[] = [];
    this.complex = pairs.map((_, pair) => {
      if (pair === 0) return linear;
      const sibling = linear.sibling?.();
      if (sibling !== undefined) return sibling;
      const other = createSystem();
      others.push(other);
      return other;
    });
    this.matrix = new IterationMatrix({
      linear,
      others,
      evaluate: (out, u, t) => system.evaluate(out, u, t),
      factor: (h) => this.factor(h),
      change: KEPT_CHANGE,
      keeps: tolerances.adaptive,
    });
    this.convergences = tableaus.map((tableau) => {
      const share = Math.min(SHARE, Math.pow(tolerances.rtol, tableau.stages > 3 ? 0.25 : 0.6));
      const longest = Math.ceil(10 + 2.5 * Math.max(0, tableau.stages - 3));
      return new NewtonConvergence(n, tolerances, share, longest, false);
    });
    this.tableau = tableaus[0];
    this.convergence = this.convergences[0];
  }

  /** Goes over to another of the methods. */
  choose(index: number): void {
    this.tableau = this.tableaus[index];
    this.convergence = this.convergences[index];
    this.matrix.discard();
  }

  /** Rate of convergence of the last iteration, the mean of the last two if there were more; 0 after a single correction. */
  get rate(): number {
    return this.convergence.meanRate;
  }

  private factor(h: number): boolean {
    const { tableau, linear, complex } = this;
    const { gamma, pairs } = tableau;
    if (!linear.factor(gamma / h)) return false;
    for (let pair = 0; pair < pairs.length; pair++) {
      if (!complex[pair].factorComplex(pairs[pair][0] / h, pairs[pair][1] / h)) return false;
    }
    return true;
  }

  /** Makes ready for an attempt from (u, t), where the right-hand side is `du`. */
  begin(u: Float64Array, t: number, h: number, du: Float64Array): boolean {
    this.convergence.scaleBy(u, h, this.higher);
    return this.matrix.begin(u, t, h, du);
  }

  /** Ends an accepted step. */
  accepted(): void {
    this.matrix.accepted(this.isWell);
  }

  /** Solves for z, which holds the guess; false if the iteration does not converge. */
  solve(u: Float64Array, t: number, h: number): boolean {
    const { tableau, system, convergence, z, w, matrix } = this;
    transform(tableau.inverseT, z, w, tableau.stages, system.n);
    convergence.begin(matrix.isFresh);
    matrix.isFresh = false;
    for (;;) {
      system.stats.nnewton++;
      this.evaluateStages(u, t, h);
      if (!this.correct(h)) return false;
      const verdict = convergence.judgeNorm(this.square(), tableau.stages);
      if (verdict === 'diverging') return false;
      this.addCorrection();
      if (verdict === 'converged') break;
    }
    this.isWell = convergence.rate < SLOW;
    return true;
  }

  private evaluateStages(u: Float64Array, t: number, h: number): void {
    const { tableau, system, state, z } = this;
    const { n } = system;
    const fRows = this.rows.f;
    const { stages, c } = tableau;
    for (let i = 0; i < stages; i++) {
      for (let j = 0, at = i * n; j < n; j++, at++) state[j] = u[j] + z[at];
      system.evaluate(fRows[i], state, t + c[i] * h);
    }
  }

  /** Makes `delta` the correction of w; false if a linear system could not be solved. */
  private correct(h: number): boolean {
    const { tableau, linear, delta, complex, f, massW, rows, system } = this;
    const { gamma, hasReal, pairs, inverseT, stages } = tableau;
    const { n } = system;
    transform(inverseT, f, delta, stages, n);
    if (system.mass !== undefined) {
      for (let i = 0; i < stages; i++) linear.multiplyMass(rows.w[i], rows.massW[i]);
    }
    let row = 0;
    if (hasReal) {
      const shift = gamma / h;
      for (let j = 0; j < n; j++) delta[j] -= shift * massW[j];
      if (!linear.solve(rows.delta[0])) return false;
      row = 1;
    }
    for (let pair = 0; pair < pairs.length; pair++, row += 2) {
      const re = pairs[pair][0] / h;
      const im = pairs[pair][1] / h;
      for (let j = 0, x = row * n, y = x + n; j < n; j++, x++, y++) {
        delta[x] -= re * massW[x] - im * massW[y];
        delta[y] -= im * massW[x] + re * massW[y];
      }
      if (!complex[pair].solveComplex(rows.delta[row], rows.delta[row + 1])) return false;
    }
    return true;
  }

  /** Sum of squares of the correction in units of the tolerance. */
  private square(): number {
    const { convergence, rows, tableau } = this;
    let total = 0;
    for (let i = 0; i < tableau.stages; i++) total += convergence.square(rows.delta[i]);
    return total;
  }

  private addCorrection(): void {
    const { tableau, w, z, delta, system } = this;
    const { stages, T } = tableau;
    const size = stages * system.n;
    for (let at = 0; at < size; at++) w[at] += delta[at];
    transform(T, w, z, stages, system.n);
  }
}

/** out = (A ⊗ I) x over s rows of n. Numbers of stages are odd or 2, so that the sums are written out in three terms and then pairs. */
function transform(A: Float64Array, x: Float64Array, out: Float64Array, stages: number, n: number): void {
  if (stages === 2) {
    for (let j = 0; j < n; j++) {
      const first = x[j];
      const second = x[j + n];
      out[j] = A[0] * first + A[1] * second;
      out[j + n] = A[2] * first + A[3] * second;
    }
    return;
  }
  for (let i = 0, row = 0, to = 0; i < stages; i++, row += stages) {
    const a0 = A[row];
    const a1 = A[row + 1];
    const a2 = A[row + 2];
    for (let j = 0; j < n; j++, to++) out[to] = a0 * x[j] + a1 * x[j + n] + a2 * x[j + 2 * n];
    for (let l = 3; l < stages; l += 2) {
      const b0 = A[row + l];
      const b1 = A[row + l + 1];
      for (let j = 0, at = l * n, into = i * n; j < n; j++, at++, into++)
        out[into] += b0 * x[at] + b1 * x[at + n];
    }
  }
}
