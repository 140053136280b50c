/** Complex numbers as objects. */

interface Complex {
  re: number;
  im: number;
}

function plus(a: Complex, b: Complex): Complex {
  return { re: a.re + b.re, im: a.im + b.im };
}

function times(a: Complex, b: Complex): Complex {
  return { re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re };
}

function squaredAbs(a: Complex): number {
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
