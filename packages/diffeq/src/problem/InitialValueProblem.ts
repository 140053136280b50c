import { shown, solverError } from '../diagnostics/solverError.js';
import type { StateLayout } from './StateLayout.js';
import type { System } from './System.js';

/**
 * What a problem comes to once its u0 and tspan are known: numbers, and functions over flat vectors.
 *
 * `S` is the state in the form in which solutions have it.
 */
export interface StartedProblem<S = unknown> {
  /** Never there: from its type `solve` knows what states the solution has. */
  readonly state?: S;
  readonly layout: StateLayout;
  /** State at t0, [n]. */
  readonly start: Float64Array;
  readonly t0: number;
  readonly t1: number;
  readonly system: System;
  /** The cotangent of the state at t0, [n], as cotangents of the problem's own fields. */
  likeFields(bar: Float64Array): Readonly<Record<string, unknown>>;
  /** The tangent of the state at t0, [n], out of tangents of the problem's own fields. */
  fromFields(dot: Readonly<Record<string, unknown>>): Float64Array;
}

/**
 * An initial value problem of any kind, as `solve` takes it.
 *
 * `S` is the state in the form in which solutions have it, `P` the parameters.
 */
export interface InitialValueProblem<S = unknown, P = unknown> {
  readonly tspan: unknown;
  readonly p: P;
  /**
   * Evaluates what depends on the parameters and checks it.
   *
   * @param state  a flat state to begin with instead of u0, which may have another length
   */
  begin(state?: Float64Array): StartedProblem<S>;
}

/** A value, or a function of the parameters that gives it. */
export function resolved<T>(given: T | ((p: never, t0: number) => T), p: unknown, t0: number): T {
  return typeof given === 'function' ? (given as (p: unknown, t0: number) => T)(p, t0) : given;
}

/**
 * The time span as two numbers.
 *
 * @throws DIFF5003
 */
export function timeSpan(tspan: unknown, where: string): [number, number] {
  const [t0, t1] = Array.isArray(tspan) || ArrayBuffer.isView(tspan) ? (tspan as unknown as unknown[]) : [];
  if (Number.isFinite(t0) && Number.isFinite(t1) && (tspan as unknown[]).length === 2) {
    return [t0 as number, t1 as number];
  }
  const given = Array.isArray(tspan) ? `[${tspan.map(shown).join(', ')}]` : shown(tspan);
  throw solverError(
    'DIFF5003',
    `${where}: tspan is ${given}`,
    'It is [t0, t1], two finite numbers; t1 < t0 runs backwards.',
  );
}

/**
 * Whether a right-hand side writes into its first argument: as said, or told by its number of parameters.
 *
 * @param parameters  number of parameters of the form that writes
 * @throws DIFF5006 if it is no function or has more, DIFF5008 for an `inPlace` that is no boolean
 */
export function writesInPlace(
  f: unknown,
  inPlace: boolean | undefined,
  where: string,
  parameters = 4,
  signature = '(u, p, t)',
): boolean {
  const written = `f(du, ${signature.slice(1)}`;
  if (typeof f !== 'function') {
    throw solverError(
      'DIFF5006',
      `${where}: the right-hand side is ${shown(f)}`,
      `Its first argument is a function f${signature} that returns du/dt, or ${written} that writes it.`,
    );
  }
  if (inPlace !== undefined) {
    if (typeof inPlace === 'boolean') return inPlace;
    throw solverError('DIFF5008', `${where}: inPlace is ${shown(inPlace)}`, 'It is true or false.');
  }
  if (f.length > parameters) {
    throw solverError(
      'DIFF5006',
      `${where}: ${shown(f)} has ${f.length} parameters`,
      `A right-hand side is f${signature} or ${written}; put what else it needs into p.`,
    );
  }
  return f.length === parameters;
}
