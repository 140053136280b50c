import { DiffError } from '@diffjs/runtime';

/** The codes of this package's errors, each with what it means; `docs/errors/<CODE>.md` explains it. */
export const solverErrorCodes = {
  DIFF5001: 'a tolerance is not a positive number',
  DIFF5002: 'the right-hand side gives a derivative of the wrong length',
  DIFF5003: 'the time span is not a pair of finite numbers',
  DIFF5004: 'the initial state is not made of finite numbers',
  DIFF5005: 'an option that does not exist',
  DIFF5006: 'the right-hand side is not a function of (u, p, t) or (du, u, p, t)',
  DIFF5007: 'a save time lies outside the time span',
  DIFF5008: 'an option has a value that it cannot have',
  DIFF5009: 'fixed steps need a step size',
  DIFF5010: 'the solution cannot be evaluated there',
  DIFF5011: 'the integration failed',
  DIFF5012: 'the coefficients of a method contradict each other',
  DIFF5013: 'an argument of solve is of the wrong kind',
  DIFF5014: 'the right-hand side captures what is differentiated',
  DIFF5015: 'a mass matrix is singular in a way that is not understood',
  DIFF5016: 'a sensitivity method cannot differentiate this solve',
  DIFF5017: 'the initial values of a differential-algebraic equation contradict it',
  DIFF5018: 'the method cannot solve this kind of problem',
  DIFF5019: 'an event has a value that it cannot have',
  DIFF5066: 'a solution has no derivative',
  DIFF5067: 'boundary conditions do not fit the equations',
  DIFF5068: 'a guess of a boundary value problem cannot be used',
  DIFF5069: 'a grid, or what is given on it, cannot be used',
  DIFF5062: 'the method is for second-order problems',
  DIFF5064: 'the first part of a split problem is not known to be linear',
  DIFF5065: 'a function of a matrix cannot be evaluated',
  DIFF5063: 'the method is for accelerations that do not depend on the velocity',
  DIFF5030: 'not an ensemble',
  DIFF5031: 'an ensemble cannot run on worker threads as it is given',
  DIFF5032: 'no statistics of these trajectories',
  DIFF5033: 'an optional package is not installed',
  DIFF5050: 'a linear solver needs to know where the Jacobian is other than 0',
  DIFF5051: 'the Jacobian that a problem was given does not fit it',
  DIFF5034: 'nothing that can be drawn',
} as const;

/** A stable error code of the solvers, such as `'DIFF5001'`. */
export type SolverErrorCode = keyof typeof solverErrorCodes;

/** An error with a code: what is wrong and where, then what to do. */
export function solverError(code: SolverErrorCode, what: string, advice: string): DiffError {
  return new DiffError(code, `${what}. ${advice}`);
}

/** What a value is, in a user's words, for messages. */
export function shown(x: unknown): string {
  if (typeof x === 'string') return JSON.stringify(x);
  if (typeof x === 'function') return x.name === '' ? 'a function' : `the function ${x.name}`;
  if (x === null || typeof x !== 'object') return String(x);
  const length = (x as { length?: unknown }).length;
  if (typeof length === 'number') {
    return Array.isArray(x) ? `an array of length ${length}` : `a ${x.constructor.name} of length ${length}`;
  }
  return `an object with the keys ${Object.keys(x).slice(0, 5).join(', ') || '(none)'}`;
}
