import { defineRule } from '../api/defineRule.js';
import { Complex } from './Complex.js';
import { divide } from './divide.js';
import * as exponential from './exponential.js';
import { chained, chainedBack, holomorphic } from './holomorphic.js';
import * as inverse from './inverse.js';
import { last } from './last.js';
import * as roots from './roots.js';
import * as trigonometric from './trigonometric.js';

/*
 * The elementary functions of complex numbers with their derivatives. Those of the inverse functions are written with square roots of
 * 1 ± z, as the functions are, so that they hold on both sides of the cuts.
 */

/** The square root; d = 1/(2w) */
export const sqrt = /* @__PURE__ */ holomorphic(
  'sqrt',
  roots.sqrt,
  /* @differentiable */ (z, w) => new Complex(0.5, 0).div(w),
);

/** eᶻ; d = w */
export const exp = /* @__PURE__ */ holomorphic('exp', exponential.exp, /* @differentiable */ (z, w) => w);

/** eᶻ − 1; d = eᶻ */
export const expm1 = /* @__PURE__ */ holomorphic(
  'expm1',
  exponential.expm1,
  /* @differentiable */ (z) => exp(z),
);

/** ln z; d = 1/z */
export const log = /* @__PURE__ */ holomorphic(
  'log',
  exponential.log,
  /* @differentiable */ (z) => z.reciprocal(),
);

/** ln (1 + z); d = 1/(1 + z) */
export const log1p = /* @__PURE__ */ holomorphic(
  'log1p',
  exponential.log1p,
  /* @differentiable */ (z) => z.add(1).reciprocal(),
);

/** log₂ z; d = 1/(z ln 2) */
export const log2 = /* @__PURE__ */ holomorphic(
  'log2',
  (x, y) => scaledLog(x, y, Math.log2, Math.LN2),
  /* @differentiable */ (z) => new Complex(1 / Math.LN2, 0).div(z),
);

/** log₁₀ z; d = 1/(z ln 10) */
export const log10 = /* @__PURE__ */ holomorphic(
  'log10',
  (x, y) => scaledLog(x, y, Math.log10, Math.LN10),
  /* @differentiable */ (z) => new Complex(1 / Math.LN10, 0).div(z),
);

/** The logarithm to another base, whose own function is exact on powers of it. */
function scaledLog(x: number, y: number, logOfReal: (x: number) => number, lnBase: number): number {
  const re = exponential.log(x, y) / lnBase;
  last.im /= lnBase;
  return y === 0 ? logOfReal(Math.abs(x)) : re;
}

/** sin z; d = cos z */
export const sin = /* @__PURE__ */ holomorphic('sin', trigonometric.sin, /* @differentiable */ (z) => cos(z));

/** cos z; d = −sin z */
export const cos = /* @__PURE__ */ holomorphic(
  'cos',
  trigonometric.cos,
  /* @differentiable */ (z) => sin(z).neg(),
);

/** tan z; d = 1/cos² z, where 1 + w² would lose all digits far from the real axis */
export const tan = /* @__PURE__ */ holomorphic(
  'tan',
  trigonometric.tan,
  /* @differentiable */ (z) => square(cos(z).reciprocal()),
);

/** sinh z; d = cosh z */
export const sinh = /* @__PURE__ */ holomorphic(
  'sinh',
  trigonometric.sinh,
  /* @differentiable */ (z) => cosh(z),
);

/** cosh z; d = sinh z */
export const cosh = /* @__PURE__ */ holomorphic(
  'cosh',
  trigonometric.cosh,
  /* @differentiable */ (z) => sinh(z),
);

/** tanh z; d = 1/cosh² z */
export const tanh = /* @__PURE__ */ holomorphic(
  'tanh',
  trigonometric.tanh,
  /* @differentiable */ (z) => square(cosh(z).reciprocal()),
);

/** arcsin z; d = 1/√(1 − z²) */
export const asin = /* @__PURE__ */ holomorphic(
  'asin',
  inverse.asin,
  /* @differentiable */ (z) => overRoots(fromOne(z), z.add(1)),
);

/** arccos z; d = −1/√(1 − z²) */
export const acos = /* @__PURE__ */ holomorphic(
  'acos',
  inverse.acos,
  /* @differentiable */ (z) => overRoots(fromOne(z), z.add(1)).neg(),
);

/** arctan z; d = 1/((1 + iz)(1 − iz)) */
export const atan = /* @__PURE__ */ holomorphic(
  'atan',
  inverse.atan,
  /* @differentiable */ (z) => over(new Complex(1 - z.im, z.re), new Complex(1 + z.im, -z.re)),
);

