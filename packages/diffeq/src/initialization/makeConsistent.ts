import { solverError } from '../diagnostics/solverError.js';

/** Newton steps at most; line searches halve a step so often at most. */
const ITERATIONS = 50;
const HALVINGS = 20;
/** Share of the tolerance at which the values are found; the last step was shorter than this. */
const FOUND = 1e-3;
/** Share of the descent that the linear model promises. */
const DESCENT = 1e-4;

/** Equations for initial values, as the iteration below sees them. */
export interface ConsistencyEquations {
  /** Writes the residuals at the current values, [n]. */
  residual(out: Float64Array): void;
  /** Takes the derivatives there, and writes the Newton step, [n], over the residuals; false if there is none. */
  solve(residual: Float64Array): boolean;
  /** Remembers the current values. */
  keep(): void;
  /** Moves from the values that were kept by `lambda` times the step. */
  move(step: Float64Array, lambda: number): void;
  /** The size of a step in units of the tolerance. */
  size(step: Float64Array): number;
  /** What to say of the equation i. */
  nameOf(i: number): string;
}

/**
 * Moves initial values until they satisfy the equations, by Newton's method with line search.
 *
 * @throws DIFF5017 naming the worst equation, if that fails
 *
 * Reference: P. N. Brown, A. C. Hindmarsh & L. R. Petzold, SIAM J. Sci. Comput. 19(5), 1998, pp. 1495–1512.
 */
export function makeConsistent(equations: ConsistencyEquations, n: number, t: number): void {
  const residual = new Float64Array(n);
  const step = new Float64Array(n);
  equations.residual(residual);
  for (let m = 0; m < ITERATIONS; m++) {
    const before = norm(residual);
    if (before === 0) return;
    step.set(residual);
    if (!Number.isFinite(before) || !equations.solve(step)) throw unsolved(equations, residual, t);
    const size = equations.size(step);
    equations.keep();
    let lambda = 1;
    for (let halvings = 0; ; halvings++) {
      equations.move(step, lambda);
      equations.residual(residual);
      const after = norm(residual);
      if (after <= (1 - DESCENT * lambda) * before) break;
      if (size <= FOUND && Number.isFinite(after)) return; // rounding alone is left
      if (halvings === HALVINGS) throw unsolved(equations, residual, t);
      lambda /= 2;
    }
    if (lambda * size <= FOUND && lambda === 1) return;
  }
  throw unsolved(equations, residual, t);
}

/**
 * Whether the values satisfy the equations to the tolerance: the Newton step from them is not longer.
 *
 * @throws DIFF5017 naming the worst equation, if they do not
 */
export function checkConsistent(equations: ConsistencyEquations, n: number, t: number): void {
  const residual = new Float64Array(n);
  equations.residual(residual);
  if (norm(residual) === 0) return;
  const step = Float64Array.from(residual);
  if (equations.solve(step) && equations.size(step) <= 1) return;
  throw solverError(
    'DIFF5017',
    `the initial values contradict the equations at t = ${t}: ${worst(equations, residual)}`,
    "Give values that satisfy them, or { initialization: 'fix' } to have the algebraic ones computed.",
  );
}

function unsolved(equations: ConsistencyEquations, residual: Float64Array, t: number): Error {
  return solverError(
    'DIFF5017',
    `no values were found that satisfy the algebraic equations at t = ${t}: ${worst(equations, residual)}`,
    'Give initial values nearer to such. If an algebraic variable does not occur in the algebraic equations, the index is above 1: ' +
      'differentiate the equation that is a constraint on the differential variables.',
  );
}

function worst(equations: ConsistencyEquations, residual: Float64Array): string {
  let at = 0;
  for (let i = 0; i < residual.length; i++) {
    if (!(Math.abs(residual[i]) <= Math.abs(residual[at]))) at = i;
  }
  return `${equations.nameOf(at)} is ${Number(residual[at].toPrecision(3))} instead of 0`;
}

function norm(x: Float64Array): number {
  let total = 0;
  for (let i = 0; i < x.length; i++) total += x[i] * x[i];
  return Math.sqrt(total);
}
