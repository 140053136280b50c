import { shown, solverError } from '../diagnostics/solverError.js';
import type { InitialValueProblem } from '../problem/InitialValueProblem.js';

/**
 * Checks what `solve` and `init` are given.
 *
 * @throws DIFF5013
 */
export function checkArguments(problem: unknown, algorithm: unknown): void {
  if (typeof (problem as Partial<InitialValueProblem> | null | undefined)?.begin !== 'function') {
    throw solverError(
      'DIFF5013',
      `solve: the problem is ${shown(problem)}`,
      'Its first argument is a new ODEProblem(f, u0, tspan, p).',
    );
  }
  if (algorithm === undefined) return;
  const { createStepper } = (algorithm ?? {}) as { createStepper?: unknown };
  if (typeof createStepper === 'function') return;
  throw solverError(
    'DIFF5013',
    `solve: the algorithm is ${shown(algorithm)}`,
    typeof algorithm === 'function'
      ? `Call it: solve(problem, ${algorithm.name}()).`
      : 'Its second argument is a method such as Tsit5(), its third the options: solve(problem, Tsit5(), { rtol: 1e-6 }).',
  );
}
