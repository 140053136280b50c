import { defineRule } from '@diffjs/runtime';
import type { Companions, Tape } from '@diffjs/runtime/compiled';
import { attach, carriedRecord } from '@diffjs/runtime/compiled';
import { defaultSensitivity } from '../adjoint/defaultSensitivity.js';
import { rhsJvp } from '../adjoint/RhsJvp.js';
import { StepReader } from '../adjoint/StepReader.js';
import type { Sweep } from '../adjoint/sweepEvaluation.js';
import { tangentSteps } from '../adjoint/tangentSteps.js';
import type { BVPAlgorithm, BVPSolution } from '../boundary/BVPAlgorithm.js';
import type { BVPOptions } from '../boundary/BVPOptions.js';
import type { BVProblem } from '../problem/BVProblem.js';
import type { TwoPointBVProblem } from '../problem/TwoPointBVProblem.js';
import type { Algorithm } from '../algorithm/Algorithm.js';
import { evaluateDense } from '../interpolation/denseOutput.js';
import type { InitialValueProblem } from '../problem/InitialValueProblem.js';
import type { ODEProblem, StateLike, StateOf } from '../problem/ODEProblem.js';
import type { SteadyStateProblem } from '../problem/SteadyStateProblem.js';
import type { RootSolveOptions } from '../steady/SSRootfind.js';
import type { SteadyStateAlgorithm } from '../steady/SteadyStateAlgorithm.js';
import type { SteadyStateSolution } from '../steady/SteadyStateSolution.js';
import { pullFields, pushFields } from '../adjoint/fieldFunctions.js';
import { recordedSolve } from '../adjoint/recordedSolve.js';
import type { OtherAlgorithm, OtherProblem } from './OtherAlgorithm.js';
import { otherAlgorithm } from './OtherAlgorithm.js';
import { savedCotangent, savedState } from './savedStates.js';
import { runSolve } from './runSolve.js';
import type { PointCotangent, Solution, SolutionOf } from './Solution.js';
import { dataOf } from './Solution.js';
import type { SolveOptions } from './SolveOptions.js';

/**
 * Solves an initial value problem from t0 to t1.
 *
 * A failed integration throws nothing unless asked: the solution ends where it stopped, and `code` and `message` say why.
 * Differentiable with respect to the problem's u0, p and tspan by the method chosen as `sensitivity` (default `DiscreteAdjoint()`);
 * the right-hand side must be differentiable then. Parameters reach it through `p`; what it captures is followed by the default method and
 * by forward mode, and refused by the others.
 *
 * @param problem  an `ODEProblem` or any other initial value problem
 * @param algorithm  a method; default: an explicit one that gives way to an implicit one where the problem turns stiff, of orders that suit the
 *   tolerance
 * @param options  see `SolveOptions`; tolerances dimensionless (rtol 1e-3) or in the unit of the state (atol 1e-6), times in the
 *   problem's unit
 * @returns the solution: saved times `t`, states `u` (numbers or `Float64Array` [n]), `code`, `stats`; `sol(t)` anywhere in between
 * @throws DIFF5001 tolerance, DIFF5002 right-hand side of the wrong length, DIFF5005 unknown option, DIFF5007 save times,
 *   DIFF5008 other option values, DIFF5009 missing `dt`, DIFF5011 failure with `throwOnFailure`, DIFF5013 wrong kind of argument
 *
 * @example
 * const lotkaVolterra = new ODEProblem(
 *   (du, u, p, t) => {
 *     du[0] = p[0] * u[0] - p[1] * u[0] * u[1];
 *     du[1] = -p[2] * u[1] + p[3] * u[0] * u[1];
 *   },
 *   [1, 1], [0, 10], [1.5, 1, 3, 1],
 * );
 * const sol = solve(lotkaVolterra, Tsit5(), { rtol: 1e-8, atol: 1e-8 });
 * sol.code;   // 'Success'
 * sol(10);    // ≈ [1.026, 0.910]
 */
