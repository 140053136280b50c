import { constantCall } from '../algorithm/constantCall.js';
import { checkKeys } from '../diagnostics/checkKeys.js';
import type { Integrator } from '../solve/Integrator.js';
import type { Callback } from './Callback.js';
import { badOption, requireFunction } from './callbackOptions.js';

/** Options of `PositiveDomain`. */
export interface PositiveDomainOptions {
  /** Which components stay ≥ 0; default all. */
  indices?: ArrayLike<number>;
  /** How far below 0 a component may come before the step is tried again with half its size; default 1e-9. It is then set to 0. */
  tolerance?: number;
}

/**
 * Keeps components of a vector from becoming negative: steps that lead below 0 by more than a tolerance are tried again at half their size, and
 * what remains is set to 0. It helps only where the solution itself stays positive.
 *
 * @throws DIFF5005 unknown option, DIFF5019 other values
 *
 * Reference: L. F. Shampine, S. Thompson, J. A. Kierzenka & G. D. Byrne, Applied Mathematics and Computation 170, 2005, pp. 556–569.
 */
export function PositiveDomain(options: PositiveDomainOptions = {}): Callback {
  const where = 'PositiveDomain';
  checkKeys(options, ['indices', 'tolerance'], where);
  const { tolerance = 1e-9 } = options;
  if (!(tolerance >= 0 && tolerance < Infinity))
    throw badOption(where, 'tolerance', tolerance, 'It is a number ≥ 0.');
  const indices = options.indices === undefined ? undefined : Array.from(options.indices);
  const someBelow = (u: ArrayLike<number>, bound: number): boolean => {
    if (indices !== undefined) return indices.some((i) => u[i] < bound);
    for (let i = 0; i < u.length; i++) if (u[i] < bound) return true;
    return false;
  };
  return {
    kind: 'discrete',
    isOutOfDomain: (u) => someBelow(u as ArrayLike<number>, -tolerance),
    condition: (u) => someBelow(u as ArrayLike<number>, 0),
    affect(integrator) {
      const u = integrator.u as Float64Array;
      const clamp = (i: number): void => {
        if (u[i] < 0) u[i] = 0;
      };
      if (indices === undefined) for (let i = 0; i < u.length; i++) clamp(i);
      else indices.forEach(clamp);
    },
    changes: true,
    savePositions: [false, true],
  };
}

constantCall(PositiveDomain);

/** Options of `StepsizeLimiter`. */
export interface StepsizeLimiterOptions {
  /** Share of the limit that is used, positive; default 0.9. */
  safety?: number;
}

/**
 * Keeps steps below a limit that depends on the state, such as that of Courant, Friedrichs and Lewy.
 *
 * @param limit  the largest step size at (u, p, t), positive
 * @throws DIFF5005 unknown option, DIFF5019 other values
 */
export function StepsizeLimiter(
  limit: (u: any, p: any, t: number) => number, // eslint-disable-line @typescript-eslint/no-explicit-any -- state and parameters of the problem it will be given with
  options: StepsizeLimiterOptions = {},
): Callback {
  const where = 'StepsizeLimiter';
  requireFunction(limit, where, 'limit');
  checkKeys(options, ['safety'], where);
  const { safety = 0.9 } = options;
  if (!(safety > 0)) throw badOption(where, 'safety', safety, 'It is a positive number.');
  const shorten = (integrator: Integrator): void => {
    const longest = safety * limit(integrator.u, integrator.p, integrator.t);
    if (longest > 0 && integrator.dt > longest) integrator.dt = longest;
  };
  return {
    kind: 'discrete',
    condition: () => true,
    affect: shorten,
    changes: false,
    savePositions: [false, false],
    initialize: shorten,
  };
}

constantCall(StepsizeLimiter);
