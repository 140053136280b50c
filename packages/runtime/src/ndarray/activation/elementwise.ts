import { unary } from '../../kernels/dispatch.js';
import type { ArrayInput } from '../asarray.js';
import type { NDArray } from '../NDArray.js';
import { elementwise1, elementwise2, type RowUnary } from '../elementwise.js';
import { erfc } from '../special/erf.js';
import { expit } from '../special/logistic.js';

/*
 * Activations of neural networks, element by element, with their limits at ±∞.
 */

function rowOf(f: (x: number) => number): RowUnary {
  return (n, x, p, ps, y, q, qs) => {
    for (let i = 0; i < n; i++, p += ps, q += qs) y[q] = f(x[p]);
  };
}

/** x·f, where f → 0 faster than x → −∞. */
function times(x: number, f: number): number {
  return f === 0 ? 0 * f : x * f;
}

function tanhGelu(x: number): number {
  return times(x, 0.5 * (1 + Math.tanh(0.7978845608028654 * (x + 0.044715 * x * x * x))));
}

/** tanh(softplus(x)) = (s² − 1)/(s² + 1) for s = 1 + eˣ, without cancellation for negative x. */
function tanhSoftplusOf(x: number): number {
  if (x > 20) return Math.tanh(x);
  const e = Math.exp(x);
  const n = e * (e + 2);
  return n / (n + 2);
}

export const relu = /* @__PURE__ */ elementwise1('relu', (n, x, p, ps, y, q, qs) => {
  unary('relu', n, x, p, ps, y, q, qs);
});
export const softplus = /* @__PURE__ */ elementwise1('softplus', (n, x, p, ps, y, q, qs) => {
  unary('softplus', n, x, p, ps, y, q, qs);
});
export const silu = /* @__PURE__ */ elementwise1(
  'silu',
  /* @__PURE__ */ rowOf((x) => times(x, expit(x))),
);
export const gelu = /* @__PURE__ */ elementwise1(
  'gelu',
  /* @__PURE__ */ rowOf((x) => times(x, 0.5 * erfc(x * -Math.SQRT1_2))),
);
export const geluTanh = /* @__PURE__ */ elementwise1('gelu', /* @__PURE__ */ rowOf(tanhGelu));
export const mish = /* @__PURE__ */ elementwise1(
  'mish',
  /* @__PURE__ */ rowOf((x) => times(x, tanhSoftplusOf(x))),
);
/** tanh(softplus(x)), of which `mish` is x times. */
export const tanhSoftplus = /* @__PURE__ */ elementwise1('mish', /* @__PURE__ */ rowOf(tanhSoftplusOf));
/** eˣ − 1 below 0, 0 above. */
export const expm1Below = /* @__PURE__ */ elementwise1(
  'elu',
  /* @__PURE__ */ rowOf((x) => (x > 0 ? 0 : Math.expm1(x))),
);
/** 1 above 0, else 0. */
export const isPositive = /* @__PURE__ */ elementwise1(
  'relu',
  /* @__PURE__ */ rowOf((x) => (x > 0 ? 1 : 0)),
);
/** 1 where x < y, else 0. */
export const isLess = /* @__PURE__ */ elementwise2('hardtanh', (n, x, p, ps, y, q, qs, z, r, rs) => {
  for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) z[r] = x[p] < y[q] ? 1 : 0;
});
/** max(−x, 0). */
export const lower = /* @__PURE__ */ elementwise1(
  'leakyRelu',
  /* @__PURE__ */ rowOf((x) => (x >= 0 ? 0 : -x)),
);
const greater = /* @__PURE__ */ elementwise2('hardtanh', (n, x, p, ps, y, q, qs, z, r, rs) => {
  for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) z[r] = Math.max(x[p], y[q]);
});
const lesser = /* @__PURE__ */ elementwise2('hardtanh', (n, x, p, ps, y, q, qs, z, r, rs) => {
  for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) z[r] = Math.min(x[p], y[q]);
});

/** min(max(x, low), high). */
export function clamped(x: ArrayInput, low: ArrayInput, high: ArrayInput): NDArray {
  return lesser(greater(x, low), high);
}
