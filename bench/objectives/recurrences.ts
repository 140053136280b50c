/** Scalar objectives: what the compiler sees. */

/* @differentiable */
export function recurrence(x: number, a: number, turns: number): number {
  let s = 0;
  for (let i = 0; i < turns; i++) {
    s = s + x * a * 0.5;
    x = x * a + 0.3;
  }
  return s;
}

/* @differentiable */
export function sineChain(x: number, a: number, b: number, turns: number): number {
  let s = 0;
  for (let i = 0; i < turns; i++) {
    x = Math.sin(x) * a + x * b;
    s += x * x;
  }
  return s;
}

/** Taylor series of the sine, as many terms as it takes. */
/* @differentiable */
export function taylorSine(x: number, tolerance: number): number {
  let y = 0;
  let term = x;
  for (let n = 1; Math.abs(term) > tolerance; n++) {
    y = y + term;
    term = -(term * x * x) / (2 * n * (2 * n + 1));
  }
  return y;
}
