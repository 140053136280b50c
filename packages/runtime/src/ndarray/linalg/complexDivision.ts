/**
 * (re + i·im)/(x + iy), without squares that leave the range of numbers.
 *
 * Reference: Smith, Comm. ACM 5(8), 1962, algorithm 116.
 */
export function quotientOf(re: number, im: number, x: number, y: number): [re: number, im: number] {
  if (Math.abs(x) >= Math.abs(y)) {
    const ratio = y / x;
    const size = x + y * ratio;
    return [(re + im * ratio) / size, (im - re * ratio) / size];
  }
  const ratio = x / y;
  const size = x * ratio + y;
  return [(re * ratio + im) / size, (im * ratio - re) / size];
}

/** The complex number that begins at `at`, divided by x + iy. */
export function divideAt(a: Float64Array, at: number, x: number, y: number): void {
  [a[at], a[at + 1]] = quotientOf(a[at], a[at + 1], x, y);
}
