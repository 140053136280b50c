import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/arithmetic.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { setOperators } from '../../ndarray/operators.js';
import { arrayRule } from './arrayRule.js';

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
  vjp: [
    /* @differentiable */ (g, _out, [, p]) => scaled(g, p),
    /* @differentiable */ (g, _out, [d]) => scaled(g, d),
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
  vjp: [/* @differentiable */ (d) => d, /* @differentiable */ (d) => neg(d)],
  /* @differentiable */
  jvp: ([x_, y_]) => plus(x_, y_ && neg(y_)),
});

/**
 * x·y, elementwise and broadcast.
 * @example
 * String(mul([1, 2], 3))   // '[3. 6.]'
 */
export const mul: Binary = /* @__PURE__ */ arrayRule(plain.mul, 'mul', {
  vjp: [
    /* @differentiable */ (d, _out, [, y]) => scaled(d, y),
    /* @differentiable */ (d, _out, [x]) => scaled(d, x),
  ],
  saves: [0, 1],
  /* @differentiable */
  jvp: ([x_, y_], _out, [x, y]) => plus(x_ && scaled(x_, y), y_ && scaled(y_, x)),
});

/**
 * x / y, elementwise and broadcast.  ∂x = 1/y,  ∂y = −out/y
 * @example
 * String(div([1, 2], 4))   // '[0.25 0.5 ]'
 */
export const div: Binary = /* @__PURE__ */ arrayRule(plain.div, 'div', {
  saves: [1, 'out'],
  vjp: [
    /* @differentiable */ (d, out, [, y]) => scaled(d, div(1, y)),
    /* @differentiable */ (d, out, [, y]) => neg(scaled(d, div(out, y))),
  ],
  /* @differentiable */
  jvp: ([x_, y_], out, [, y]) => plus(x_ && scaled(x_, div(1, y)), y_ && neg(scaled(y_, div(out, y)))),
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
 * x², elementwise.
 * @example
 * String(square([1, -2]))   // '[1. 4.]'
 */
export const square: Unary = /* @__PURE__ */ arrayRule(plain.square, 'square', {
  saves: [0],
  vjp: [/* @differentiable */ (d, _out, [x]) => scaled(mul(2, d), x)],
  /* @differentiable */
  jvp: ([x_], _out, [x]) => x_ && scaled(mul(2, x_), x),
});

/**
 * tanh x, elementwise.  ∂x = 1 − out²
 * @example
 * tanh([0, Infinity]).get(1)   // 1
 */
export const tanh: Unary = /* @__PURE__ */ arrayRule(plain.tanh, 'tanh', {
  saves: ['out'],
  vjp: [/* @differentiable */ (d, out) => scaled(d, sub(1, square(out)))],
  /* @differentiable */
  jvp: ([x_], out) => x_ && scaled(x_, sub(1, square(out))),
});

/** The sum of two tangents, either of which may be missing. */
/* @differentiable */
export function plus(a: NDArray | number | null, b: NDArray | number | null): NDArray | null {
  if (a === null) return b as NDArray | null;
  return b === null ? (a as NDArray) : add(a, b);
}

setOperators({ add, sub, mul, div, neg, pow: mul });
