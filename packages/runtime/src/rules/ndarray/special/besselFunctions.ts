import { withoutLanes } from '../../../ndarray/withoutLanes.js';
import * as plain from '../../../ndarray/special/arrays.js';
import { add, type Binary, div, mul, neg, sign, sub, type Unary } from '../arithmetic.js';
import { elementwiseRule } from '../elementwiseRule.js';
import { slopesRule } from './elementwiseRules.js';

/*
 * Bessel functions of integer order. Slopes by DLMF 10.6.1, 10.29.1 and 10.51.2 in the forms without division, which hold at 0 as well.
 */

/** The order below; any will do for 0, where it is multiplied with that. */
const orderBelow: Unary = /* @__PURE__ */ withoutLanes(plain.ordersBelow);

/**
 * J₀(x), the Bessel function of the first kind of order 0, elementwise. Beyond |x| = 8 errors are a few ulp of √(2/πx).
 * @example
 * j0([0]).toArray()   // [1]
 */
export const j0: Unary = /* @__PURE__ */ elementwiseRule(
  plain.j0,
  'j0',
  [0],
  /* @differentiable */ (x) => neg(j1(x)),
);

/**
 * J₁(x), elementwise; accuracy as for `j0`.
 * @example
 * j1([0]).toArray()   // [0]
 */
export const j1: Unary = /* @__PURE__ */ elementwiseRule(
  plain.j1,
  'j1',
  [0],
  /* @differentiable */ (x) => mul(0.5, sub(j0(x), jn(2, x))),
);

/**
 * Jₙ(x), the Bessel function of the first kind of integer order, elementwise and broadcast.
 * @param n  an integer; NaN comes out for any other order, and no derivative passes through it
 * @example
 * jn([0, 1, 2], 0).toArray()   // [1, 0, 0]
 */
export const jn: Binary = /* @__PURE__ */ slopesRule(
  plain.jn,
  'jn',
  [0, 1],
  null,
  /* @differentiable */ (n, x) => mul(0.5, sub(jn(sub(n, 1), x), jn(add(n, 1), x))),
);

/**
 * Y₀(x), the Bessel function of the second kind of order 0, elementwise: −∞ at 0, NaN for negative x.
 * @example
 * y0([0, -1]).toArray()   // [-Infinity, NaN]
 */
export const y0: Unary = /* @__PURE__ */ elementwiseRule(
  plain.y0,
  'y0',
  [0],
  /* @differentiable */ (x) => neg(y1(x)),
);

/**
 * Y₁(x), elementwise: −∞ at 0, NaN for negative x.
 * @example
 * y1([0, -1]).toArray()   // [-Infinity, NaN]
 */
export const y1: Unary = /* @__PURE__ */ elementwiseRule(
  plain.y1,
  'y1',
  [0],
  /* @differentiable */ (x) => mul(0.5, sub(y0(x), yn(2, x))),
);

/**
 * Yₙ(x), the Bessel function of the second kind of integer order, elementwise and broadcast.
 * @param n  an integer; NaN comes out for any other order, and no derivative passes through it
 * @example
 * yn(2, [0, -1]).toArray()   // [-Infinity, NaN]
 */
export const yn: Binary = /* @__PURE__ */ slopesRule(
  plain.yn,
  'yn',
  [0, 1],
  null,
  /* @differentiable */ (n, x) => mul(0.5, sub(yn(sub(n, 1), x), yn(add(n, 1), x))),
);

/**
 * I₀(x), the modified Bessel function of the first kind of order 0, elementwise.
 * @example
 * i0([0]).toArray()   // [1]
 */
export const i0: Unary = /* @__PURE__ */ elementwiseRule(
  plain.i0,
  'i0',
  [0],
  /* @differentiable */ (x) => i1(x),
);

/**
 * I₁(x), elementwise.
 * @example
 * i1([0]).toArray()   // [0]
 */
export const i1: Unary = /* @__PURE__ */ elementwiseRule(
  plain.i1,
  'i1',
  [0],
  /* @differentiable */ (x) => mul(0.5, add(i0(x), iv(2, x))),
);

/**
 * Iₙ(x), the modified Bessel function of the first kind of integer order, elementwise and broadcast.
 * @param n  an integer; NaN comes out for any other order, and no derivative passes through it
 * @example
 * iv([0, 1, 2], 0).toArray()   // [1, 0, 0]
 */
export const iv: Binary = /* @__PURE__ */ slopesRule(
  plain.iv,
  'iv',
  [0, 1],
  null,
  /* @differentiable */ (n, x) => mul(0.5, add(iv(sub(n, 1), x), iv(add(n, 1), x))),
);

/**
 * e^−|x| I₀(x), elementwise, which does not overflow.
 * @example
 * i0e([0, Infinity]).toArray()   // [1, 0]
 */
export const i0e: Unary = /* @__PURE__ */ elementwiseRule(
  plain.i0e,
  'i0e',
  [0, 'out'],
  /* @differentiable */ (x, out) => sub(i1e(x), mul(sign(x), out)),
);

