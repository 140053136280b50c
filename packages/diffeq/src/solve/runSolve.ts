import type { Algorithm } from '../algorithm/Algorithm.js';
import type { InitialValueProblem } from '../problem/InitialValueProblem.js';
import { checkArguments } from './checkArguments.js';
import { Integrator } from './Integrator.js';
import type { SolveRun } from './solutionOf.js';
import { solutionOf } from './solutionOf.js';
import type { SolveOptions } from './SolveOptions.js';

/** Solves, and keeps the accepted steps if `forDerivative`. */
export function runSolve(
  problem: InitialValueProblem,
  algorithm: Algorithm | undefined,
  options: SolveOptions,
  forDerivative: boolean,
): SolveRun {
  checkArguments(problem, algorithm);
  const integrator = new Integrator(problem, algorithm, options, forDerivative);
  integrator.run();
  const run = solutionOf(integrator, forDerivative);
  integrator.release();
  return run;
}
