import * as exponential from '../complex/exponential.js';
import { sqrt as complexSqrt } from '../complex/roots.js';
import * as trigonometric from '../complex/trigonometric.js';
import { complexRowOf } from './complexRows.js';
import { kernelRow, kernelRow2 } from './doubleRows.js';
import { floatDtype, promote } from './dtype.js';
import { elementwise1, elementwise2 } from './elementwise.js';

export const exp = /* @__PURE__ */ elementwise1(
  'exp',
  /* @__PURE__ */ kernelRow('exp'),
  floatDtype,
  /* @__PURE__ */ complexRowOf(exponential.exp),
);
export const expm1 = /* @__PURE__ */ elementwise1('expm1', /* @__PURE__ */ kernelRow('expm1'));
export const log = /* @__PURE__ */ elementwise1(
  'log',
  /* @__PURE__ */ kernelRow('log'),
  floatDtype,
  /* @__PURE__ */ complexRowOf(exponential.log),
);
export const log1p = /* @__PURE__ */ elementwise1('log1p', /* @__PURE__ */ kernelRow('log1p'));
export const log2 = /* @__PURE__ */ elementwise1('log2', /* @__PURE__ */ kernelRow('log2'));
export const log10 = /* @__PURE__ */ elementwise1('log10', /* @__PURE__ */ kernelRow('log10'));
export const sqrt = /* @__PURE__ */ elementwise1(
  'sqrt',
  /* @__PURE__ */ kernelRow('sqrt'),
  floatDtype,
  /* @__PURE__ */ complexRowOf(complexSqrt),
);
export const cbrt = /* @__PURE__ */ elementwise1('cbrt', /* @__PURE__ */ kernelRow('cbrt'));
export const sin = /* @__PURE__ */ elementwise1(
  'sin',
  /* @__PURE__ */ kernelRow('sin'),
  floatDtype,
  /* @__PURE__ */ complexRowOf(trigonometric.sin),
);
export const cos = /* @__PURE__ */ elementwise1(
  'cos',
  /* @__PURE__ */ kernelRow('cos'),
  floatDtype,
  /* @__PURE__ */ complexRowOf(trigonometric.cos),
);
export const tan = /* @__PURE__ */ elementwise1('tan', /* @__PURE__ */ kernelRow('tan'));
export const asin = /* @__PURE__ */ elementwise1('asin', /* @__PURE__ */ kernelRow('asin'));
export const acos = /* @__PURE__ */ elementwise1('acos', /* @__PURE__ */ kernelRow('acos'));
export const atan = /* @__PURE__ */ elementwise1('atan', /* @__PURE__ */ kernelRow('atan'));
export const atan2 = /* @__PURE__ */ elementwise2('atan2', /* @__PURE__ */ kernelRow2('atan2'), (a, b) =>
  floatDtype(promote(a, b)),
);
export const sinh = /* @__PURE__ */ elementwise1(
  'sinh',
  /* @__PURE__ */ kernelRow('sinh'),
  floatDtype,
  /* @__PURE__ */ complexRowOf(trigonometric.sinh),
);
export const cosh = /* @__PURE__ */ elementwise1(
  'cosh',
  /* @__PURE__ */ kernelRow('cosh'),
  floatDtype,
  /* @__PURE__ */ complexRowOf(trigonometric.cosh),
);
export const tanh = /* @__PURE__ */ elementwise1('tanh', /* @__PURE__ */ kernelRow('tanh'));
export const asinh = /* @__PURE__ */ elementwise1('asinh', /* @__PURE__ */ kernelRow('asinh'));
export const acosh = /* @__PURE__ */ elementwise1('acosh', /* @__PURE__ */ kernelRow('acosh'));
export const atanh = /* @__PURE__ */ elementwise1('atanh', /* @__PURE__ */ kernelRow('atanh'));
