import type { Controller } from '../controller/Controller.js';
import { PIController } from '../controller/PIController.js';
import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { Algorithm } from '../algorithm/Algorithm.js';
import type { SensitivityMethod } from '../adjoint/SensitivityMethod.js';
import { saveTimes } from './saveTimes.js';

/** Options of `solve`. Times and step sizes are in the problem's time unit; step sizes are positive in both directions of time. */
export interface SolveOptions {
  /** Relative tolerance of the local error, dimensionless, ≥ 0; default 1e-3. */
  rtol?: number;
  /** Absolute tolerance in the unit of the state, ≥ 0: a number, or one per component; default 1e-6. */
  atol?: number | ArrayLike<number>;
  /** When to save: a spacing counted from t0, or the times themselves in the order of integration; default every accepted step. */
  saveat?: number | ArrayLike<number>;
  /** Whether t0 is saved; default true, except that an array `saveat` decides. */
  saveStart?: boolean;
  /** Whether t1 is saved; default true, except that an array `saveat` decides. */
  saveEnd?: boolean;
  /** Whether `sol(t)` works, at a cost in memory of R + 1 states a step (R = 7 for Tsit5); default: whether `saveat` is absent. */
  dense?: boolean;
  /** First step size; default: chosen from the problem. With `adaptive: false`, every step's size. */
  dt?: number;
  /** Smallest step size; default 0, and never below the spacing of floating-point numbers at t. */
  dtmin?: number;
  /** Largest step size; default the length of the time span. */
  dtmax?: number;
  /** Largest number of steps, accepted and rejected; default 100 000. */
  maxSteps?: number;
  /** Whether step sizes follow the error estimate; default true. */
  adaptive?: boolean;
  /** Step size control; default the method's own, else `PIController()`. */
  controller?: Controller;
  /** How `solve` is differentiated; default `DiscreteAdjoint()`. */
  sensitivity?: SensitivityMethod;
  /** Whether a failed integration throws DIFF5011 instead of returning its partial solution; default false. */
  throwOnFailure?: boolean;
}

const knownOptions: readonly (keyof SolveOptions)[] = [
  'rtol',
  'atol',
  'saveat',
  'saveStart',
  'saveEnd',
  'dense',
  'dt',
  'dtmin',
  'dtmax',
  'maxSteps',
  'adaptive',
  'controller',
  'sensitivity',
  'throwOnFailure',
];

/** Options after validation, with every default filled in. */
export interface ResolvedOptions {
  readonly rtol: number;
  /** [n] */
  readonly atol: Float64Array;
  /** Undefined means every accepted step. */
  readonly saveTimes: Float64Array | undefined;
  readonly saveStart: boolean;
  readonly saveEnd: boolean;
  readonly dense: boolean;
  /** 0 means: choose it. */
  readonly dt: number;
  readonly dtmin: number;
  readonly dtmax: number;
  readonly maxSteps: number;
  readonly adaptive: boolean;
  readonly controller: Controller;
  readonly sensitivity: SensitivityMethod | undefined;
  readonly throwOnFailure: boolean;
}

const defaultController: Controller = PIController();

/**
 * Validates options and fills in their defaults.
 *
 * @throws DIFF5001 tolerance, DIFF5005 unknown option, DIFF5007 save times, DIFF5008 other values, DIFF5009 fixed steps without `dt`
 */