/** arsinh z; d = 1/√(1 + z²) */
export const asinh = /* @__PURE__ */ holomorphic(
  'asinh',
  inverse.asinh,
  /* @differentiable */ (z) => overRoots(new Complex(1 - z.im, z.re), new Complex(1 + z.im, -z.re)),
);

/** arcosh z; d = 1/(√(z − 1) √(z + 1)) */
export const acosh = /* @__PURE__ */ holomorphic(
  'acosh',
  inverse.acosh,
  /* @differentiable */ (z) => overRoots(z.sub(1), z.add(1)),
);

/** artanh z; d = 1/((1 − z)(1 + z)) */
export const atanh = /* @__PURE__ */ holomorphic(
  'atanh',
  inverse.atanh,
  /* @differentiable */ (z) => over(fromOne(z), z.add(1)),
);

/* @differentiable */
function square(z: Complex): Complex {
  return z.mul(z);
}

/** 1 − z; the sign of a zero imaginary part turns with it. */
/* @differentiable */
function fromOne(z: Complex): Complex {
  return new Complex(1 - z.re, -z.im);
}

/** 1/(a·b), of which the product may overflow. */
/* @differentiable */
function over(a: Complex, b: Complex): Complex {
  return a.reciprocal().mul(b.reciprocal());
}

/** 1/(√a √b) */
/* @differentiable */
function overRoots(a: Complex, b: Complex): Complex {
  return over(sqrt(a), sqrt(b));
}

interface Parts {
  readonly re: number;
  readonly im: number;
}

/** z/w;  d/dz = 1/w,  d/dw = −(z/w)/w */
export const quotient: (z: Complex, w: Complex) => Complex = /* @__PURE__ */ defineRule(
  function quotient(z: Complex, w: Complex): Complex {
    return new Complex(divide(z.re, z.im, w.re, w.im), last.im);
  },
  {
    vjp: /* @differentiable */ (z: Complex, w: Complex) => {
      const out = quotient(z, w);
      return [
        out,
        (c: Parts) => {
          const r = w.reciprocal();
          return [chainedBack(c, r), chainedBack(c, out.mul(r).neg())];
        },
      ];
    },
    jvp: /* @differentiable */ (
      [z, w]: [Complex, Complex],
      [z_, w_]: readonly [Parts | null, Parts | null],
    ) => {
      const out = quotient(z, w);
      const r = w.reciprocal();
      const first = chained(z_ ?? NONE, r);
      return [out, w_ === null ? first : first.sub(chained(w_, out.mul(r)))];
    },
  },
);

const NONE: Parts = { re: 0, im: 0 };

/** zʷ;  d/dz = w zʷ⁻¹,  d/dw = zʷ ln z (0 at z = 0) */
export const pow: (z: Complex | number, w: Complex | number) => Complex = /* @__PURE__ */ defineRule(
  function pow(z: Complex | number, w: Complex | number): Complex {
    const [x, y] = typeof z === 'number' ? [z, 0] : [z.re, z.im];
    const [u, v] = typeof w === 'number' ? [w, 0] : [w.re, w.im];
    return new Complex(exponential.pow(x, y, u, v), last.im);
  },
  {
    vjp: /* @differentiable */ (z: Complex | number, w: Complex | number) => {
      const out = pow(z, w);
      return [
        out,
        (c: Parts) => [like(z, chainedBack(c, byBase(z, w))), like(w, chainedBack(c, byExponent(z, out)))],
      ];
    },
    jvp: /* @differentiable */ (
      [z, w]: [Complex | number, Complex | number],
      [z_, w_]: readonly [Parts | number | null, Parts | number | null],
    ) => {
      const out = pow(z, w);
      let tangent = Complex.ZERO;
      if (z_ !== null && z_ !== 0) tangent = chained(parts(z_), byBase(z, w));
      if (w_ !== null && w_ !== 0) tangent = tangent.add(chained(parts(w_), byExponent(z, out)));
      return [out, tangent];
    },
  },
);

/* @differentiable */
function byBase(z: Complex | number, w: Complex | number): Complex {
  const lower = typeof w === 'number' ? w - 1 : w.sub(1);
  return pow(z, lower).mul(w);
}

/* @differentiable */
function byExponent(z: Complex | number, out: Complex): Complex {
  const base = parts(z);
  if (base.re === 0 && base.im === 0) return Complex.ZERO;
  return log(new Complex(base.re, base.im)).mul(out);
}

/* @differentiable */
function parts(z: Parts | number): Parts {
  return typeof z === 'number' ? new Complex(z, 0) : z;
}

/** The cotangent of an operand: a real number has the real part. */
/* @differentiable */
function like(z: Complex | number, d: Complex): Complex | number {
  return typeof z === 'number' ? d.re : d;
}
