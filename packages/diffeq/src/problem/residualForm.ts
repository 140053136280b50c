import { shown, solverError } from '../diagnostics/solverError.js';
import type { StateLayout } from './StateLayout.js';
import { numbersOfState, stateOfNumbers } from './StateLayout.js';
import type { System } from './System.js';

/** F over flat vectors: writes F(du, u, p, t) into `out`, [n] all. */
export type FlatResidual = (
  out: Float64Array,
  du: Float64Array,
  u: Float64Array,
  p: unknown,
  t: number,
) => void;

/** A residual of either signature, over states as users write them, as one over flat vectors. */
export function residualForm(F: unknown, inPlace: boolean, layout: StateLayout): FlatResidual {
  const { n, kind, like } = layout;
  if (kind === 'tree') {
    return inPlace
      ? overTreeInPlace(F as TreeInPlace, like, n)
      : overTree(F as (du: unknown, u: unknown, p: unknown, t: number) => unknown, like, n);
  }
  if (kind === 'number') return overNumber(F as (du: number, u: number, p: unknown, t: number) => number);
  if (inPlace) return F as FlatResidual;
  return overVector(F as VectorResidual, n);
}

type VectorResidual = (du: Float64Array, u: Float64Array, p: unknown, t: number) => ArrayLike<number>;
type TreeInPlace = (out: unknown, du: unknown, u: unknown, p: unknown, t: number) => void;

/* @differentiable */
function overNumber(F: (du: number, u: number, p: unknown, t: number) => number): FlatResidual {
  return (out, du, u, p, t) => {
    const value = F(du[0], u[0], p, t);
    if (typeof value !== 'number') throw wrongResidual(value, 1);
    out[0] = value;
  };
}

/* @differentiable */
function overVector(F: VectorResidual, n: number): FlatResidual {
  return (out, du, u, p, t) => {
    const values = F(du, u, p, t);
    if (values === null || typeof values !== 'object' || values.length !== n) throw wrongResidual(values, n);
    for (let i = 0; i < n; i++) out[i] = values[i];
  };
}

/* @differentiable */
function overTree(
  F: (du: unknown, u: unknown, p: unknown, t: number) => unknown,
  like: unknown,
  n: number,
): FlatResidual {
  return (out, du, u, p, t) => {
    const numbers = numbersOfState(F(stateOfNumbers(du, like), stateOfNumbers(u, like), p, t));
    if (numbers.length !== n) throw wrongResidual(numbers, n);
    for (let i = 0; i < n; i++) out[i] = numbers[i];
  };
}

/* @differentiable */
function overTreeInPlace(F: TreeInPlace, like: unknown, n: number): FlatResidual {
  return (out, du, u, p, t) => {
    const residual = stateOfNumbers(out, like);
    F(residual, stateOfNumbers(du, like), stateOfNumbers(u, like), p, t);
    const numbers = numbersOfState(residual);
    if (numbers.length !== n) throw wrongResidual(numbers, n);
    for (let i = 0; i < n; i++) out[i] = numbers[i];
  };
}

/* @differentiable */
export function boundResidual(
  F: FlatResidual,
  system: System,
): (out: Float64Array, du: Float64Array, u: Float64Array, t: number) => void {
  return (out, du, u, t) => {
    system.stats.nf++;
    F(out, du, u, system.p, t);
  };
}

/**
 * Checks that a residual in place writes every entry: one that it leaves shows as the NaN it was filled with, and is told from a NaN that
 * F computed by a second call over zeros.
 *
 * @throws DIFF5002
 */
export function checkWritten(
  F: FlatResidual,
  du: Float64Array,
  u: Float64Array,
  p: unknown,
  t: number,
): void {
  const first = new Float64Array(u.length).fill(NaN);
  F(first, du, u, p, t);
  if (!first.some(Number.isNaN)) return;
  const second = new Float64Array(u.length);
  F(second, du, u, p, t);
  const unwritten = first.findIndex((value, i) => Number.isNaN(value) && second[i] === 0);
  if (unwritten < 0) return;
  throw solverError(
    'DIFF5002',
    `the residual F leaves out[${unwritten}] unwritten, and u0 has length ${u.length}`,
    'With five parameters it is taken as F(out, du, u, p, t), which writes every entry of out at every call.',
  );
}

function wrongResidual(value: unknown, n: number): Error {
  return solverError(
    'DIFF5002',
    `the residual F returned ${shown(value)}, and u0 has ${n === 1 ? 'length 1 or is a number' : `length ${n}`}`,
    'F(du, u, p, t) returns one number for each entry of u0; one that writes them is F(out, du, u, p, t).',
  );
}
