import { DiffError } from '../errors/DiffError.js';
import * as functions from './functions.js';
import { operatorOf } from './operators.js';
import { MIRROR, type Mirroring, type OperatorName, OPERATORS } from './protocol.js';
import { format, notComplex, parseParts } from './text.js';

/** What stands for a complex number where one is made: a `Complex`, a number, `{ re, im }`, `[re, im]` or text such as `'3-4i'`. */
export type ComplexLike =
  | Complex
  | number
  | string
  | { readonly re: number; readonly im: number }
  | readonly [re: number, im: number];

/**
 * A complex number, x + iy; immutable.
 *
 * Operators (`+ - * / ** ===` and the minus sign) work on them in files that import `Complex` or `complex` (or have the plugin's option
 * `operators: true`), in functions that are compiled; everywhere else a `Complex` that meets an operator throws, and the methods do the same.
 *
 * Branch cuts and special values are those of C99 (Annex G) and Kahan; products are the plain formula, without the recovery of infinities.
 * For a real-valued u the gradient at z is ∂u/∂x + i ∂u/∂y, a `Complex`.
 *
 * Reference: Kahan, Branch cuts for complex elementary functions, or: Much ado about nothing's sign bit, 1987.
 *
 * @example
 * const z = new Complex(3, -4);
 * z.abs()              // 5
 * z.mul(z).toString()  // '-7-24i'
 * z.sqrt().toString()  // '2-1i'
 */
/* @differentiable */
export class Complex {
  static readonly ZERO: Complex = /* @__PURE__ */ new Complex(0, 0);
  static readonly ONE: Complex = /* @__PURE__ */ new Complex(1, 0);
  /** The imaginary unit. */
  static readonly I: Complex = /* @__PURE__ */ new Complex(0, 1);

  /** @param re  real part, x  @param im  imaginary part, y */
  constructor(
    readonly re: number,
    readonly im: number,
  ) {}

  /**
   * r·e^(iθ)
   * @param r  modulus  @param theta  angle, in radians
   * @example
   * Complex.polar(2, 0).toString()   // '2+0i'
   */
  static polar(r: number, theta: number): Complex {
    return new Complex(r * Math.cos(theta), r * Math.sin(theta));
  }

  /**
   * The complex number that a value stands for.
   * @throws DIFF3003 if it stands for none
   * @example
   * Complex.from([1, 2]).toString()   // '1+2i'
   * Complex.from(3).toString()        // '3+0i'
   */
  static from(z: ComplexLike): Complex {
    if (z instanceof Complex) return z;
    if (typeof z === 'number') return new Complex(z, 0);
    if (typeof z === 'string') return Complex.parse(z);
    const [re, im] = partsOf(z);
    if (typeof re !== 'number' || typeof im !== 'number')
      throw notComplex(z, 'a Complex, a number, { re, im }, [re, im] or text is needed');
    return new Complex(re, im);
  }

  /**
   * Reads text such as `'3-4i'`, `'2.5'`, `'-i'`, `'1e3 + 2j'`; what `toString` writes gives the same number.
   * @throws DIFF3003 for other text
   * @example
   * Complex.parse('1 - 2i').im   // -2
   */
  static parse(written: string): Complex {
    const [re, im] = parseParts(written);
    return new Complex(re, im);
  }

  /** |z|, without overflow on the way; its gradient at 0 is 0. */
  abs(): number {
    return Math.hypot(this.re, this.im);
  }

  /** |z|² = x² + y² */
  norm2(): number {
    return this.re * this.re + this.im * this.im;
  }

  /** The angle, −π ≤ arg z ≤ π; cut along the negative real axis. */
  arg(): number {
    return Math.atan2(this.im, this.re);
  }

  /** x − iy */
  conj(): Complex {
    return new Complex(this.re, -this.im);
  }

  /** −z */
  neg(): Complex {
    return new Complex(-this.re, -this.im);
  }

  /** z + w */
  add(w: Complex | number): Complex {
    return typeof w === 'number'
      ? new Complex(this.re + w, this.im)
      : new Complex(this.re + w.re, this.im + w.im);
  }

  /** z − w */
  sub(w: Complex | number): Complex {
    return typeof w === 'number'
      ? new Complex(this.re - w, this.im)
      : new Complex(this.re - w.re, this.im - w.im);
  }

  /** z·w */
  mul(w: Complex | number): Complex {
    return typeof w === 'number'
      ? new Complex(this.re * w, this.im * w)
      : new Complex(this.re * w.re - this.im * w.im, this.re * w.im + this.im * w.re);
  }

  /** z/w, without overflow or underflow on the way. */
  div(w: Complex | number): Complex {
    return typeof w === 'number' ? new Complex(this.re / w, this.im / w) : functions.quotient(this, w);
  }

  /** 1/z */
  reciprocal(): Complex {
    return functions.quotient(Complex.ONE, this);
  }

