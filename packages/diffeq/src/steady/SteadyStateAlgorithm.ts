import { solverError } from '../diagnostics/solverError.js';
import type { InitialValueProblem, StartedProblem } from '../problem/InitialValueProblem.js';
import type { SteadyStateProblem } from '../problem/SteadyStateProblem.js';
import { userState } from '../problem/StateLayout.js';
import type { OtherAlgorithm } from '../solve/OtherAlgorithm.js';
import type { ReturnCode } from '../solve/ReturnCode.js';
import { steadyPullback, steadyPushforward } from './steadyDerivative.js';
import type { SteadyStateSolution } from './SteadyStateSolution.js';

/** What a method found. */
export interface SteadyEnd {
  readonly started: StartedProblem;
  /** [n] */
  readonly u: Float64Array;
  /** f at u, [n]. */
  readonly residual: Float64Array;
  readonly t: number;
  readonly code: ReturnCode;
  readonly message: string;
}

/** A method for steady states: `SSRootfind()` or `DynamicSS(…)`. */
export interface SteadyStateAlgorithm extends OtherAlgorithm {
  /** Tells these methods from others. */
  readonly finds: 'steady state';
}

/**
 * A method out of what it does.
 *
 * @param run  searches from the start of an initial value problem
 */
export function steadyStateAlgorithm(
  name: string,
  run: (problem: InitialValueProblem, options: object) => SteadyEnd,
): SteadyStateAlgorithm {
  const find = (problem: object, options: object): SteadyEnd => {
    const end = run(initialValueProblem(problem, name), options);
    if (end.code !== 'Success' && (options as { throwOnFailure?: boolean }).throwOnFailure === true) {
      throw solverError(
        'DIFF5011',
        `solve found no steady state, code ${end.code}: ${end.message}`,
        'Without throwOnFailure the last state is returned.',
      );
    }
    return end;
  };
  return {
    name,
    finds: 'steady state',
    solveProblem: (problem, options) => solutionOf(find(problem, options)),
    pullback(problem, options, sweep) {
      const end = find(problem, options);
      return { solution: solutionOf(end), back: steadyPullback(end, sweep) };
    },
    pushforward(problem, dot, options, sweep) {
      const end = find(problem, options);
      return { solution: solutionOf(end), tangent: steadyPushforward(end, dot, sweep) };
    },
  };
}

function initialValueProblem(problem: object, name: string): InitialValueProblem {
  const { dynamics } = problem as Partial<SteadyStateProblem>;
  if (dynamics !== undefined) return dynamics;
  if (typeof (problem as Partial<InitialValueProblem> | null)?.begin === 'function')
    return problem as InitialValueProblem;
  throw solverError(
    'DIFF5018',
    `solve: ${name} is for steady states, and the problem is none`,
    'Its problem is a SteadyStateProblem or an ODEProblem.',
  );
}

function solutionOf({ started, u, residual, t, code, message }: SteadyEnd): SteadyStateSolution {
  const { layout, system } = started;
  return {
    u: userState(layout, u),
    residual: userState(layout, residual),
    t,
    code,
    message,
    stats: system.stats,
  };
}
