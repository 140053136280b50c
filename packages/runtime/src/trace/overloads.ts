import {
  equalOperands,
  looselyEqualOperands,
  looselyUnequalOperands,
  ownerOf,
  unequalOperands,
} from '../compiled/overloaded.js';
import { hasOperators, type OperatorName, OPERATORS } from '../complex/protocol.js';
import { invoke } from './invoke.js';
import { type Lane, NO_LANES } from './Lane.js';
import { add, div, mul, neg, pow, sub } from './operators.js';
import { registers as r } from './registers.js';
import { eq as looseEq, ne as looseNe } from './relations.js';

/*
 * The operators of traced code in files that ask for operators on objects: those of `operators.ts`, but where an operand has operators of its
 * own, the function that stands for the operator runs as traced code.
 */

type Arithmetic = (a: unknown, la: Lane, b: unknown, lb: Lane) => unknown;

function overloaded(name: OperatorName, otherwise: Arithmetic): Arithmetic {
  return (a, la, b, lb) => {
    if (typeof a === 'number' && typeof b === 'number') return otherwise(a, la, b, lb);
    const owner = ownerOf(a, b);
    if (owner === undefined) return otherwise(a, la, b, lb);
    return invoke(owner[OPERATORS](name), undefined, undefined, [a, b], [la, lb], `the operator ${name}`);
  };
}

export const oadd = /* @__PURE__ */ overloaded('add', add);
export const osub = /* @__PURE__ */ overloaded('sub', sub);
export const omul = /* @__PURE__ */ overloaded('mul', mul);
export const odiv = /* @__PURE__ */ overloaded('div', div);
export const opow = /* @__PURE__ */ overloaded('pow', pow);

/** −a */
export function oneg(a: unknown, la: Lane): unknown {
  if (typeof a === 'number' || !hasOperators(a)) return neg(a, la);
  return invoke(a[OPERATORS]('neg'), undefined, undefined, [a], NO_LANES, 'the operator neg');
}

/** a === b */
export function oeq(a: unknown, b: unknown): boolean {
  return equalOperands(a, b);
}

/** a !== b */
export function one(a: unknown, b: unknown): boolean {
  return unequalOperands(a, b);
}

/** a == b */
export function oleq(a: unknown, b: unknown): unknown {
  return r.trace !== null && ownerOf(a, b) === undefined ? looseEq(a, b) : looselyEqualOperands(a, b);
}

/** a != b */
export function olne(a: unknown, b: unknown): unknown {
  return r.trace !== null && ownerOf(a, b) === undefined ? looseNe(a, b) : looselyUnequalOperands(a, b);
}
