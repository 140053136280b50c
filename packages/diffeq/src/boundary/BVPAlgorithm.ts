import type { StageInterpolant } from '../interpolation/stageInterpolant.js';
import { solverError } from '../diagnostics/solverError.js';
import type { InitialValueProblem } from '../problem/InitialValueProblem.js';
import type { StateLayout } from '../problem/StateLayout.js';
import { userState } from '../problem/StateLayout.js';
import type { Algorithm } from '../algorithm/Algorithm.js';
import type { OtherAlgorithm } from '../solve/OtherAlgorithm.js';
import type { ReturnCode } from '../solve/ReturnCode.js';
import type { Solution } from '../solve/Solution.js';
import { makeSolution } from '../solve/Solution.js';
import type { StepRecord } from '../solve/StepRecord.js';
import type { BVPOptions, ResolvedBVPOptions } from './BVPOptions.js';
import { bvpOptions } from './BVPOptions.js';
import type { StartedBoundaryProblem } from './StartedBoundaryProblem.js';

/** A solution of a boundary value problem: a `Solution`, with the parameters that it has. */
export interface BVPSolution<S = unknown, P = unknown> extends Solution<S> {
  /** The parameters, found if they were unknown. */
  readonly p: P;
}

/** What a method found. */
export interface BVPEnd {
  readonly started: StartedBoundaryProblem;
  /** The intervals of the mesh with the rows of the interpolant, over the state without unknown parameters. */
  readonly record: StepRecord;
  readonly interpolant: StageInterpolant;
  /** The unknown parameters; empty if there are none. */
  readonly unknowns: Float64Array;
  readonly code: ReturnCode;
  readonly message: string;
}

/** A method for boundary value problems. */
export interface BVPAlgorithm extends OtherAlgorithm {
  /** Tells these methods from others. */
  readonly finds: 'boundary value';
}

interface BoundaryProblem {
  readonly p: unknown;
  beginBoundary(): StartedBoundaryProblem;
}

/** A method out of what it does. */
export function bvpAlgorithm(
  name: string,
  run: (started: StartedBoundaryProblem, options: ResolvedBVPOptions) => BVPEnd,
): BVPAlgorithm {
  const refuse = (): never => {
    throw solverError(
      'DIFF5016',
      'derivatives through boundary value problems are not known yet',
      'Pose the conditions as equations of an implicitRoot over an initial value problem.',
    );
  };
  return {
    name,
    finds: 'boundary value',
    solveProblem: (problem, options) => solveBoundary(problem, options, name, run),
    pullback: refuse,
    pushforward: refuse,
  };
}

function solveBoundary(
  given: object,
  options: BVPOptions,
  name: string,
  run: (started: StartedBoundaryProblem, options: ResolvedBVPOptions) => BVPEnd,
): BVPSolution {
  const problem = given as Partial<BoundaryProblem>;
  if (typeof problem.beginBoundary !== 'function') {
    throw solverError(
      'DIFF5018',
      `solve: ${name} is for boundary value problems, and the problem is none`,
      'Its problem is a BVProblem or a TwoPointBVProblem.',
    );
  }
  const resolved = bvpOptions(options);
  const end = run(problem.beginBoundary(), resolved);
  if (end.code !== 'Success' && resolved.throwOnFailure) {
    throw solverError(
      'DIFF5011',
      `solve failed with code ${end.code}: ${end.message}`,
      'Without throwOnFailure the last state is returned.',
    );
  }
  return solutionOf(problem as BoundaryProblem, name, end);
}

function solutionOf(problem: BoundaryProblem, name: string, end: BVPEnd): BVPSolution {
  const { started, record, interpolant, unknowns, code, message } = end;
  const { layout, system } = started;
  const t = Array.from(record.times.subarray(0, record.count + 1));
  const u = t.map((_, i) => userState(layout, record.states.slice(i * layout.n, (i + 1) * layout.n)));
  const data = {
    problem: problem as unknown as InitialValueProblem,
    algorithm: { name, interpolant } as Algorithm,
    layout,
    saveIdxs: undefined,
    record,
    asked: undefined,
    tangents: undefined,
  };
  const solution = makeSolution(data, t, u, code, () => message, system.stats);
  const p = started.unknowns === undefined ? problem.p : userState(started.unknowns as StateLayout, unknowns);
  return Object.assign(solution, { p }) as BVPSolution;
}
