import {
  absComplexRow,
  divComplexRow,
  mulComplexRow,
  negComplexRow,
  partwise,
  reciprocalComplexRow,
  scaledComplexRow,
  squareComplexRow,
} from './complexRows.js';
import { inDoubles2, kernelRow, kernelRow2, rowOf2 } from './doubleRows.js';
import { elementwise1, elementwise2 } from './elementwise.js';
import { type Dtype, floatDtype, isFloatDtype, promote } from './dtype.js';
import { NDArray } from './NDArray.js';
import type { ArrayInput } from './asarray.js';

/** The type of |x|. */
export const realDtype = (dtype: Dtype): Dtype =>
  dtype === 'complex128' ? 'float64' : dtype === 'complex64' ? 'float32' : dtype;
const floatOf = (a: Dtype, b: Dtype): Dtype => floatDtype(promote(a, b));
/** There are no negative truth values: those become integers. */
const signed = (dtype: Dtype): Dtype => (dtype === 'bool' ? 'int32' : dtype);
const numeric = (a: Dtype, b: Dtype): Dtype => signed(promote(a, b));

export const add = /* @__PURE__ */ elementwise2(
  'add',
  /* @__PURE__ */ kernelRow2('add'),
  numeric,
  /* @__PURE__ */ partwise((x, y) => x + y),
);
export const sub = /* @__PURE__ */ elementwise2(
  'sub',
  /* @__PURE__ */ kernelRow2('sub'),
  numeric,
  /* @__PURE__ */ partwise((x, y) => x - y),
);
export const mul = /* @__PURE__ */ elementwise2(
  'mul',
  /* @__PURE__ */ kernelRow2('mul'),
  numeric,
  mulComplexRow,
);
export const div = /* @__PURE__ */ elementwise2(
  'div',
  /* @__PURE__ */ kernelRow2('div'),
  floatOf,
  divComplexRow,
);
/** d·p, where a zero `d` gives zero whatever `p` is. */
export const scaled = /* @__PURE__ */ elementwise2(
  'scaled',
  /* @__PURE__ */ inDoubles2((n, x, p, ps, y, q, qs, z, r, rs) => {
    for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) z[r] = x[p] === 0 ? 0 : x[p]! * y[q]!;
  }),
  promote,
  scaledComplexRow,
);

export const neg = /* @__PURE__ */ elementwise1(
  'neg',
  /* @__PURE__ */ kernelRow('neg'),
  signed,
  negComplexRow,
);
export const square = /* @__PURE__ */ elementwise1(
  'square',
  /* @__PURE__ */ kernelRow('square'),
  signed,
  squareComplexRow,
);
export const reciprocal = /* @__PURE__ */ elementwise1(
  'reciprocal',
  /* @__PURE__ */ kernelRow('reciprocal'),
  floatDtype,
  reciprocalComplexRow,
);
export const abs = /* @__PURE__ */ elementwise1(
  'abs',
  /* @__PURE__ */ kernelRow('abs'),
  (dtype) => realDtype(dtype),
  absComplexRow,
);
export const sign = /* @__PURE__ */ elementwise1('sign', /* @__PURE__ */ kernelRow('sign'), signed);

export const maximum = /* @__PURE__ */ elementwise2('maximum', /* @__PURE__ */ kernelRow2('max'));
export const minimum = /* @__PURE__ */ elementwise2('minimum', /* @__PURE__ */ kernelRow2('min'));
/** 1 where x is greater, 0 where y is, ½ at a tie; 0 beside NaN. */
export const shareOfGreater = /* @__PURE__ */ elementwise2(
  'maximum',
  /* @__PURE__ */ inDoubles2((n, x, p, ps, y, q, qs, z, r, rs) => {
    for (let i = 0; i < n; i++, p += ps, q += qs, r += rs)
      z[r] = x[p]! > y[q]! ? 1 : x[p]! === y[q]! ? 0.5 : 0;
  }),
  () => 'float64',
);

/** The remainder with the sign of the divisor: x − y·⌊x/y⌋. */
export const mod = /* @__PURE__ */ elementwise2('mod', /* @__PURE__ */ rowOf2(floorRemainder), numeric);
/** The remainder with the sign of the dividend, which is JavaScript's `%`. */
export const fmod = /* @__PURE__ */ elementwise2(
  'fmod',
  /* @__PURE__ */ rowOf2((x, y) => x % y),
  numeric,
);
export const floorDivide = /* @__PURE__ */ elementwise2(
  'floorDivide',
  /* @__PURE__ */ rowOf2(floorQuotient),
  numeric,
);
export const hypot = /* @__PURE__ */ elementwise2('hypot', /* @__PURE__ */ kernelRow2('hypot'), floatOf);

const powers = /* @__PURE__ */ elementwise2('pow', /* @__PURE__ */ kernelRow2('pow'), floatOf);

/** xʸ; squares are exact to the last digit. */
export function pow(x: ArrayInput, y: ArrayInput): NDArray {
  return y === 2 && x instanceof NDArray && isFloatDtype(x.dtype) ? square(x) : powers(x, y);
}

/** ∂xʸ/∂x = y·xʸ⁻¹; at y = 0 in a form that is 0 and grows with y. */
export const powSlope = /* @__PURE__ */ elementwise2(
  'pow',
  /* @__PURE__ */ rowOf2((x, y) => (y === 0 ? (Math.abs(x) > 0 ? y / x : 0) : y * x ** (y - 1))),
  floatOf,
);

function floorRemainder(x: number, y: number): number {
  const r = x % y;
  if (r === 0) return y < 0 || Object.is(y, -0) ? -0 : 0;
  return r < 0 === y < 0 ? r : r + y;
}

/** ⌊x/y⌋, from the remainder, so that it is right where x/y is rounded up to a whole number. */
function floorQuotient(x: number, y: number): number {
  if (y === 0) return x / y;
  if (!Number.isFinite(x)) return NaN;
  if (Math.abs(y) === Infinity) return x !== 0 && x < 0 !== y < 0 ? -1 : 0;
  const r = floorRemainder(x, y);
  const q = (x - r) / y;
  const whole = Math.floor(q);
  return q - whole > 0.5 ? whole + 1 : whole;
}
