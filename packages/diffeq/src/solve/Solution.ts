import { attach } from '@diffjs/runtime/compiled';
import type { Algorithm } from '../algorithm/Algorithm.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { DensePosition, DenseSteps } from '../interpolation/denseOutput.js';
import { evaluateDense, evaluateSlope, locateTime } from '../interpolation/denseOutput.js';
import type { InitialValueProblem } from '../problem/InitialValueProblem.js';
import type { StateLayout } from '../problem/StateLayout.js';
import type { SolveStats } from '../problem/System.js';
import { solutionCompanions } from './solutionCompanions.js';
import type { ReturnCode } from './ReturnCode.js';
import type { SavedComponents } from './SolveOptions.js';
import { savedState } from './savedStates.js';
import type { StepRecord } from './StepRecord.js';

/**
 * The result of `solve`; also a function, `sol(t)`, that gives the state at any time of the span by the method's dense output.
 *
 * `S` is the state: a number if `u0` was one, a `Float64Array` [n] if it was an array of numbers, else a tree like `u0`.
 */
export interface Solution<S = unknown> {
  /**
   * The state at time t, or a derivative of it by time, as the dense output has it; where an event changed the state, what it was before.
   *
   * @param derivative  order of the derivative, from 0; default 0. Each order is one order of accuracy less.
   * @throws DIFF5010 if t lies outside what was integrated, or the solution was computed with `dense: false`
   */
  (t: number, derivative?: number): S;
  /** Saved times, in the order of integration. */
  readonly t: number[];
  /** Saved states, one for each saved time. */
  readonly u: S[];
  /** How the integration ended; unless it is `'Success'`, the solution stops before t1. */
  readonly code: ReturnCode;
  /** One sentence on how it ended and, if it failed, what to do. */
  readonly message: string;
  readonly stats: SolveStats;
  /** Whether `sol(t)` works. */
  readonly dense: boolean;
  /** The state at time t, as `sol(t)`; into `out` [n] if that is given, which saves an allocation. */
  interpolate(t: number, out?: Float64Array): S;
  readonly problem: InitialValueProblem<S>;
  readonly algorithm: Algorithm;
}

/** The solution of a problem of this type; of one that is of several types, one of several solutions. */
export type SolutionOf<Pr> = Pr extends InitialValueProblem<infer S> ? Solution<S> : Solution;

/** A point of the dense output at which somebody asks for a derivative: position θ of step `step`, and the cotangent [n] there. */
export interface PointCotangent extends DensePosition {
  readonly time: number;
  readonly bar: Float64Array;
}

/** Cotangents of the `sol(t)` calls of a sweep, collected before the reverse of `solve` runs. */
export interface AskedPoints {
  points: PointCotangent[];
  /** Shadow of the solution, by which the runtime sees whether anything depends on it. */
  shadow: { stats: { nf: number } } | undefined;
}

/** What a solution keeps out of sight. */
export interface SolutionData {
  readonly problem: InitialValueProblem;
  readonly algorithm: Algorithm;
  readonly layout: StateLayout;
  readonly saveIdxs: SavedComponents | undefined;
  /** The steps; undefined without dense output. */
  readonly record: StepRecord | undefined;
  /** Writes the sentence on how it ended, which few solves are asked for. */
  message?: () => string;
  /** Inside a pullback: what `sol(t)` tells the reverse of `solve`. */
  asked: AskedPoints | undefined;
  /** Inside a jvp: the tangents of the steps. */
  tangents: DenseSteps | undefined;
}

const DATA: unique symbol = Symbol('diffjs.solution');

interface Internals {
  [DATA]: SolutionData;
}

/** What lies behind a solution; undefined for any other function. */
export function dataOf(solution: unknown): SolutionData | undefined {
  return (solution as Partial<Internals>)[DATA];
}

/** Getters and methods of solutions: no part of their own enumerable tree, which gradients mirror. */
class SolutionPrototype {
  declare [DATA]: SolutionData;

  get dense(): boolean {
    return this[DATA].record !== undefined;
  }

  get message(): string {
    return this[DATA].message?.() ?? '';
  }

  get problem(): InitialValueProblem {
    return this[DATA].problem;
  }

  get algorithm(): Algorithm {
    return this[DATA].algorithm;
  }

  interpolate(t: number, out?: Float64Array): unknown {
    return stateAt(this[DATA], t, out, 0);
  }
}
Object.setPrototypeOf(SolutionPrototype.prototype, Function.prototype);

/** Puts a solution together. */
export function makeSolution(
  data: SolutionData,
  t: number[],
  u: unknown[],
  code: ReturnCode,
  message: () => string,
  stats: SolveStats,
): Solution {
  const solution = ((time: number, derivative = 0) =>
    stateAt(data, time, undefined, derivative)) as unknown as Record<string, unknown> & Internals;
  Object.setPrototypeOf(solution, SolutionPrototype.prototype);
  solution.t = t;
  solution.u = u;
  solution.code = code;
  solution.stats = stats;
  data.message = message;
  Object.defineProperty(solution, DATA, { value: data });
  const made = solution as unknown as Solution;
  if (data.record !== undefined)
    attach(made, 'the solution of a differential equation', 1, () => solutionCompanions(data));
  return made;
}

/** The state at time t, as users see it; a vector into `out`, or into a new array. */
function stateAt(data: SolutionData, t: number, out: Float64Array | undefined, derivative: number): unknown {
  const { record, algorithm, layout, saveIdxs } = data;
  if (record === undefined) {
    throw solverError(
      'DIFF5010',
      'this solution has no dense output',
      'Solve with { dense: true }, or read the states saved at `saveat` from sol.u.',
    );
  }
  const steps = partAt(record, t);
  const { interpolant } = algorithm;
  if (!(Number.isInteger(derivative) && derivative >= 0)) {
    throw solverError(
      'DIFF5010',
      `the solution is asked for derivative ${shown(derivative)}`,
      'It is a whole number from 0.',
    );
  }
  const isWhole = saveIdxs === undefined && layout.kind === 'vector';
  const flat = isWhole && out !== undefined ? out : new Float64Array(steps.n);
  const position = locateTime(steps, t);
  if (derivative === 0) evaluateDense(steps, interpolant, position, flat);
  else evaluateSlope(steps, interpolant, slopePosition(steps, position.step, t), flat, derivative);
  if (isWhole) return flat;
  const state = savedState(flat, layout, saveIdxs);
  if (out === undefined || typeof state === 'number') return state;
  out.set(state as Float64Array);
  return out;
}

/** Where in a step t lies, measured in its whole length: an event may have ended it before. At a jump, the step before it counts. */
function slopePosition({ times, sizes }: StepRecord, step: number, t: number): DensePosition {
  const whole = sizes[step] === 0 ? step + 1 : step;
  return { step: whole, theta: (t - times[whole]) / sizes[whole] };
}

/** The part of an integration that holds t: the last, unless the state changed its length after t. */
function partAt(last: StepRecord, t: number): StepRecord {
  let part = last;
  while (part.earlier !== undefined && isBefore(t, part)) part = part.earlier;
  return part;
}

/** Whether t lies before a part, or where it begins: there, what was before counts. */
function isBefore(t: number, { earlier, times }: StepRecord): boolean {
  const forward = earlier!.times[earlier!.count] >= earlier!.times[0];
  return forward ? t <= times[0] : t >= times[0];
}
