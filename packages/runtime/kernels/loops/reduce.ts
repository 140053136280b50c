import type { Numbers } from './Numbers.js';

/** Elements that are summed without halving. */
const BLOCK = 256;

/** Where n terms are halved: behind a whole number of blocks. */
const half = (n: number): number => BLOCK * Math.ceil(n / (2 * BLOCK));

/** y += αx. */
export function axpy(
  n: number,
  alpha: number,
  x: Numbers,
  xi: number,
  xs: number,
  y: Numbers,
  yi: number,
  ys: number,
): void {
  for (let i = 0; i < n; i++, xi += xs, yi += ys) y[yi]! += alpha * x[xi]!;
}

/** Σ ab, pairwise over blocks. */
export function dot(
  n: number,
  a: Numbers,
  ai: number,
  as: number,
  b: Numbers,
  bi: number,
  bs: number,
): number {
  if (n > BLOCK) {
    const h = half(n);
    return dot(h, a, ai, as, b, bi, bs) + dot(n - h, a, ai + h * as, as, b, bi + h * bs, bs);
  }
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 4 <= n; i += 4, ai += 4 * as, bi += 4 * bs) {
    s0 += a[ai]! * b[bi]!;
    s1 += a[ai + as]! * b[bi + bs]!;
    s2 += a[ai + 2 * as]! * b[bi + 2 * bs]!;
    s3 += a[ai + 3 * as]! * b[bi + 3 * bs]!;
  }
  for (; i < n; i++, ai += as, bi += bs) s0 += a[ai]! * b[bi]!;
  return s0 + s1 + (s2 + s3);
}

/** Σ x, pairwise over blocks. */
export function sum(n: number, x: Numbers, xi: number, xs: number): number {
  if (n > BLOCK) {
    const h = half(n);
    return sum(h, x, xi, xs) + sum(n - h, x, xi + h * xs, xs);
  }
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 4 <= n; i += 4, xi += 4 * xs) {
    s0 += x[xi]!;
    s1 += x[xi + xs]!;
    s2 += x[xi + 2 * xs]!;
    s3 += x[xi + 3 * xs]!;
  }
  for (; i < n; i++, xi += xs) s0 += x[xi]!;
  return s0 + s1 + (s2 + s3);
}

/** Σ x², pairwise over blocks. */
export function sumSquares(n: number, x: Numbers, xi: number, xs: number): number {
  if (n > BLOCK) {
    const h = half(n);
    return sumSquares(h, x, xi, xs) + sumSquares(n - h, x, xi + h * xs, xs);
  }
  let s0 = 0;
  let s1 = 0;
  let i = 0;
  for (; i + 2 <= n; i += 2, xi += 2 * xs) {
    const v = x[xi]!;
    const w = x[xi + xs]!;
    s0 += v * v;
    s1 += w * w;
  }
  if (i < n) s0 += x[xi]! * x[xi]!;
  return s0 + s1;
}

/** Π x. */
export function prod(n: number, x: Numbers, xi: number, xs: number): number {
  let product = 1;
  for (let i = 0; i < n; i++, xi += xs) product *= x[xi]!;
  return product;
}

/** The greatest; −∞ of nothing. */
export function max(n: number, x: Numbers, xi: number, xs: number): number {
  let best = -Infinity;
  for (let i = 0; i < n; i++, xi += xs) best = Math.max(best, x[xi]!);
  return best;
}

/** The least; ∞ of nothing. */
export function min(n: number, x: Numbers, xi: number, xs: number): number {
  let best = Infinity;
  for (let i = 0; i < n; i++, xi += xs) best = Math.min(best, x[xi]!);
  return best;
}

/** The first index of the greatest, or of a NaN; −1 of nothing. */
export function argmax(n: number, x: Numbers, xi: number, xs: number): number {
  if (n === 0) return -1;
  let best = x[xi]!;
  let at = 0;
  if (best !== best) return 0;
  for (let i = 1; i < n; i++) {
    xi += xs;
    const v = x[xi]!;
    if (v > best) {
      best = v;
      at = i;
    } else if (v !== v) return i;
  }
  return at;
}

/** The first index of the least, or of a NaN; −1 of nothing. */
export function argmin(n: number, x: Numbers, xi: number, xs: number): number {
  if (n === 0) return -1;
  let best = x[xi]!;
  let at = 0;
  if (best !== best) return 0;
  for (let i = 1; i < n; i++) {
    xi += xs;
    const v = x[xi]!;
    if (v < best) {
      best = v;
      at = i;
    } else if (v !== v) return i;
  }
  return at;
}
