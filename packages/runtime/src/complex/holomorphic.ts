import { defineRule } from '../api/defineRule.js';
import { Complex } from './Complex.js';
import { last } from './last.js';

/** A function on real and imaginary part; the imaginary part of the result is left in `last`. */
type OnParts = (x: number, y: number) => number;

/** A tangent or cotangent as a rule receives it. */
interface Parts {
  readonly re: number;
  readonly im: number;
}

/** c·d, to which a part of c that is zero contributes zero, even where the derivative d is infinite or NaN. */
/* @differentiable */
export function chained(c: Parts, d: Parts): Complex {
  return new Complex(factor(c.re, d.re) - factor(c.im, d.im), factor(c.re, d.im) + factor(c.im, d.re));
}

/* @differentiable */
function factor(c: number, d: number): number {
  return c === 0 && !Number.isFinite(d) ? 0 : c * d;
}

/** c·conj(d), in the same way. */
/* @differentiable */
export function chainedBack(c: Parts, d: Complex): Complex {
  return chained(c, d.conj());
}

/**
 * A holomorphic function with its derivative: the tangent is f′(z)·ż, the cotangent conj(f′(z))·w̄.
 *
 * @param name  for messages
 * @param onParts  computes it
 * @param derivative  f′(z), where w = f(z); compiled, so that it can be differentiated in turn
 */
export function holomorphic(
  name: string,
  onParts: OnParts,
  derivative: (z: Complex, w: Complex) => Complex,
): (z: Complex) => Complex {
  const f = (z: Complex): Complex => new Complex(onParts(z.re, z.im), last.im);
  Object.defineProperty(f, 'name', { value: name });
  return defineRule(f, {
    vjp: /* @differentiable */ (z: Complex) => {
      const w = f(z);
      return [w, (c: Parts) => [chainedBack(c, derivative(z, w))]];
    },
    jvp: /* @differentiable */ ([z]: [Complex], [z_]: readonly [Parts | null]) => {
      const w = f(z);
      return [w, z_ === null ? null : chained(z_, derivative(z, w))];
    },
  });
}
