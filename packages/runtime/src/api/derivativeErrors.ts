import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';

/*
 * What is said where a derivative cannot be taken as it was asked for, by code that is differentiated itself or not. `name` is that of the function
 * that is differentiated.
 */

export function notScalar(name: string, value: unknown, api: string): DiffError {
  return new DiffError(
    'DIFF3002',
    `${api} needs a number, and \`${name}\` gave ${describe(value)}. ` +
      `Use jacobian(${name}, x) for all derivatives of its entries, or pullback(${name}, …) with a cotangent of the result's shape.`,
  );
}

export function numberTangentNeeded(api: string, i: number, tangent: unknown): DiffError {
  return new DiffError(
    'DIFF3003',
    `${api}: the tangent of argument ${i} is ${describe(tangent)}, where a number is needed.`,
  );
}

export function numberCotangentNeeded(name: string, cotangent: unknown): DiffError {
  return new DiffError(
    'DIFF3003',
    `the result of \`${name}\` is a number, and back was given ${describe(cotangent)} as its cotangent. Give a number.`,
  );
}

export function cotangentNeeded(name: string, value: unknown): DiffError {
  return new DiffError(
    'DIFF3003',
    `back() without a cotangent is allowed only for a number, and the result of \`${name}\` is ${describe(value)}. ` +
      'Give a cotangent of its shape.',
  );
}

/** The list that `back.many` is given. */
export function listOfCotangents(cotangents: unknown): readonly unknown[] {
  if (Array.isArray(cotangents)) return cotangents;
  throw new DiffError(
    'DIFF3003',
    `back.many needs an array of cotangents, and was given ${describe(cotangents)}: back.many([c1, c2]).`,
  );
}

export function unusableBack(name: string, why: string): DiffError {
  return new DiffError(
    'DIFF3004',
    `back of \`${name}\` cannot be used: ${why}. Call pullback again for another one.`,
  );
}
