import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/arithmetic.js';
import * as parts from '../../ndarray/complexParts.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { arrayRule } from './arrayRule.js';
import { localPair } from './local/localPair.js';
import { additions, subtractions } from './local/pairLoops.js';

/** A function of one array, element by element. */
export type Unary = (x: ArrayInput) => NDArray;

/** A function of two arrays, broadcast to one shape. */
export type Binary = (x: ArrayInput, y: ArrayInput) => NDArray;

/*
 * Rules give cotangents of the shape that operands were broadcast to; `arrayRule` sums over what was repeated. Products with cotangents are
 * `scaled`, in which zero stays zero beside an infinite partial derivative.
 */

/** d·p, elementwise; zero where `d` is zero, whatever `p` is. */
export const scaled: Binary = /* @__PURE__ */ arrayRule(plain.scaled, 'scaled', {
  saves: [0, 1],
  vjp: [
    /* @differentiable */ (g, _out, [, p]) => scaled(g, conjugated(p)),
    /* @differentiable */ (g, _out, [d]) => scaled(g, conjugated(d)),
  ],
  /* @differentiable */
  jvp: ([d_, p_], _out, [d, p]) => plus(d_ && scaled(d_, p), p_ && scaled(p_, d)),
});

/**
 * x + y, broadcast.
 * @example
 * String(add([1, 2], 10))   // '[11. 12.]'
 */
export const add: Binary = /* @__PURE__ */ arrayRule(plain.add, 'add', {
  saves: [],
  local: (general) => localPair(general, additions),
  vjp: [/* @differentiable */ (d) => d, /* @differentiable */ (d) => d],
  /* @differentiable */
  jvp: ([x_, y_]) => plus(x_, y_),
});

/**
 * x − y, broadcast.
 * @example
 * String(sub([1, 2], [[1], [2]]))   // '[[ 0.  1.]\n [-1.  0.]]'
 */
export const sub: Binary = /* @__PURE__ */ arrayRule(plain.sub, 'sub', {
  saves: [],
  local: (general) => localPair(general, subtractions),
  vjp: [/* @differentiable */ (d) => d, /* @differentiable */ (d) => neg(d)],
  /* @differentiable */
  jvp: ([x_, y_]) => plus(x_, y_ && neg(y_)),
});

/**
 * −x, elementwise.
 * @example
 * String(neg([1, -2]))   // '[-1.  2.]'
 */
export const neg: Unary = /* @__PURE__ */ arrayRule(plain.neg, 'neg', {
  saves: [],
  vjp: [/* @differentiable */ (d) => neg(d)],
  /* @differentiable */
  jvp: ([x_]) => x_ && neg(x_),
});

/**
 * The complex conjugate x − iy of x + iy; of a real array a copy.
 * @example
 * String(conj([complex(1, 2)]))   // '[1.-2.i]'
 */
export const conj: Unary = /* @__PURE__ */ arrayRule(parts.conj, 'conj', {
  saves: [],
  vjp: [/* @differentiable */ (d) => conj(d)],
  /* @differentiable */
  jvp: ([x_]) => x_ && conj(x_),
});

/** x* for a partial derivative x; a real one as it is. */
/* @differentiable */
export function conjugated(x: ArrayInput): ArrayInput {
  return parts.isComplexArray(x) ? conj(x) : x;
}

/** The sum of two tangents, either of which may be missing. */
/* @differentiable */
export function plus(a: NDArray | number | null, b: NDArray | number | null): NDArray | null {
  if (a === null) return b as NDArray | null;
  return b === null ? (a as NDArray) : add(a, b);
}
