import { Complex } from './Complex.js';
import * as functions from './functions.js';
import type { OperatorName } from './protocol.js';

type Operand = Complex | number;

/*
 * The operators on complex numbers and numbers in any order, at least one of which is complex. They are compiled, so that traced code
 * differentiates what they do. A real number counts as one without imaginary part: its products turn no signs of zeros.
 */

/* @differentiable */
function add(a: Operand, b: Operand): Complex {
  if (typeof a !== 'number') return a.add(b);
  return new Complex(a + (b as Complex).re, (b as Complex).im);
}

/* @differentiable */
function sub(a: Operand, b: Operand): Complex {
  if (typeof a !== 'number') return a.sub(b);
  return new Complex(a - (b as Complex).re, -(b as Complex).im);
}

/* @differentiable */
function mul(a: Operand, b: Operand): Complex {
  return typeof a === 'number' ? (b as Complex).mul(a) : a.mul(b);
}

/* @differentiable */
function div(a: Operand, b: Operand): Complex {
  return typeof a === 'number' ? functions.quotient(new Complex(a, 0), b as Complex) : a.div(b);
}

/* @differentiable */
function pow(a: Operand, b: Operand): Complex {
  return functions.pow(a, b);
}

/* @differentiable */
function neg(a: Operand): Complex {
  return (a as Complex).neg();
}

/* @nondifferentiable */
function eq(a: Operand, b: Operand): boolean {
  return typeof a === 'number' ? (b as Complex).equals(a) : a.equals(b);
}

const operators: Readonly<Record<OperatorName, (a: Operand, b: Operand) => unknown>> = {
  add,
  sub,
  mul,
  div,
  pow,
  neg,
  eq,
};

/** The function that stands for an operator. */
export function operatorOf(name: OperatorName): (...operands: unknown[]) => unknown {
  return operators[name] as (...operands: unknown[]) => unknown;
}
