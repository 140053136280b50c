import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';

/** Limits of a step size control; all dimensionless. */
export interface StepFactorOptions {
  /** Safety factor on the step size, default 0.9. */
  gamma?: number;
  /** The smallest factor that a step size is multiplied by, default 1/5. */
  qmin?: number;
  /** The largest factor, default 10. */
  qmax?: number;
  /** Factors between `qsteadyMin` and `qsteadyMax`, default 1 and 1, leave the step size as it is. */
  qsteadyMin?: number;
  qsteadyMax?: number;
}

/** The limits with their defaults. */
export interface StepLimits {
  readonly logGamma: number;
  readonly qmin: number;
  readonly qmax: number;
  readonly qsteadyMin: number;
  readonly qsteadyMax: number;
}

const limitKeys = ['gamma', 'qmin', 'qmax', 'qsteadyMin', 'qsteadyMax'];

/**
 * Checks the options of a controller and fills in the limits.
 *
 * @param exponents  names of its further options, numbers of either sign
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that is not a positive number
 */
export function stepLimits(
  options: StepFactorOptions,
  exponents: readonly string[],
  where: string,
): StepLimits {
  checkKeys(options, [...exponents, ...limitKeys], where);
  const { gamma = 0.9, qmin = 1 / 5, qmax = 10, qsteadyMin = 1, qsteadyMax = 1 } = options;
  for (const [name, value] of Object.entries({ ...options, gamma, qmin, qmax, qsteadyMin, qsteadyMax })) {
    const isExponent = exponents.includes(name);
    if (value === undefined || (isExponent && typeof value !== 'number')) continue;
    if (Number.isFinite(value) && (value > 0 || isExponent)) continue;
    throw solverError('DIFF5008', `${where}: ${name} is ${shown(value)}`, 'It is a positive number.');
  }
  return { logGamma: Math.log(gamma), qmin, qmax, qsteadyMin, qsteadyMax };
}

/** The factor after an accepted step within its limits; ∞, of no error, gives `qmax`. */
export function acceptedFactor(factor: number, limits: StepLimits): number {
  const { qmin, qmax, qsteadyMin, qsteadyMax } = limits;
  if (factor >= qsteadyMin && factor <= qsteadyMax) return 1;
  return factor < qmin ? qmin : factor < qmax ? factor : qmax;
}

/** The factor after a rejected step, at most 1; NaN gives `qmin`. */
export function rejectedFactor(factor: number, { qmin }: StepLimits): number {
  return factor > qmin ? (factor < 1 ? factor : 1) : qmin;
}
