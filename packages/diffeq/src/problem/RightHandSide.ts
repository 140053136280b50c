import { shown, solverError } from '../diagnostics/solverError.js';
import type { ODEProblem } from './ODEProblem.js';

/** The right-hand side in the one form that steppers call, whatever the form in which the user wrote it. */
export interface RightHandSide {
  /** Length n of the state. */
  readonly n: number;
  /** Writes du/dt at (u, t) into `du`; `du` and `u` are [n]. */
  evaluate(du: Float64Array, u: Float64Array, t: number): void;
}

/**
 * The right-hand side of a problem as `evaluate(du, u, t)`.
 *
 * @throws DIFF5002 from `evaluate`, if `f` returns something of the wrong length
 */
export function rightHandSideOf(problem: ODEProblem): RightHandSide {
  const { p, u0, inPlace } = problem;
  if (typeof u0 === 'number') {
    const f = problem.f as (u: number, p: unknown, t: number) => number;
    return {
      n: 1,
      evaluate(du, u, t) {
        const value = f(u[0], p, t);
        if (typeof value !== 'number') throw wrongResult(problem, value);
        du[0] = value;
      },
    };
  }
  const n = u0.length;
  if (inPlace) {
    const f = problem.f as (du: Float64Array, u: Float64Array, p: unknown, t: number) => void;
    return {
      n,
      evaluate(du, u, t) {
        f(du, u, p, t);
      },
    };
  }
  const f = problem.f as (u: Float64Array, p: unknown, t: number) => ArrayLike<number>;
  return {
    n,
    evaluate(du, u, t) {
      const value = f(u, p, t);
      if (value === null || typeof value !== 'object' || value.length !== n)
        throw wrongResult(problem, value);
      for (let i = 0; i < n; i++) du[i] = value[i];
    },
  };
}

/**
 * The first evaluation of a solve, checked: an entry that `f(du, u, p, t)` leaves unwritten shows as the NaN it was filled
 * with, and is told from a NaN that `f` computed by a second call over zeros.
 *
 * @returns the number of evaluations made
 * @throws DIFF5002
 */
export function evaluateFirst(
  problem: ODEProblem,
  rhs: RightHandSide,
  du: Float64Array,
  u: Float64Array,
  t: number,
): number {
  du.fill(NaN);
  rhs.evaluate(du, u, t);
  if (!problem.inPlace || !du.some(Number.isNaN)) return 1;
  const first = Float64Array.from(du);
  du.fill(0);
  rhs.evaluate(du, u, t);
  const unwritten = first.findIndex((value, i) => Number.isNaN(value) && du[i] === 0);
  if (unwritten < 0) return 2;
  const all = first.every((value, i) => Number.isNaN(value) && du[i] === 0);
  throw solverError(
    'DIFF5002',
    all
      ? `the right-hand side${nameOf(problem)} writes no entry of du, and u0 has length ${rhs.n}`
      : `the right-hand side${nameOf(problem)} leaves du[${unwritten}] unwritten, and u0 has length ${rhs.n}`,
    all
      ? 'With four parameters it is taken as f(du, u, p, t); if it returns the derivative, give ODEProblem { inPlace: false }.'
      : 'Write every entry of du at every call.',
  );
}

function wrongResult(problem: ODEProblem, value: unknown): Error {
  const { u0 } = problem;
  const wanted = typeof u0 === 'number' ? 'u0 is a number' : `u0 has length ${u0.length}`;
  const advice =
    value === undefined
      ? 'f(u, p, t) returns the derivative; one that writes it has four parameters, f(du, u, p, t), or { inPlace: true }.'
      : typeof u0 === 'number'
        ? 'Return du/dt as a number too, or give u0 as an array.'
        : 'Return one derivative for each entry of u0.';
  return solverError(
    'DIFF5002',
    `the right-hand side${nameOf(problem)} returned ${shown(value)}, and ${wanted}`,
    advice,
  );
}

function nameOf(problem: ODEProblem): string {
  return problem.f.name === '' ? '' : ` ${problem.f.name}`;
}
