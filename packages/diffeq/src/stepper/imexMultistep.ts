import type { Algorithm, StepTolerances } from '../algorithm/Algorithm.js';
import { monomialInterpolant } from '../interpolation/monomialInterpolant.js';
import type { LinearSolver } from '../linear/LinearSolver.js';
import { linearSystem } from '../linear/linearSystems.js';
import type { SplitParts } from '../problem/ProblemParts.js';
import type { System } from '../problem/System.js';
import type { ImexMultistep } from '../tableau/imexMultistep.js';
import { ImexStart } from './ImexStart.js';
import { multistepEquation } from './multistepEquation.js';
import { MultistepNewton } from './MultistepNewton.js';
import type { Stepper } from './Stepper.js';
import { zeroRows } from './zeroRows.js';
import { isSameSize } from './isSameSize.js';

/** An algorithm out of the coefficients of an implicit–explicit multistep method. */
export function imexMultistep(method: ImexMultistep, linearSolver: LinearSolver | undefined): Algorithm {
  return {
    name: method.name,
    order: method.order,
    denseOrder: Math.min(method.order, 3),
    adaptive: false,
    stiff: true,
    needs: 'split',
    tableau: undefined,
    interpolant: monomialInterpolant(3),
    createStepper: (system, u0, tolerances) =>
      new ImexMultistepStepper(method, system, system.parts as SplitParts, u0, tolerances, linearSolver),
  };
}

/** Steps without enough equal ones behind them are made by extrapolation. Dense output is the cubic through both ends. */
class ImexMultistepStepper implements Stepper {
  readonly n: number;
  u: Float64Array;
  next: Float64Array;
  readonly stages: Float64Array[];
  readonly slope: Float64Array;
  /** States, f1 and f2 at the start of the step, one step before, …, [s] each. */
  private readonly states: Float64Array[];
  private readonly stiff: Float64Array[];
  private readonly soft: Float64Array[];
  /** f1 and f2 at the end of the step. */
  private stiffEnd: Float64Array;
  private softEnd: Float64Array;
  private readonly predicted: Float64Array;
  private readonly predictedSlope: Float64Array;
  private readonly correction: Float64Array;
  private readonly newton: MultistepNewton;
  private readonly start: ImexStart;
  /** Number of states at distance `size` from one another. */
  private known = 0;
  private size = 0;
  private isStarting = true;

  constructor(
    private readonly method: ImexMultistep,
    system: System,
    private readonly parts: SplitParts,
    u0: Float64Array,
    tolerances: StepTolerances,
    linearSolver: LinearSolver | undefined,
  ) {
    const { n } = system;
    const steps = method.a.length - 1;
    this.n = n;
    this.states = zeroRows(steps, n);
    this.states[0].set(u0);
    this.u = this.states[0];
    this.next = new Float64Array(n);
    this.stages = zeroRows(3, n);
    this.slope = new Float64Array(n);
    this.stiff = zeroRows(steps, n);
    this.soft = zeroRows(steps, n);
    this.stiffEnd = new Float64Array(n);
    this.softEnd = new Float64Array(n);
    this.predicted = new Float64Array(n);
    this.predictedSlope = new Float64Array(n);
    this.correction = new Float64Array(n);
    const linear = linearSystem(system, { solver: linearSolver, of: 'implicit', tolerances });
    const equation = multistepEquation(system, 'implicit');
    this.newton = new MultistepNewton(equation, linear, system.stats, tolerances);
    this.start = new ImexStart(n, method.order, parts, this.newton);
  }

  restart(t: number): void {
    const { parts, u, stiff, soft, slope, newton } = this;
    parts.implicit(stiff[0], u, t);
    parts.explicit(soft[0], u, t);
    for (let i = 0; i < slope.length; i++) slope[i] = stiff[0][i] + soft[0][i];
    newton.restart();
    this.known = 1;
    this.size = 0;
  }

  attempt(t: number, h: number): boolean {
    const { method, newton, start, u, next, soft, predicted, predictedSlope, correction } = this;
    const isSame = isSameSize(h, this.size);
    if (!isSame) {
      this.size = h;
      this.known = 1;
    }
    this.isStarting = this.known < method.a.length - 1;
    if (this.isStarting) return start.step(t, h, u, soft[0], next);
    const alpha = method.a[0] / (method.c[0] * h);
    this.predict(h, alpha);
    return newton.solve(t + h, alpha, predicted, predictedSlope, correction, next);
  }

  /** The linear continuation p, and what α p and the known terms come to over c_0 h. */
  private predict(h: number, alpha: number): void {
    const { method, n, states, stiff, soft, predicted, predictedSlope } = this;
    const { a, b, c } = method;
    const scale = 1 / (c[0] * h);
    const before = states[1];
    for (let i = 0; i < n; i++) {
      let known = 0;
      for (let j = 1; j < a.length; j++) {
        known += a[j] * states[j - 1][i] - h * (b[j] * soft[j - 1][i] + c[j] * stiff[j - 1][i]);
      }
      predicted[i] = 2 * states[0][i] - before[i];
      predictedSlope[i] = alpha * predicted[i] + scale * known;
    }
  }

  errorNorm(): number {
    return 0;
  }

  finish(tNew: number): void {
    const { parts, next, stiffEnd, softEnd, newton } = this;
    if (this.isStarting) parts.implicit(stiffEnd, next, tNew);
    else stiffEnd.set(newton.slope);
    parts.explicit(softEnd, next, tNew);
  }

  completeRows(_t: number, h: number): void {
    const { n, u, next, stiff, soft, stiffEnd, softEnd } = this;
    const [first, second, third] = this.stages;
    for (let i = 0; i < n; i++) {
      const begin = stiff[0][i] + soft[0][i];
      const end = stiffEnd[i] + softEnd[i];
      const mean = (next[i] - u[i]) / h;
      first[i] = begin;
      second[i] = 3 * mean - 2 * begin - end;
      third[i] = begin + end - 2 * mean;
    }
  }

  shift(): void {
    const { states, stiff, soft } = this;
    this.next = rotate(states, this.next);
    this.stiffEnd = rotate(stiff, this.stiffEnd);
    this.softEnd = rotate(soft, this.softEnd);
    this.u = states[0];
    if (this.known < states.length) this.known++;
  }
}

/** Puts `row` before the others and returns the last, which drops out. */
function rotate(rows: Float64Array[], row: Float64Array): Float64Array {
  const last = rows[rows.length - 1];
  for (let j = rows.length - 1; j > 0; j--) rows[j] = rows[j - 1];
  rows[0] = row;
  return last;
}
