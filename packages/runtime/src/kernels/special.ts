/** Functions that elementwise kernels apply and `Math` lacks. */

/** 1 / (1 + e⁻ˣ), without overflow. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

/** log(1 + eˣ), without overflow. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** erf(x)/x in powers of x², |x| ≤ 1: Chebyshev interpolation, error 8e-18. */
const CENTRE = [
  -7.795898827002142e-10, 1.3720064546777686e-8, -1.6208483801871705e-7, 1.6447424703317362e-6,
  -1.492473690741966e-5, 0.00012055294904839707, -0.0008548325975389692, 0.0052239776071164225,
  -0.02686617064323777, 0.11283791670945006, -0.3761263890318354, 1.1283791670955126,
] as const;

/** eˣ²·erfc(x) in powers of u = 9.6/(x + 2) − 2.2, 1 ≤ x ≤ 6: Chebyshev interpolation, error 9e-17. */
const TAIL = [
  1.8620989806815163e-11, -7.290508535165398e-11, -2.634243021000669e-10, 2.622350032514279e-9,
  -5.926361315281833e-10, -7.005170205475373e-8, 1.6350102372087984e-7, 1.979561158209264e-6,
  -7.340518284999869e-6, -8.079220411804128e-5, 0.0001971391777600889, 0.0055888162818258785,
  0.038560570425181566, 0.16189356804102534, 0.2214295402299318,
] as const;

function horner(coefficients: readonly number[], x: number): number {
  let y = 0;
  for (let i = 0; i < coefficients.length; i++) y = y * x + coefficients[i]!;
  return y;
}

/** The error function 2/√π ∫₀ˣ exp(−t²) dt; at most 2 ulp off. */
export function erf(x: number): number {
  const a = Math.abs(x);
  if (a <= 1) return x * horner(CENTRE, x * x);
  if (a >= 6) return Math.sign(x);
  if (x !== x) return x;
  return Math.sign(x) * (1 - Math.exp(-a * a) * horner(TAIL, 9.6 / (a + 2) - 2.2));
}
