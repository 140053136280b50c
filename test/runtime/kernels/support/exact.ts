/** Elementary functions to a thousand bits, in fixed point on BigInts: what kernels are held against. */

/** Bits behind the point: enough for the least subnormal numbers to have a hundred of their own. */
const P = 1200n;
const ONE = 1n << P;

/** A double as fixed-point number, exactly. */
export function fixed(x: number): bigint {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, x);
  const word = bits.getBigUint64(0);
  const exponent = (word >> 52n) & 0x7ffn;
  const fraction = word & 0xfffffffffffffn;
  const mantissa = exponent === 0n ? fraction : fraction | (1n << 52n);
  const shift = (exponent === 0n ? 1n : exponent) - 1075n + P;
  const size = shift >= 0n ? mantissa << shift : mantissa >> -shift;
  return word >> 63n === 1n ? -size : size;
}

const times = (a: bigint, b: bigint): bigint => (a * b) >> P;
const over = (a: bigint, b: bigint): bigint => (a << P) / b;
const sizeOf = (a: bigint): bigint => (a < 0n ? -a : a);

/** 2·atanh(s) = log((1 + s)/(1 − s)). */
function logOfQuotient(s: bigint): bigint {
  const square = times(s, s);
  let sum = 0n;
  for (let term = s, n = 1n; term !== 0n && term !== -1n; term = times(term, square), n += 2n)
    sum += term / n;
  return 2n * sum;
}

const LN2 = logOfQuotient(ONE / 3n);

function arctanOfInverse(n: bigint): bigint {
  let sum = 0n;
  for (let term = ONE / n, k = 1n, sign = 1n; term !== 0n; term /= n * n, k += 2n, sign = -sign)
    sum += (sign * term) / k;
  return sum;
}

/** Machin's formula. */
const HALF_PI = 2n * (4n * arctanOfInverse(5n) - arctanOfInverse(239n));

/** The nearest whole multiple. */
const rounded = (a: bigint, unit: bigint): bigint => {
  const twice = 2n * a + unit;
  const quotient = twice / (2n * unit);
  return twice < 0n && twice % (2n * unit) !== 0n ? quotient - 1n : quotient;
};

function exp(x: bigint): bigint {
  const k = rounded(x, LN2);
  const r = x - k * LN2;
  let sum = 0n;
  for (let term = ONE, n = 1n; term !== 0n && term !== -1n; term = times(term, r) / n++) sum += term;
  return k >= 0n ? sum << k : sum >> -k;
}

function log(x: bigint): bigint {
  let k = 0n;
  while (x > (3n * ONE) / 2n) {
    x >>= 1n; // loses bits below a thousand only
    k++;
  }
  while (x < (3n * ONE) / 4n) {
    x <<= 1n;
    k--;
  }
  return logOfQuotient(over(x - ONE, x + ONE)) + k * LN2;
}

/** sin of r + quarter·π/2. */
function sineOf(x: bigint, quarters: bigint): bigint {
  const k = rounded(x, HALF_PI);
  const r = x - k * HALF_PI;
  const quadrant = (((k + quarters) % 4n) + 4n) % 4n;
  const square = times(r, r);
  let sum = 0n;
  let term = quadrant % 2n === 0n ? r : ONE;
  for (let n = quadrant % 2n === 0n ? 2n : 1n; term !== 0n && term !== -1n; n += 2n) {
    sum += term;
    term = -times(term, square) / (n * (n + 1n));
  }
  return quadrant < 2n ? sum : -sum;
}

function erf(x: bigint): bigint {
  const square = times(x, x);
  let sum = 0n;
  for (let term = x, n = 0n; sizeOf(term) > 1n; n++) {
    sum += term / (2n * n + 1n);
    term = -times(term, square) / (n + 1n);
  }
  // 2/√π
  const scaled = (2n * ONE * ONE) / (2n * HALF_PI);
  return times(2n * sum, root(scaled / 2n));
}

/** Square root. */
function root(x: bigint): bigint {
  const target = x << P;
  let y = 1n << BigInt(Math.ceil(target.toString(2).length / 2));
  for (;;) {
    const next = (y + target / y) >> 1n;
    if (next >= y) return y;
    y = next;
  }
}

export const exact = {
  exp,
  expm1: (x: bigint) => exp(x) - ONE,
  log,
  log1p: (x: bigint) => log(ONE + x),
  tanh: (x: bigint) => {
    const e = exp(2n * x);
    return over(e - ONE, e + ONE);
  },
  sigmoid: (x: bigint) => over(ONE, ONE + exp(-x)),
  softplus: (x: bigint) => log(ONE + exp(x)),
  sin: (x: bigint) => sineOf(x, 0n),
  cos: (x: bigint) => sineOf(x, 1n),
  erf,
} as const;

/** How far a number is from the exact one, in units of the last place of a number of 53 (24) bits of that size. */
export function ulps(actual: number, value: bigint, single = false): number {
  const size = sizeOf(value);
  const exponent = BigInt(size.toString(2).length) - 1n - P;
  const last = single ? max(exponent - 23n, -149n) : max(exponent - 52n, -1074n);
  const difference = sizeOf(fixed(actual) - value);
  return Number((difference << 20n) / (1n << (last + P))) / 2 ** 20;
}

const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);