export function solve<U extends StateLike, P>(
  problem: SteadyStateProblem<U, P> | ODEProblem<U, P>,
  algorithm: SteadyStateAlgorithm,
  options?: RootSolveOptions & SolveOptions,
): SteadyStateSolution<StateOf<U>>;
export function solve<U extends StateLike, P>(
  problem: SteadyStateProblem<U, P>,
): SteadyStateSolution<StateOf<U>>;
export function solve<U extends StateLike, P>(
  problem: BVProblem<U, P> | TwoPointBVProblem<U, P>,
  algorithm?: BVPAlgorithm,
  options?: BVPOptions,
): BVPSolution<StateOf<U>, P>;
export function solve<S>(
  problem: InitialValueProblem<S>,
  algorithm?: Algorithm,
  options?: SolveOptions,
): Solution<S>;
export function solve<Pr extends InitialValueProblem>(
  problem: Pr,
  algorithm?: Algorithm,
  options?: SolveOptions,
): SolutionOf<Pr>;
export function solve(
  problem: InitialValueProblem | OtherProblem,
  algorithm?: Algorithm | OtherAlgorithm,
  options: object = {},
): unknown {
  const other = otherAlgorithm(problem, algorithm);
  if (other !== undefined) return other.solveProblem(problem, options);
  return runSolve(problem as InitialValueProblem, algorithm as Algorithm | undefined, options, false)
    .solution;
}

/** The sweep of the call of `solve` that the rule below is answering. */
let currentSweep: Sweep;

type SolveArguments = [problem: InitialValueProblem, algorithm?: Algorithm, options?: SolveOptions];

/** Cotangent of a solution, as far as it counts: times and the rest of the tree are constants or follow from `tspan`. */
interface SolutionCotangent {
  readonly t?: ArrayLike<number> | null;
  readonly u?: ArrayLike<unknown> | null;
}

interface ProblemTangent {
  readonly p?: unknown;
  readonly tspan?: ArrayLike<number> | null;
  readonly [field: string]: unknown;
}

