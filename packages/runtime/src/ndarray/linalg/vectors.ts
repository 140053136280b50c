/** Σ a[aStart + i]·b[bStart + i] over `count` neighbouring numbers. */
export function dotOf(
  count: number,
  a: Float64Array,
  aStart: number,
  b: Float64Array,
  bStart: number,
): number {
  let even = 0;
  let odd = 0;
  let i = 0;
  for (; i + 1 < count; i += 2) {
    even += a[aStart + i] * b[bStart + i];
    odd += a[aStart + i + 1] * b[bStart + i + 1];
  }
  return i < count ? even + odd + a[aStart + i] * b[bStart + i] : even + odd;
}

/** y += factor·x over `count` neighbouring numbers. */
export function addMultiple(
  count: number,
  factor: number,
  x: Float64Array,
  xStart: number,
  y: Float64Array,
  yStart: number,
): void {
  for (let i = 0; i < count; i++) y[yStart + i] += factor * x[xStart + i];
}

/** (x, y) ← (c·x − s·y, s·x + c·y) over `count` neighbouring numbers of one array. */
export function rotateRows(
  count: number,
  a: Float64Array,
  xStart: number,
  yStart: number,
  c: number,
  s: number,
): void {
  for (let i = 0; i < count; i++) {
    const x = a[xStart + i];
    const y = a[yStart + i];
    a[xStart + i] = c * x - s * y;
    a[yStart + i] = s * x + c * y;
  }
}

/** The greatest |a[i]|; NaN if one is NaN. */
export function greatestMagnitude(a: ArrayLike<number>): number {
  let greatest = 0;
  for (let i = 0; i < a.length; i++) {
    const size = Math.abs(a[i]);
    if (!(size <= greatest)) greatest = size;
    if (size !== size) return NaN;
  }
  return greatest;
}

/**
 * The power of two that brings the greatest entry to [½, 1), so that squares neither overflow nor vanish; multiplying by it rounds nothing but
 * subnormal numbers. 1 for zeros, NaN if an entry is not finite.
 */
export function scaleToUnit(a: ArrayLike<number>): number {
  const greatest = greatestMagnitude(a);
  if (greatest === 0) return 1;
  if (!Number.isFinite(greatest)) return NaN;
  // Below 2^−1021 the reciprocal would overflow.
  return 2 ** -Math.max(Math.floor(Math.log2(greatest)) + 1, -1021);
}

/** The n×n unit matrix. */
export function unitMatrix(n: number): Float64Array {
  const unit = new Float64Array(n * n);
  for (let i = 0; i < n; i++) unit[i * n + i] = 1;
  return unit;
}

/** The transpose of an m×n matrix. */
export function transposed(a: Float64Array, m: number, n: number): Float64Array {
  const out = new Float64Array(m * n);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) out[j * m + i] = a[i * n + j];
  return out;
}