  /** zʷ, the principal value; whole powers up to ±100 by multiplication, 1 for w = 0. */
  pow(w: Complex | number): Complex {
    return functions.pow(this, w);
  }

  /** The root with Re ≥ 0; cut along the negative real axis. */
  sqrt(): Complex {
    return functions.sqrt(this);
  }

  exp(): Complex {
    return functions.exp(this);
  }

  /** eᶻ − 1, accurate near 0. */
  expm1(): Complex {
    return functions.expm1(this);
  }

  /** ln |z| + i arg z; cut along the negative real axis. */
  log(): Complex {
    return functions.log(this);
  }

  /** ln (1 + z), accurate near 0. */
  log1p(): Complex {
    return functions.log1p(this);
  }

  log2(): Complex {
    return functions.log2(this);
  }

  log10(): Complex {
    return functions.log10(this);
  }

  sin(): Complex {
    return functions.sin(this);
  }

  cos(): Complex {
    return functions.cos(this);
  }

  tan(): Complex {
    return functions.tan(this);
  }

  /** Cuts along the real axis below −1 and above 1. */
  asin(): Complex {
    return functions.asin(this);
  }

  /** Cuts along the real axis below −1 and above 1. */
  acos(): Complex {
    return functions.acos(this);
  }

  /** Cuts along the imaginary axis below −i and above i. */
  atan(): Complex {
    return functions.atan(this);
  }

  sinh(): Complex {
    return functions.sinh(this);
  }

  cosh(): Complex {
    return functions.cosh(this);
  }

  tanh(): Complex {
    return functions.tanh(this);
  }

  /** Cuts along the imaginary axis below −i and above i. */
  asinh(): Complex {
    return functions.asinh(this);
  }

  /** Cut along the real axis below 1. */
  acosh(): Complex {
    return functions.acosh(this);
  }

  /** Cuts along the real axis below −1 and above 1. */
  atanh(): Complex {
    return functions.atanh(this);
  }

  /** Have both the same parts, as `===` compares numbers? A number is equal to itself without imaginary part. */
  equals(w: Complex | number): boolean {
    return typeof w === 'number' ? this.re === w && this.im === 0 : this.re === w.re && this.im === w.im;
  }

  /** Is one of the parts NaN? */
  isNaN(): boolean {
    return Number.isNaN(this.re) || Number.isNaN(this.im);
  }

  /** Are both parts finite? */
  isFinite(): boolean {
    return Number.isFinite(this.re) && Number.isFinite(this.im);
  }

  /** `'3-4i'` */
  toString(): string {
    return format(this.re, this.im);
  }

  /** The same with a fixed number of digits behind the point. */
  toFixed(digits = 0): string {
    return format(this.re, this.im, (x) => x.toFixed(digits));
  }

  /** The same with so many significant digits. */
  toPrecision(digits?: number): string {
    return format(this.re, this.im, (x) => x.toPrecision(digits));
  }

  /** The same as powers of ten. */
  toExponential(digits?: number): string {
    return format(this.re, this.im, (x) => x.toExponential(digits));
  }

  /** As text where text is asked for; a plain operator throws, since it would make NaN of it. */
  [Symbol.toPrimitive](hint: 'default' | 'number' | 'string'): string {
    if (hint === 'string') return format(this.re, this.im);
    throw new DiffError(
      'DIFF3010',
      `the complex number ${format(this.re, this.im)} met a plain operator, which knows real numbers only. ` +
        'Use its methods (z.add(w), z.mul(w), …), or use the operator in a compiled function of a file that imports `complex` or `Complex`.',
    );
  }

  /** How gradients with respect to complex numbers are held. */
  [MIRROR](): Mirroring {
    return mirroring;
  }

  /** What stands for operators in compiled code. */
  [OPERATORS](name: OperatorName): (...operands: unknown[]) => unknown {
    return operatorOf(name);
  }
}

const mirroring: Mirroring = { keys: ['re', 'im'], make: () => new Complex(0, 0) };

function partsOf(z: unknown): readonly unknown[] {
  if (Array.isArray(z)) return z.length === 2 ? z : [];
  if (typeof z !== 'object' || z === null) return [];
  const { re, im } = z as { readonly re?: unknown; readonly im?: unknown };
  return [re, im];
}

/**
 * The complex number re + i·im.
 *
 * @param re  real part
 * @param im  imaginary part, default 0
 * @returns a `Complex`
 * @example
 * complex(1, 2).conj().toString()                                               // '1-2i'
 * const f = /* @differentiable *\/ (z) => (z * z).abs();
 * const near = ([{ re, im }]) => [Math.round(re), Math.round(im)];
 * near(gradient(f, complex(3, 4)))                                              // [6, 8]
 */
export const complex: (re: number, im?: number) => Complex = /* @differentiable */ function complex(
  re: number,
  im = 0,
): Complex {
  return new Complex(re, im);
};
