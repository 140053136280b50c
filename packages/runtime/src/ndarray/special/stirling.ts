import { polynomial } from './polynomial.js';

/** ½ ln 2π. */
export const HALF_LOG_2PI = 0.9189385332046728;

/** Bernoulli's B₂ⱼ/(2j(2j − 1)), j = 1, 2, …. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];

/** What Stirling's formula lacks: ln Γ(x) − ((x − ½) ln x − x + ½ ln 2π), for x ≥ 10 (DLMF 5.11.1). */
export function stirlingRest(x: number): number {
  const z = 1 / x;
  return z * polynomial(STIRLING, z * z);
}
