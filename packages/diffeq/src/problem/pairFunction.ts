import { solverError } from '../diagnostics/solverError.js';
import type { PairLayout } from './PairLayout.js';
import type { StandardForm } from './System.js';
import type { StateLayout } from './StateLayout.js';
import { numbersOfState, stateOfNumbers } from './StateLayout.js';

/** A function of two halves of a state that writes the derivative of one of them; all over flat vectors. */
export type PairFunction = (
  out: Float64Array,
  first: Float64Array,
  second: Float64Array,
  p: unknown,
  t: number,
) => void;

type AnyFunction = (...args: unknown[]) => unknown;

/**
 * A user's function of two halves, (first, second, p, t) → derivative or (out, first, second, p, t), as one over flat vectors that can be
 * differentiated if it can.
 *
 * @param result  the half whose derivative it gives
 * @throws DIFF5002 from the call, if the derivative has the wrong form
 */
export function pairFunction(
  f: unknown,
  inPlace: boolean,
  pair: PairLayout,
  result: StateLayout,
): PairFunction {
  const call = f as AnyFunction;
  return inPlace ? writing(call, pair, result) : returning(call, pair, result);
}

/* @differentiable */
function returning(f: AnyFunction, { first, second }: PairLayout, result: StateLayout): PairFunction {
  return (out: Float64Array, x: Float64Array, y: Float64Array, p: unknown, t: number): void => {
    writeState(out, f(shaped(x, first), shaped(y, second), p, t), result);
  };
}

/* @differentiable */
function writing(f: AnyFunction, { first, second }: PairLayout, result: StateLayout): PairFunction {
  if (result.kind === 'vector') {
    return (out: Float64Array, x: Float64Array, y: Float64Array, p: unknown, t: number): void => {
      f(out, shaped(x, first), shaped(y, second), p, t);
    };
  }
  return (out: Float64Array, x: Float64Array, y: Float64Array, p: unknown, t: number): void => {
    const derivative = stateOfNumbers(out, result.like);
    f(derivative, shaped(x, first), shaped(y, second), p, t);
    writeState(out, derivative, result);
  };
}

/** The numbers as the user sees them. */
/* @differentiable */
export function shaped(numbers: Float64Array, layout: StateLayout): unknown {
  if (layout.kind === 'number') return numbers[0];
  return layout.kind === 'tree' ? stateOfNumbers(numbers, layout.like) : numbers;
}

/* @differentiable */
function writeState(out: Float64Array, value: unknown, layout: StateLayout): void {
  const n = out.length;
  if (layout.kind === 'number') {
    if (typeof value !== 'number') throw wrongForm(value, layout);
    out[0] = value;
    return;
  }
  if (typeof value !== 'object' || value === null) throw wrongForm(value, layout);
  const numbers = (layout.kind === 'tree' ? numbersOfState(value) : value) as ArrayLike<number>;
  if (numbers.length !== n) throw wrongForm(numbers, layout);
  for (let i = 0; i < n; i++) out[i] = numbers[i];
}

function wrongForm(value: unknown, layout: StateLayout): Error {
  const given =
    typeof value === 'object' && value !== null && 'length' in value
      ? `${String((value as ArrayLike<number>).length)} numbers`
      : typeof value;
  return solverError(
    'DIFF5002',
    `the right-hand side gives ${given}, and its half of the state is ${layout.kind === 'number' ? 'a number' : `${layout.n} numbers`}`,
    'A derivative has the form of the half of the state that it belongs to.',
  );
}

/** Both derivatives as one right-hand side over the flat state, for what differentiates it. */
export function pairForm(
  kick: PairFunction,
  drift: PairFunction,
  { first, second }: PairLayout,
): StandardForm {
  return { f: overBoth(kick, drift, first.n), inPlace: true, scalar: false, n: first.n + second.n };
}

/* @differentiable */
function overBoth(kick: PairFunction, drift: PairFunction, nv: number): StandardForm['f'] {
  return (du: Float64Array, u: Float64Array, p: unknown, t: number): void => {
    const n = u.length;
    const first = part(u, 0, nv);
    const second = part(u, nv, n);
    const dFirst = part(du, 0, nv);
    const dSecond = part(du, nv, n);
    kick(dFirst, first, second, p, t);
    drift(dSecond, first, second, p, t);
    for (let i = 0; i < nv; i++) du[i] = dFirst[i];
    for (let i = nv; i < n; i++) du[i] = dSecond[i - nv];
  };
}

/** Entries from … to − 1, copied: a view has no identity of its own in a derivative within a derivative. */
/* @differentiable */
export function part(numbers: Float64Array, from: number, to: number): Float64Array {
  const copy = new Float64Array(to - from);
  for (let i = from; i < to; i++) copy[i - from] = numbers[i];
  return copy;
}

/* @differentiable */
export function driftByVelocity(
  out: Float64Array,
  v: Float64Array,
  _u: Float64Array,
  _p: unknown,
  _t: number,
): void {
  for (let i = 0; i < out.length; i++) out[i] = v[i];
}
