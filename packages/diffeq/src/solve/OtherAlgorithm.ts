import type { Sweep } from '../adjoint/sweepEvaluation.js';
import { solverError } from '../diagnostics/solverError.js';

/** A solve with its derivative, linear maps at the solution. */
export interface DifferentiatedSolve {
  readonly solution: unknown;
  /** The cotangent of the problem's fields out of that of the solution. */
  back(bar: Readonly<Record<string, unknown>>): unknown;
}

/** A method that does something else than integrate from a start, such as `SSRootfind()` or `MIRK4()`. */
export interface OtherAlgorithm {
  readonly name: string;
  /**
   * Solves.
   *
   * @throws DIFF5018 for a problem that it is not for
   */
  solveProblem(problem: object, options: object): unknown;
  /** Solves, and gets ready to reverse. */
  pullback(problem: object, options: object, sweep: Sweep): DifferentiatedSolve;
  /** Solves, and gives the tangent of the solution along that of the problem's fields. */
  pushforward(
    problem: object,
    dot: Readonly<Record<string, unknown>>,
    options: object,
    sweep: Sweep,
  ): { solution: unknown; tangent: unknown };
}

/** A problem for such methods only. */
export interface OtherProblem {
  /** What it is called in messages. */
  readonly where: string;
  /** Names of methods that solve it. */
  readonly solvedBy: string;
  /** The method that `solve` takes if it is given none. */
  defaultAlgorithm(): OtherAlgorithm;
}

/**
 * The method, if it or the problem is not of the kind that integrates from a start; else undefined.
 *
 * @throws DIFF5018 for such a problem with a method that integrates
 */
export function otherAlgorithm(problem: unknown, algorithm: unknown): OtherAlgorithm | undefined {
  const method = (algorithm ?? undefined) as (Partial<OtherAlgorithm> & { name: string }) | undefined;
  if (typeof method?.solveProblem === 'function') return method as OtherAlgorithm;
  const { defaultAlgorithm, where, solvedBy } = (problem ?? {}) as Partial<OtherProblem>;
  if (defaultAlgorithm === undefined) return undefined;
  if (method === undefined) return (problem as OtherProblem).defaultAlgorithm();
  throw solverError(
    'DIFF5018',
    `solve: ${method.name} integrates from a start and cannot solve a ${where}`,
    `Use ${solvedBy}.`,
  );
}
