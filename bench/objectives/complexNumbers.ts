import { Complex, complex } from '@diffjs/runtime';

/** Complex numbers as objects, and as the runtime has them. */

interface Pair {
  re: number;
  im: number;
}

function plus(a: Pair, b: Pair): Pair {
  return { re: a.re + b.re, im: a.im + b.im };
}

function times(a: Pair, b: Pair): Pair {
  return { re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re };
}

function squaredAbs(a: Pair): number {
  return a.re * a.re + a.im * a.im;
}

/** How near the orbit of z² + c comes to the origin: the sum of exp(−|z|²). */
/* @differentiable */
export function orbit(re: number, im: number, steps: number): number {
  const c = { re, im };
  let z = { re: 0, im: 0 };
  let total = 0;
  for (let i = 0; i < steps; i++) {
    z = plus(times(z, z), c);
    total += Math.exp(-squaredAbs(z));
  }
  return total;
}

/** The same orbit with the runtime's complex numbers. */
/* @differentiable */
export function complexOrbit(re: number, im: number, steps: number): number {
  const c = new Complex(re, im);
  let z = complex(0, 0);
  let total = 0;
  for (let i = 0; i < steps; i++) {
    z = z.mul(z).add(c);
    total += Math.exp(-z.norm2());
  }
  return total;
}

/** A continued fraction c/(1 + c/(1 + …)), in which every step is a quotient: the squared modulus of its value. */
/* @differentiable */
export function continuedFraction(re: number, im: number, steps: number): number {
  const c = new Complex(re, im);
  let z = complex(0, 0);
  for (let i = 0; i < steps; i++) z = c.div(z.add(1));
  return z.norm2();
}