defineRule(solve as (...args: SolveArguments) => Solution, {
  vjp: function solvePullback(problem, algorithm, options = {}) {
    const other = otherAlgorithm(problem, algorithm);
    if (other !== undefined) {
      const { solution, back } = other.pullback(problem, options, currentSweep);
      return [solution as Solution, (bar: object) => [back(bar as Record<string, unknown>)]];
    }
    const run = runSolve(problem, algorithm, options, true);
    const { solution, data, points: saved } = run;
    const recorded = recordedSolve(run, currentSweep);
    const { count, times } = recorded.record;
    const { layout, likeFields } = recorded.started;
    const { saveIdxs } = recorded.options;
    const reverse = (recorded.options.sensitivity ?? defaultSensitivity(recorded)).prepare(recorded);
    data.asked = { points: [], shadow: undefined };
    const back = (bar: SolutionCotangent): readonly unknown[] => {
      const points: PointCotangent[] = data.asked!.points;
      data.asked!.points = [];
      for (let i = 0; i < saved.count; i++) {
        const given = bar.u?.[i];
        if (given === null || given === undefined) continue;
        const state = savedCotangent(given, layout, saveIdxs);
        if (!state.some((d) => d !== 0)) continue;
        points.push({ step: saved.steps[i], theta: saved.thetas[i], time: saved.times[i], bar: state });
      }
      points.sort((x, y) => x.step - y.step || x.theta - y.theta);
      const cotangent = reverse(points);
      let { t0, t1 } = cotangent;
      for (let i = 0; i < saved.count; i++) {
        const tBar = bar.t?.[i] ?? 0;
        if (saved.times[i] === times[0]) t0 += tBar;
        else if (saved.times[i] === times[count]) t1 += tBar;
      }
      if (times[count] !== recorded.started.t1) t1 = 0; // what ended before t1 does not depend on it
      const fields = likeFields(cotangent.u0);
      return [pullFields(problem, problem.p, times[0], { fields, p: cotangent.p, tspan: [t0, t1] })];
    };
    return [solution, back];
  },
  jvp: function solvePushforward([problem, algorithm, options = {}], [problemDot]) {
    const other = otherAlgorithm(problem, algorithm);
    if (other !== undefined) {
      const { solution, tangent } = other.pushforward(problem, problemDot ?? {}, options, currentSweep);
      return [solution as Solution, tangent as object];
    }
    const run = runSolve(problem, algorithm, options, true);
    const { solution, data, points: saved } = run;
    const recorded = recordedSolve(run, currentSweep);
    const { record, form, started } = recorded;
    const { layout } = started;
    const { saveIdxs } = recorded.options;
    const { n, count, times } = record;
    const names = Object.keys(started.likeFields(started.start));
    const given = (problemDot ?? {}) as ProblemTangent;
    const dot = pushFields(problem, names, problem.p, started.t0, given, currentSweep) as ProblemTangent;
    const { p, tspan } = dot;
    const t0Dot = tspan?.[0] ?? 0;
    const t1Dot = times[count] === started.t1 ? (tspan?.[1] ?? 0) : 0;
    const start = started.fromFields(dot);
    const moved = Float64Array.from(start);
    const reader = new StepReader(recorded);
    if (count > 0 && t0Dot !== 0) {
      reader.load(0, false);
      const slope = reader.row(0);
      for (let j = 0; j < n; j++) moved[j] -= slope[j] * t0Dot; // ∂u(t)/∂t0 = −∂u(t)/∂u0 f(u0, t0)
    }
    const positions = Array.from({ length: saved.count }, (_, i) => ({
      step: saved.steps[i],
      theta: saved.thetas[i],
    }));
    const read = recorded.options.dense ? undefined : positions;
    const steps = tangentSteps(recorded, rhsJvp(form, problem.p, p ?? undefined, currentSweep), moved, read);
    data.tangents = steps;
    const uDot: unknown[] = [];
    const tDot: number[] = [];
    for (let i = 0; i < saved.count; i++) {
      const position = positions[i];
      const state = new Float64Array(n);
      const atStart = position.theta === 0;
      const atEnd = count > 0 && position.theta === 1 && position.step === count - 1;
      if (atStart) state.set(start);
      else evaluateDense(steps, recorded.algorithm.interpolant, position, state);
      if (atEnd && t1Dot !== 0) {
        reader.load(count - 1, false);
        const slope = reader.endSlope();
        for (let j = 0; j < n; j++) state[j] += slope[j] * t1Dot;
      }
      uDot.push(savedState(state, layout, saveIdxs));
      tDot.push(saved.times[i] === times[0] ? t0Dot : saved.times[i] === times[count] ? t1Dot : 0);
    }
    return [solution, { t: tDot, u: uDot }];
  },
});

/**
 * The rule's record, extended by what a rule does not see: the sweep that it is part of, and the shadow of its result, through which
 * a solution differentiated as `sol(t)` says that something depends on it.
 */
const rule = carriedRecord(solve) as Companions;
attach(solve, 'solve', 1, () => ({
  forward(t, self, self$, ...pairs) {
    const solution = withinSweep(t, () => rule.forward(t, self, self$, ...pairs));
    const asked = dataOf(solution)?.asked;
    if (asked !== undefined) asked.shadow = t.ret as NonNullable<typeof asked>['shadow'];
    return solution;
  },
  reverse: (t, dy) => rule.reverse(t, dy),
  tangent: (t, self, self_, ...pairs) => withinSweep(t, () => rule.tangent(t, self, self_, ...pairs)),
}));

function withinSweep<R>(t: Tape, run: () => R): R {
  const outer = currentSweep;
  currentSweep = t;
  try {
    return run();
  } finally {
    currentSweep = outer;
  }
}
