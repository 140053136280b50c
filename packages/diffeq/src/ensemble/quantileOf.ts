/**
 * A quantile of numbers in ascending order: with h = (n − 1) q, the number at place h, linear in between.
 *
 * @param q  probability, from 0 to 1
 * @example quantileOf([1, 2, 3, 4], 0.5)   // 2.5
 *
 * Reference: Hyndman & Fan, The American Statistician 50(4), 1996, definition 7 (the default of R and NumPy).
 */
export function quantileOf(sorted: ArrayLike<number>, q: number): number {
  const place = (sorted.length - 1) * q;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  const low = sorted[below];
  return place === below ? low : low + (place - below) * (sorted[above] - low);
}
