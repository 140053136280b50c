import { checkOptions } from '../errors/checkOptions.js';

/**
 * Solves A·x = b, given what applies A to a vector.
 * @returns as many numbers as `b` has
 */
export type LinearSolver = (apply: (v: Float64Array) => Float64Array, b: Float64Array) => ArrayLike<number>;

/** How derivatives of solutions are computed. */
export interface ImplicitOptions {
  /**
   * How the linear system with the Jacobian ∂F/∂x is solved: `'lu'` makes the matrix, one reverse sweep a row, and factorises it (n³/3
   * multiplications); `'gmres'` applies it only, one sweep each time; `'iterate'` is x ← x + (b − A·x), for contractions; a function is your own.
   * Default `'auto'`: LU up to 200 unknowns, GMRES above.
   */
  readonly linearSolver?: 'auto' | 'lu' | 'gmres' | 'iterate' | LinearSolver;
  /** The iterative solvers stop at ‖b − A·x‖₂ ≤ linearTolerance·‖b‖₂, and fail if they do not get there. Default 1e-10. */
  readonly linearTolerance?: number;
  /** How often an iterative solver applies the matrix at most. Default 1000. */
  readonly maxLinearSteps?: number;
  /**
   * With LU: how far, relative to max(1, |x|), a step of Newton's method may lead from what the solver gave; if it is further, that is no
   * solution, and the theorem does not hold. Infinity does not ask. Default 1e-3.
   */
  readonly tolerance?: number;
}

export const implicitDefaults: Required<ImplicitOptions> = {
  linearSolver: 'auto',
  linearTolerance: 1e-10,
  maxLinearSteps: 1000,
  tolerance: 1e-3,
};

const names: readonly unknown[] = ['auto', 'lu', 'gmres', 'iterate'];

/** What is wrong with an option that implicit functions share; undefined if nothing is. */
export function validateImplicit(key: string, value: unknown): string | undefined {
  switch (key) {
    case 'linearSolver':
      return typeof value === 'function' || names.includes(value)
        ? undefined
        : "'auto', 'lu', 'gmres', 'iterate' or a function";
    case 'maxLinearSteps':
      return Number.isInteger(value) && (value as number) > 0 ? undefined : 'a positive integer';
    default:
      return typeof value === 'number' && value > 0 ? undefined : 'a positive number';
  }
}

export function implicitOptions(api: string, options: ImplicitOptions): Required<ImplicitOptions> {
  return { ...implicitDefaults, ...checkOptions(api, options, implicitDefaults, validateImplicit) };
}
