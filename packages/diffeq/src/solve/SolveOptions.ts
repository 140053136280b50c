import type { Controller } from '../controller/Controller.js';
import { PIController } from '../controller/PIController.js';
import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { Algorithm } from '../algorithm/Algorithm.js';
import type { ErrorNorm } from '../stepper/ErrorNorm.js';
import type { Callback } from '../events/Callback.js';
import type { StateLayout } from '../problem/StateLayout.js';
import type { ProgressFunction } from './ProgressReport.js';
import { printProgress } from './ProgressReport.js';
import type { SensitivityMethod } from '../adjoint/SensitivityMethod.js';
import { saveTimes } from './saveTimes.js';

/** Options of `solve`. Times and step sizes are in the problem's time unit; step sizes are positive in both directions of time. */
export interface SolveOptions {
  /** Relative tolerance of the local error, dimensionless, ≥ 0; default 1e-3. */
  rtol?: number;
  /** Absolute tolerance in the unit of the state, ≥ 0: a number, or one per component; default 1e-6. */
  atol?: number | ArrayLike<number>;
  /**
   * How the errors of the components, each over its tolerance, make the one number that must be at most 1: 'rms' the root mean square (default), 'max' the
   * largest, or a function of all. One-step methods only; those that choose their order judge by the root mean square.
   */
  norm?: 'rms' | 'max' | ((scaled: Float64Array) => number);
  /** When to save: a spacing counted from t0, or the times themselves in the order of integration; default every accepted step. */
  saveat?: number | ArrayLike<number>;
  /** Whether t0 is saved; default true, except that an array `saveat` decides. */
  saveStart?: boolean;
  /** Whether t1 is saved; default true, except that an array `saveat` decides. */
  saveEnd?: boolean;
  /** Whether every accepted step is saved if `saveat` is absent; else only the start and the end are; default true. */
  saveEverystep?: boolean;
  /** Which components are saved and given by `sol(t)`: one index for numbers, several for vectors; default all. For states that are vectors. */
  saveIdxs?: number | ArrayLike<number>;
  /** Times at which steps must end, as where a forcing changes; those outside of the span are left out. */
  tstops?: ArrayLike<number>;
  /** Times at which the right-hand side jumps: steps end just before them and begin just after, so that none reads both sides. */
  dStops?: ArrayLike<number>;
  /** Events, such as `ContinuousCallback(…)` makes. */
  callback?: Callback | readonly Callback[];
  /** Says of a state whether it must not be stepped to; such steps are tried again at half their size. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- state and parameters of the problem it is given with
  isOutOfDomain?: (u: any, p: any, t: number) => boolean;
  /** Whether to report on a long solve twice a second: true prints a line, a function is called with `Progress`; default false. */
  progress?: boolean | ProgressFunction;
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
  'norm',
  'saveat',
  'saveStart',
  'saveEnd',
  'saveEverystep',
  'saveIdxs',
  'tstops',
  'dStops',
  'callback',
  'isOutOfDomain',
  'progress',
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

/** Components that are saved: a single one as a number, or several as a vector. */
export interface SavedComponents {
  readonly components: Int32Array;
  readonly single: boolean;
}

/** Options after validation, with every default filled in. */
export interface ResolvedOptions {
  readonly rtol: number;
  /** [n] */
  readonly atol: Float64Array;
  readonly norm: ErrorNorm;
  /** Undefined means every accepted step. */
  readonly saveTimes: Float64Array | undefined;
  readonly saveStart: boolean;
  readonly saveEnd: boolean;
  /** Undefined means all. */
  readonly saveIdxs: SavedComponents | undefined;
  readonly tstops: readonly number[];
  readonly dStops: readonly number[];
  readonly callbacks: readonly Callback[];
  readonly isOutOfDomain: SolveOptions['isOutOfDomain'];
  readonly progress: ProgressFunction | undefined;
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
  layout: StateLayout,
  t0: number,
  t1: number,
): ResolvedOptions {
  checkKeys(options, knownOptions, 'solve');
  const {
    rtol = 1e-3,
    atol = 1e-6,
    saveat = options.saveEverystep === false ? [t0, t1] : undefined,
    dt = 0,
    dtmin = 0,
    dtmax = Infinity,
    maxSteps = 100_000,
    adaptive = true,
  } = options;
  const { n } = layout;
  const span = Math.abs(t1 - t0);
  if (!(rtol >= 0 && rtol < Infinity)) throw badTolerance('rtol', rtol);
  const absolute = resolveAtol(atol, rtol, n);
  requirePositive('dt', options.dt);
  requirePositive('dtmax', options.dtmax);
  if (!(dtmin >= 0 && dtmin <= dtmax)) throw badValue('dtmin', dtmin, 'It is a number from 0 to dtmax.');
  if (!(maxSteps >= 1)) throw badValue('maxSteps', maxSteps, 'It is a whole number from 1.');
  for (const name of [
    'adaptive',
    'dense',
    'saveStart',
    'saveEnd',
    'saveEverystep',
    'throwOnFailure',
  ] as const) {
    const value = options[name];
    if (value !== undefined && typeof value !== 'boolean')
      throw badValue(name, value, 'It is true or false.');
  }
  if (options.isOutOfDomain !== undefined && typeof options.isOutOfDomain !== 'function') {
    throw badValue(
      'isOutOfDomain',
      options.isOutOfDomain,
      'It is a function (u, p, t) that says true or false.',
    );
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
    norm: errorNorm(options.norm, algorithm),
    saveTimes: times,
    saveStart,
    saveEnd,
    saveIdxs: savedComponents(options.saveIdxs, layout),
    tstops: timeList('tstops', options.tstops),
    dStops: timeList('dStops', options.dStops),
    callbacks: callbackList(options.callback),
    isOutOfDomain: options.isOutOfDomain,
    progress: progressFunction(options.progress),
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

function errorNorm(given: SolveOptions['norm'], { name, anyNorm }: Algorithm): ErrorNorm {
  if (given === undefined || given === 'rms') return undefined;
  if (given !== 'max' && typeof given !== 'function') {
    throw badValue('norm', given, "It is 'rms', 'max', or a function of the scaled errors.");
  }
  if (anyNorm === true) return given;
  throw badValue('norm', given, `${name} judges its steps by the root mean square.`);
}

function savedComponents(
  given: SolveOptions['saveIdxs'],
  { kind, n }: StateLayout,
): SavedComponents | undefined {
  if (given === undefined) return undefined;
  const single = typeof given === 'number';
  const list = single ? [given] : Array.from(given);
  if (kind !== 'vector' || list.length === 0 || !list.every((i) => Number.isInteger(i) && i >= 0 && i < n)) {
    throw badValue(
      'saveIdxs',
      given,
      `It is an index from 0 to ${n - 1} or several, for states that are arrays of numbers.`,
    );
  }
  return { components: Int32Array.from(list), single };
}

function timeList(name: string, given: ArrayLike<number> | undefined): readonly number[] {
  if (given === undefined) return [];
  if (typeof given === 'object' && given !== null && given.length >= 0) {
    const times = Array.from(given);
    if (times.every(Number.isFinite)) return times;
  }
  throw solverError('DIFF5007', `solve: ${name} is ${shown(given)}`, 'It is an array of finite times.');
}

function callbackList(given: SolveOptions['callback']): readonly Callback[] {
  if (given === undefined) return [];
  const list = (Array.isArray(given) ? given : [given]) as readonly Callback[];
  for (const event of list) {
    const { kind } = (event ?? {}) as Partial<Callback>;
    if (kind !== 'continuous' && kind !== 'discrete') {
      throw badValue(
        'callback',
        event,
        'It is what ContinuousCallback, DiscreteCallback and the like give, or an array of these.',
      );
    }
  }
  return list;
}

function progressFunction(given: SolveOptions['progress']): ProgressFunction | undefined {
  if (given === undefined || given === false) return undefined;
  if (given === true) return printProgress;
  if (typeof given === 'function') return given;
  throw badValue('progress', given, 'It is true, false, or a function that is told of the progress.');
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
