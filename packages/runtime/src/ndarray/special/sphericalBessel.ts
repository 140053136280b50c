/** Values of the recurrence up to here are scaled down. */
const LARGE = 2 ** 500;

/**
 * Spherical Bessel function of the first kind of integer order n ≥ 0, j₀(x) = sin x/x: by recurrence upwards for n < |x|, else downwards from an
 * order at which it is negligible. NaN for any other order.
 * Reference: DLMF 10.51.1.
 */
export function sphericalJn(n: number, x: number): number {
  if (!(Number.isInteger(n) && n >= 0) || Number.isNaN(x)) return NaN;
  const w = Math.abs(x);
  if (w === 0) return n === 0 ? 1 : 0;
  if (w === Infinity) return 0;
  const value = n === 0 ? Math.sin(w) / w : n < w ? upwards(n, w) : downwards(n, w);
  return x < 0 && n % 2 === 1 ? -value : value;
}

function upwards(n: number, x: number): number {
  let below = Math.sin(x) / x;
  let value = (below - Math.cos(x)) / x;
  for (let k = 1; k < n; k++) [below, value] = [value, ((2 * k + 1) / x) * value - below];
  return value;
}

function downwards(n: number, x: number): number {
  // Far below n the first term of the series is the whole value to rounding; the recurrence would overflow.
  if (x < 1e-4) return firstTerms(n, x);
  let above = 0;
  let value = 1;
  let wanted = 0;
  for (let k = n + 30 + Math.ceil(x); k > 0; k--) {
    [above, value] = [value, ((2 * k + 1) / x) * value - above];
    if (Math.abs(value) > LARGE) {
      above /= LARGE;
      value /= LARGE;
      wanted /= LARGE;
    }
    if (k - 1 === n) wanted = value;
  }
  // Whichever of orders 0 and 1 is greater has more digits.
  const zeroth = Math.sin(x) / x;
  const first = (zeroth - Math.cos(x)) / x;
  return Math.abs(zeroth) > Math.abs(first) ? (wanted / value) * zeroth : (wanted / above) * first;
}

/** xⁿ/(2n + 1)!! (1 − x²/(4n + 6)). */
function firstTerms(n: number, x: number): number {
  let term = 1;
  for (let k = 1; k <= n; k++) term *= x / (2 * k + 1);
  return term * (1 - (x * x) / (4 * n + 6));
}
