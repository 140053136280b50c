/** log(1 + x) − x, without the cancellation near 0. */
export function log1pMinus(x: number): number {
  if (!(x > -0.5 && x < 1)) return Math.log1p(x) - x;
  // log(1 + x) = 2 artanh r, r = x/(2 + x), and 2r − x = −r·x.
  const r = x / (2 + x);
  const z = r * r;
  let sum = 0;
  for (let k = 18; k >= 1; k--) sum = sum * z + 1 / (2 * k + 1);
  return r * (2 * z * sum - x);
}