/**
 * e^−|x| I₁(x), elementwise, which does not overflow.
 * @example
 * i1e([0, Infinity]).toArray()   // [0, 0]
 */
export const i1e: Unary = /* @__PURE__ */ elementwiseRule(
  plain.i1e,
  'i1e',
  [0, 'out'],
  /* @differentiable */ (x, out) => sub(mul(0.5, add(i0e(x), ive(2, x))), mul(sign(x), out)),
);

/**
 * e^−|x| Iₙ(x), elementwise and broadcast, which does not overflow; n as for `iv`.
 * @example
 * ive([0, 1, 2], 0).toArray()   // [1, 0, 0]
 */
export const ive: Binary = /* @__PURE__ */ slopesRule(
  plain.ive,
  'ive',
  [0, 1, 'out'],
  null,
  /* @differentiable */ (n, x, out) =>
    sub(mul(0.5, add(ive(sub(n, 1), x), ive(add(n, 1), x))), mul(sign(x), out)),
);

/**
 * K₀(x), the modified Bessel function of the second kind of order 0, elementwise: ∞ at 0, NaN for negative x.
 * @example
 * k0([0, Infinity]).toArray()   // [Infinity, 0]
 */
export const k0: Unary = /* @__PURE__ */ elementwiseRule(
  plain.k0,
  'k0',
  [0],
  /* @differentiable */ (x) => neg(k1(x)),
);

/**
 * K₁(x), elementwise: ∞ at 0, NaN for negative x.
 * @example
 * k1([0, Infinity]).toArray()   // [Infinity, 0]
 */
export const k1: Unary = /* @__PURE__ */ elementwiseRule(
  plain.k1,
  'k1',
  [0],
  /* @differentiable */ (x) => mul(-0.5, add(k0(x), kn(2, x))),
);

/**
 * Kₙ(x), the modified Bessel function of the second kind of integer order, elementwise and broadcast.
 * @param n  an integer; NaN comes out for any other order, and no derivative passes through it
 * @example
 * kn(2, [0, Infinity]).toArray()   // [Infinity, 0]
 */
export const kn: Binary = /* @__PURE__ */ slopesRule(
  plain.kn,
  'kn',
  [0, 1],
  null,
  /* @differentiable */ (n, x) => mul(-0.5, add(kn(sub(n, 1), x), kn(add(n, 1), x))),
);

/**
 * eˣ K₀(x), elementwise, which does not underflow.
 * @example
 * k0e([0, Infinity]).toArray()   // [Infinity, 0]
 */
export const k0e: Unary = /* @__PURE__ */ elementwiseRule(
  plain.k0e,
  'k0e',
  [0, 'out'],
  /* @differentiable */ (x, out) => sub(out, k1e(x)),
);

/**
 * eˣ K₁(x), elementwise, which does not underflow.
 * @example
 * k1e([0, Infinity]).toArray()   // [Infinity, 0]
 */
export const k1e: Unary = /* @__PURE__ */ elementwiseRule(
  plain.k1e,
  'k1e',
  [0, 'out'],
  /* @differentiable */ (x, out) => sub(out, mul(0.5, add(k0e(x), kne(2, x)))),
);

/**
 * eˣ Kₙ(x), elementwise and broadcast, which does not underflow; n as for `kn`.
 * @example
 * kne(2, [0, Infinity]).toArray()   // [Infinity, 0]
 */
export const kne: Binary = /* @__PURE__ */ slopesRule(
  plain.kne,
  'kne',
  [0, 1, 'out'],
  null,
  /* @differentiable */ (n, x, out) => sub(out, mul(0.5, add(kne(sub(n, 1), x), kne(add(n, 1), x)))),
);

/**
 * jₙ(x), the spherical Bessel function of the first kind, j₀(x) = sin x/x, elementwise and broadcast.
 * @param n  0, 1, 2, …; NaN comes out for any other order, and no derivative passes through it
 * @example
 * sphericalJn([0, 1], 0).toArray()   // [1, 0]
 */
export const sphericalJn: Binary = /* @__PURE__ */ slopesRule(
  plain.sphericalJn,
  'sphericalJn',
  [0, 1],
  null,
  /* @differentiable */ (n, x) =>
    div(
      sub(mul(n, sphericalJn(orderBelow(n), x)), mul(add(n, 1), sphericalJn(add(n, 1), x))),
      add(mul(2, n), 1),
    ),
);

/**
 * sin(πx)/(πx), elementwise, 1 at 0 (as NumPy has it).
 * @example
 * sinc([0, 1]).toArray()   // [1, 0]
 */
export const sinc: Unary = /* @__PURE__ */ elementwiseRule(
  plain.sinc,
  'sinc',
  [0],
  /* @differentiable */ (x) => mul(-Math.PI, sphericalJn(1, mul(Math.PI, x))),
);