export function resolveOptions(
  options: SolveOptions,
  algorithm: Algorithm,
  n: number,
  t0: number,
  t1: number,
): ResolvedOptions {
  checkKeys(options, knownOptions, 'solve');
  const {
    rtol = 1e-3,
    atol = 1e-6,
    saveat,
    dt = 0,
    dtmin = 0,
    dtmax = Infinity,
    maxSteps = 100_000,
    adaptive = true,
  } = options;
  const span = Math.abs(t1 - t0);
  if (!(rtol >= 0 && rtol < Infinity)) throw badTolerance('rtol', rtol);
  const absolute = resolveAtol(atol, rtol, n);
  requirePositive('dt', options.dt);
  requirePositive('dtmax', options.dtmax);
  if (!(dtmin >= 0 && dtmin <= dtmax)) throw badValue('dtmin', dtmin, 'It is a number from 0 to dtmax.');
  if (!(maxSteps >= 1)) throw badValue('maxSteps', maxSteps, 'It is a whole number from 1.');
  for (const name of ['adaptive', 'dense', 'saveStart', 'saveEnd', 'throwOnFailure'] as const) {
    const value = options[name];
    if (value !== undefined && typeof value !== 'boolean')
      throw badValue(name, value, 'It is true or false.');
  }
  if (options.controller !== undefined && typeof options.controller.adapt !== 'function') {
    throw badValue('controller', options.controller, 'It is an object such as PIController() gives.');
  }
  if (options.sensitivity !== undefined && typeof options.sensitivity.prepare !== 'function') {
    throw badValue('sensitivity', options.sensitivity, 'It is an object such as DiscreteAdjoint() gives.');
  }
  if (!adaptive && dt === 0) {
    throw solverError(
      'DIFF5009',
      'solve: adaptive is false and there is no dt',
      'Give the size of the steps as dt.',
    );
  }
  if (adaptive && !algorithm.adaptive) {
    throw solverError(
      'DIFF5009',
      `solve: ${algorithm.name} has no error estimate to choose steps by`,
      'Give { adaptive: false, dt }, or an adaptive method such as Tsit5().',
    );
  }
  const { times, saveStart, saveEnd } = saveTimes(saveat, options.saveStart, options.saveEnd, t0, t1);
  return {
    rtol,
    atol: absolute,
    saveTimes: times,
    saveStart,
    saveEnd,
    dense: options.dense ?? saveat === undefined,
    dt,
    dtmin,
    dtmax: Math.min(dtmax, span),
    maxSteps,
    adaptive,
    controller: options.controller ?? algorithm.controller ?? defaultController,
    sensitivity: options.sensitivity,
    throwOnFailure: options.throwOnFailure ?? false,
  };
}

/** Keeps 0/0 out of the error norm where atol = 0 meets a component that stays 0. */
const TINY = 1e-300;

function resolveAtol(atol: number | ArrayLike<number>, rtol: number, n: number): Float64Array {
  const absolute = new Float64Array(n);
  if (typeof atol === 'number') {
    if (!(atol >= 0 && atol < Infinity)) throw badTolerance('atol', atol);
    absolute.fill(atol);
  } else {
    if (typeof atol !== 'object' || atol === null || atol.length !== n) {
      throw solverError(
        'DIFF5001',
        `solve: atol is ${shown(atol)}, and the state has length ${n}`,
        'It is a number ≥ 0, or one for each component.',
      );
    }
    for (let i = 0; i < n; i++) {
      if (!(atol[i] >= 0 && atol[i] < Infinity)) throw badTolerance(`atol[${i}]`, atol[i]);
      absolute[i] = atol[i];
    }
  }
  for (let i = 0; i < n; i++) {
    if (absolute[i] === 0 && rtol === 0) {
      throw solverError('DIFF5001', 'solve: rtol and atol are both 0', 'One of them must be positive.');
    }
    if (absolute[i] < TINY) absolute[i] = TINY;
  }
  return absolute;
}

function badTolerance(name: string, value: unknown): Error {
  return solverError(
    'DIFF5001',
    `solve: ${name} is ${shown(value)}`,
    'A tolerance is a finite number ≥ 0, such as 1e-6.',
  );
}

function badValue(name: string, value: unknown, advice: string): Error {
  return solverError('DIFF5008', `solve: ${name} is ${shown(value)}`, advice);
}

function requirePositive(name: string, value: unknown): void {
  if (value === undefined || (typeof value === 'number' && value > 0)) return;
  throw badValue(name, value, 'A step size is positive, also when time runs backwards.');
}
