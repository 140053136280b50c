import type { Elementwise } from './elementwise.js';
import { arithmetic, draw, functions, logic, type Operation, same, signs, unary } from './scalars.js';

/*
 * The functions of ndarray-ops that write into their first argument, all by name. Operators and functions of two elements come in four forms:
 *
 *   add(z, x, y)   z = x + y          addeq(z, y)    z += y
 *   adds(z, x, s)  z = x + s          addseq(z, s)   z += s     for a number s
 *
 * and atan2 and pow in the same four with the operands exchanged (powop, powops, powopeq, powopseq).
 */

function entry(
  name: string,
  operation: Operation,
  arrays: readonly number[],
  operands: readonly number[],
): Elementwise {
  return { ...operation, name, arrays, operands };
}

function fourForms(name: string, operation: Operation): Elementwise[] {
  return [
    entry(name, operation, [0, 1, 2], [1, 2]),
    entry(`${name}s`, operation, [0, 1], [1, 2]),
    entry(`${name}eq`, operation, [0, 1], [0, 1]),
    entry(`${name}seq`, operation, [0], [0, 1]),
  ];
}

function exchanged(name: string, operation: Operation): Elementwise[] {
  return fourForms(`${name}op`, operation).map((form) => ({ ...form, operands: form.operands.toReversed() }));
}

function twoForms(name: string, operation: Operation): Elementwise[] {
  return [entry(name, operation, [0, 1], [1]), entry(`${name}eq`, operation, [0], [0])];
}

/** All of them. */
export function elementwiseTable(): Elementwise[] {
  return [
    ...Object.entries({ ...arithmetic, ...logic, ...functions }).flatMap(([name, operation]) =>
      fourForms(name, operation),
    ),
    ...exchanged('atan2', functions.atan2),
    ...exchanged('pow', functions.pow),
    ...Object.entries({ ...signs, ...unary }).flatMap(([name, operation]) => twoForms(name, operation)),
    entry('assign', same, [0, 1], [1]),
    entry('assigns', same, [0], [1]),
    entry('random', draw, [0], []),
  ];
}
