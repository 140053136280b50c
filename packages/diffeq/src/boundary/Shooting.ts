import type { Algorithm } from '../algorithm/Algorithm.js';
import { constantCall } from '../algorithm/constantCall.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import { StepRecord } from '../solve/StepRecord.js';
import type { BVPAlgorithm, BVPEnd } from './BVPAlgorithm.js';
import { bvpAlgorithm } from './BVPAlgorithm.js';
import type { ResolvedBVPOptions } from './BVPOptions.js';
import { Flow } from './Flow.js';
import { nodeNewton } from './nodeNewton.js';
import { meshWith, uniformMesh } from './nodesOf.js';
import { appendSteps, statesOn, WHY } from './appendSteps.js';
import { ShootingEquations } from './ShootingEquations.js';
import type { StartedBoundaryProblem } from './StartedBoundaryProblem.js';

/**
 * Shooting: an initial value problem from t0 whose start is sought by Newton's method. For problems that are easily integrated from one end to the other;
 * where solutions grow on the way, take `MultipleShooting` or `MIRK4()`.
 *
 * The tolerances of `solve` are those of integration and of Newton's method. Derivatives of the flow come from the variational equation, of n + n² unknowns.
 *
 * @param algorithm  a method for initial value problems
 * @throws DIFF5013 for anything else
 * @example solve(problem, Shooting(Tsit5()), { rtol: 1e-8 })
 */
export function Shooting(algorithm: Algorithm): BVPAlgorithm {
  return shooting('Shooting', 1, algorithm);
}

/**
 * Shooting over k intervals, whose starts are all unknown: growing solutions have less time to grow, and the guess counts along the whole span.
 *
 * @param k  number of intervals, equally spaced; times at which the conditions ask for the solution are added
 * @param algorithm  a method for initial value problems
 * @throws DIFF5008 for k, DIFF5013 for the algorithm
 * @example solve(problem, MultipleShooting(10, Tsit5()))
 *
 * Reference: H. G. Bock & K. J. Plitt, A multiple shooting algorithm for direct solution of optimal control problems, IFAC Proceedings 17(2), 1984;
 * J. Stoer & R. Bulirsch, Introduction to Numerical Analysis, 3rd ed. 2002, §7.3.
 */
export function MultipleShooting(k: number, algorithm: Algorithm): BVPAlgorithm {
  if (!Number.isInteger(k) || k < 1)
    throw solverError('DIFF5008', `MultipleShooting: k is ${shown(k)}`, 'It is a whole number from 1.');
  return shooting('MultipleShooting', k, algorithm);
}

constantCall(Shooting);
constantCall(MultipleShooting);

function shooting(name: string, k: number, algorithm: Algorithm): BVPAlgorithm {
  if (typeof (algorithm as Partial<Algorithm> | undefined)?.createStepper !== 'function') {
    throw solverError(
      'DIFF5013',
      `${name}: the algorithm is ${shown(algorithm)}`,
      'It is a method for initial value problems, such as Tsit5().',
    );
  }
  return bvpAlgorithm(name, (started, options) => shoot(name, k, algorithm, started, options));
}

function shoot(
  name: string,
  k: number,
  algorithm: Algorithm,
  started: StartedBoundaryProblem,
  { rtol, atol }: ResolvedBVPOptions,
): BVPEnd {
  const { system, conditions, layout, t0, t1, guess } = started;
  const { n } = system;
  const flow = new Flow(system, algorithm, rtol, atol);
  const mesh = meshWith(uniformMesh(t0, t1, k + 1), conditions.times);
  const Y = statesOn(mesh, n, guess);
  const end = nodeNewton(
    new ShootingEquations(n, flow, conditions, mesh),
    Y,
    Math.max(rtol, 1e-13),
    system.stats,
  );
  const { interpolant } = algorithm;
  const record = new StepRecord(layout.n, interpolant.rows, t0, Y.slice(0, layout.n));
  let isWhole = true;
  for (let i = 0; i < mesh.length - 1 && isWhole; i++) {
    const steps = flow.steps(Y.slice(i * n, (i + 1) * n), mesh[i], mesh[i + 1]);
    isWhole = steps !== undefined;
    if (steps !== undefined) appendSteps(record, steps);
  }
  const isFound = end === 'converged' && isWhole;
  return {
    started,
    record,
    interpolant,
    unknowns: Y.slice(layout.n, n),
    code: isFound ? 'Success' : 'ConvergenceFailure',
    message: isFound
      ? `${name} fulfilled the conditions`
      : `${name} found no solution: ${end === 'converged' ? 'integration failed' : WHY[end]}`,
  };
}
