/** `count` vectors of n zeros. */
export function zeroRows(count: number, n: number): Float64Array[] {
  return Array.from({ length: count }, () => new Float64Array(n));
}
