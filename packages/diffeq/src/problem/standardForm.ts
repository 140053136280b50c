import { solverError } from '../diagnostics/solverError.js';
import type { StandardForm } from './System.js';
import type { StateLayout } from './StateLayout.js';
import { numbersOfState, stateOfNumbers } from './StateLayout.js';

/** A right-hand side of any signature, as the wrappers below call it. */
type AnyFunction = (...args: unknown[]) => unknown;

/** A right-hand side over states as users write them, as one over a number or a flat vector. */
export function standardForm(f: unknown, inPlace: boolean, layout: StateLayout): StandardForm {
  const { n, kind, like } = layout;
  if (kind !== 'tree') return { f: f as StandardForm['f'], inPlace, scalar: kind === 'number', n };
  const call = f as AnyFunction;
  return {
    f: inPlace ? overTreeInPlace(call, like, n) : overTree(call, like, n),
    inPlace: true,
    scalar: false,
    n,
  };
}

/* @differentiable */
function overTree(f: AnyFunction, like: unknown, n: number): StandardForm['f'] {
  return (du: Float64Array, u: Float64Array, p: unknown, t: number): void => {
    const numbers = numbersOfState(f(stateOfNumbers(u, like), p, t));
    if (numbers.length !== n) throw wrongLength(numbers.length, n);
    for (let i = 0; i < n; i++) du[i] = numbers[i];
  };
}

/* @differentiable */
function overTreeInPlace(f: AnyFunction, like: unknown, n: number): StandardForm['f'] {
  return (du: Float64Array, u: Float64Array, p: unknown, t: number): void => {
    const derivative = stateOfNumbers(du, like);
    f(derivative, stateOfNumbers(u, like), p, t);
    const numbers = numbersOfState(derivative);
    if (numbers.length !== n) throw wrongLength(numbers.length, n);
    for (let i = 0; i < n; i++) du[i] = numbers[i];
  };
}

function wrongLength(given: number, n: number): Error {
  return solverError(
    'DIFF5002',
    `the right-hand side gives a derivative of ${given} numbers, and u0 has ${n}`,
    'The derivative has the form of the state: the same keys and shapes, a complex number where u0 has one.',
  );
}
