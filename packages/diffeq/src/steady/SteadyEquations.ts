import type { LinearSolver } from '../linear/LinearSolver.js';
import { isNearlySingular } from '../linear/isNearlySingular.js';
import type { LinearSystem } from '../linear/LinearSystem.js';
import { linearSystem } from '../linear/linearSystems.js';
import type { StartedProblem } from '../problem/InitialValueProblem.js';
import type { SolveStats } from '../problem/System.js';

/** When a root counts as found, and when to give up. */
export interface RootOptions {
  readonly rtol: number;
  readonly atol: number;
  readonly maxSteps: number;
}

/** How an iteration for a root ended. */
export type RootEnd = 'found' | 'steps' | 'stalled' | 'singular' | 'notFinite';

/** f(u) = 0 with its linear systems, and the state of an iteration for it. */
export class SteadyEquations {
  readonly n: number;
  /** Where the iteration stands, and f there; [n]. */
  readonly u: Float64Array;
  readonly f: Float64Array;
  /** Where it may go, and f there; [n]. */
  readonly trial: Float64Array;
  readonly fTrial: Float64Array;
  /** The correction, [n]. */
  readonly step: Float64Array;
  readonly linear: LinearSystem;
  readonly stats: SolveStats;

  constructor(
    started: StartedProblem,
    readonly t: number,
    private readonly options: RootOptions,
    solver: LinearSolver | undefined,
  ) {
    const { system, start } = started;
    this.n = system.n;
    this.stats = system.stats;
    this.u = Float64Array.from(start);
    this.f = new Float64Array(this.n);
    this.trial = new Float64Array(this.n);
    this.fTrial = new Float64Array(this.n);
    this.step = new Float64Array(this.n);
    this.linear = linearSystem(system, { solver });
    this.evaluate = (out, u) => system.evaluate(out, u, t);
  }

  readonly evaluate: (out: Float64Array, u: Float64Array) => void;

  /** Begins at u; false if f is not finite there. */
  begin(u: Float64Array): boolean {
    this.u.set(u);
    this.evaluate(this.f, this.u);
    return this.f.every(Number.isFinite);
  }

  /** Takes the Jacobian at u and solves (shift M − J) step = f; false if that matrix is singular. */
  correct(shift: number, isNew: boolean): boolean {
    const { linear, u, f, step } = this;
    if (isNew) linear.update(u, this.t, f);
    if (!linear.factor(shift)) return false;
    if (shift === 0 && isNearlySingular(linear, step, this.trial)) return false;
    step.set(f);
    this.stats.nnewton++;
    return linear.solve(step) && step.every(Number.isFinite);
  }

  /** Puts trial = u + λ step and f there; false if that is not finite. */
  tryStep(lambda: number): boolean {
    const { u, trial, fTrial, step, n } = this;
    for (let i = 0; i < n; i++) trial[i] = u[i] + lambda * step[i];
    this.evaluate(fTrial, trial);
    return fTrial.every(Number.isFinite);
  }

  /** Goes where it tried. */
  accept(): void {
    this.u.set(this.trial);
    this.f.set(this.fTrial);
    this.stats.accepted++;
  }

  /**
   * The correction in units of what is asked for: at most 1 where it is within the tolerances. Computed as a maximum, so that no component is
   * hidden among many.
   */
  get correction(): number {
    const { rtol, atol } = this.options;
    let most = 0;
    for (let i = 0; i < this.n; i++)
      most = Math.max(most, Math.abs(this.step[i]) / (atol + rtol * Math.abs(this.u[i])));
    return most;
  }

  /** Whether the correction is about that of rounding. */
  get isRounding(): boolean {
    return largest(this.step) <= 64 * Number.EPSILON * largest(this.u);
  }
}

function largest(x: Float64Array): number {
  let most = 0;
  for (let i = 0; i < x.length; i++) most = Math.max(most, Math.abs(x[i]));
  return most;
}

/** The Euclidean norm. */
export function norm2(x: Float64Array): number {
  const scale = largest(x);
  if (scale === 0 || !Number.isFinite(scale)) return scale;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] / scale) ** 2;
  return scale * Math.sqrt(sum);
}
