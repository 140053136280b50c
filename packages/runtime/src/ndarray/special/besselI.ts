import { polynomial } from './polynomial.js';

/**
 * Modified Bessel function of the first kind of order 0.
 * Coefficients: Boost.Math, bessel_i0.hpp (Maddock, Holoborodko).
 */
export function i0(x: number): number {
  x = Math.abs(x);
  if (x < 7.75) return small0(x);
  if (x === Infinity) return x;
  // exp(x) alone overflows before the product does.
  const half = Math.exp(x / 2);
  return half * tail0(x) * half;
}

/** e^−|x| I₀(x), which does not overflow. */
export function i0e(x: number): number {
  x = Math.abs(x);
  return x < 7.75 ? small0(x) * Math.exp(-x) : tail0(x);
}

/** Modified Bessel function of the first kind of order 1, an odd function; source as for `i0` (bessel_i1.hpp). */
export function i1(x: number): number {
  const w = Math.abs(x);
  if (w < 7.75) return small1(x);
  if (w === Infinity) return x;
  const half = Math.exp(w / 2);
  const value = half * tail1(w) * half;
  return x < 0 ? -value : value;
}

/** e^−|x| I₁(x), which does not overflow. */
export function i1e(x: number): number {
  const w = Math.abs(x);
  if (w < 7.75) return small1(x) * Math.exp(-w);
  const value = tail1(w);
  return x < 0 ? -value : value;
}

function small0(x: number): number {
  const a = (x * x) / 4;
  return a * polynomial(SMALL0, a) + 1;
}

function small1(x: number): number {
  const a = (x * x) / 4;
  return (x * (1 + a * (0.5 + a * polynomial(SMALL1, a)))) / 2;
}

/** e^−x I₀(x) for x ≥ 7.75. */
function tail0(x: number): number {
  return polynomial(x < 500 ? MEDIUM0 : LARGE0, 1 / x) / Math.sqrt(x);
}

function tail1(x: number): number {
  return polynomial(x < 500 ? MEDIUM1 : LARGE1, 1 / x) / Math.sqrt(x);
}

const SMALL0 = [
  1, 0.24999999999999992, 0.027777777777778227, 0.001736111111110238, 6.944444444533525e-5,
  1.9290123451321993e-6, 3.936759911025107e-8, 6.151186727044393e-10, 7.594070020589734e-12,
  7.593897933698364e-14, 6.277677736362927e-16, 4.347097041532723e-18, 2.6341774269010917e-20,
  1.1394303774482283e-22, 9.079269200856249e-25,
];
const MEDIUM0 = [
  0.3989422804014251, 0.049867785060496196, 0.02805062339283126, 0.02922112251660479, 0.04442072994936595,
  0.13097057460585673, -3.35052280231727, 233.02571158351472, -11336.635069717235, 424057.6743178673,
  -12315702.859569874, 280231938.15526754, -5018839997.137779, 70802924301.51091, -784261082124.8112,
  6768257378540.966, -44903484969613.805, 224155239966959, -813426467865659.4, 2023910973916877.8,
  -3086757152953709, 2175875438638190.8,
];
/** Hankel's expansion, DLMF 10.40.1. */
const LARGE0 = [
  0.3989422804014327, 0.04986778505017909, 0.028050629090725736, 0.029219405302839306, 0.04474221436997269,
  0.09060298409919469, 0.22839502241671997,
];
const SMALL1 = [
  0.08333333333333334, 0.006944444444444342, 0.0003472222222225921, 1.1574074073549872e-5,
  2.7557319262547905e-7, 4.920949692800671e-9, 6.834657311305622e-11, 7.593969849687574e-13,
  6.9048226527419176e-15, 5.220157095351373e-17, 3.4107204947277713e-19, 1.625212890947171e-21,
  1.332898928162291e-23,
];
const MEDIUM1 = [
  0.3989422804014406, -0.14960335516131115, -0.046751042535985374, -0.04090895951581638, -0.05719036414430206,
  -0.15281895543744928, 3.4582844709771723, -242.6181371595021, 11787.858659934407, -440465.55824434874,
  12776777.793414464, -290339039.8236657, 5192386898.222206, -73137844389.67834, 808782448499.486,
  -6967602516005.787, 46140408096165.83, -229884963945717.25, 832555407333461.8, -2067285045778906,
  3146401654361325, -2213318202179222,
];
const LARGE1 = [
  0.3989422804014327, -0.14960335515053724, -0.046751048484542895, -0.04090716742397503, -0.05752570418996489,
  -0.1107369805656824, -0.26992139012885086,
];
