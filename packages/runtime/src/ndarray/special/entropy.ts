/** x ln y, 0 where x is 0 and y is a number. */
export function xlogy(x: number, y: number): number {
  return x === 0 && !Number.isNaN(y) ? 0 : x * Math.log(y);
}

/** x ln(1 + y), 0 where x is 0 and y is a number. */
export function xlog1py(x: number, y: number): number {
  return x === 0 && !Number.isNaN(y) ? 0 : x * Math.log1p(y);
}

/** −x ln x, continued by 0 at 0 and by −∞ below. */
export function entr(x: number): number {
  if (x > 0) return -x * Math.log(x);
  return x === 0 ? 0 : x < 0 ? -Infinity : NaN;
}

/** x ln(x/y): 0 at x = 0 ≤ y, ∞ where it has no meaning. */
export function relEntr(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (x > 0 && y > 0) {
    const ratio = x / y;
    // The quotient must not overflow or underflow, and near 1 the difference is exact where the quotient is rounded.
    if (ratio > 0.5 && ratio < 2) return x * Math.log1p((x - y) / y);
    return ratio > 1e-300 && ratio < Infinity ? x * Math.log(ratio) : x * (Math.log(x) - Math.log(y));
  }
  return x === 0 && y >= 0 ? 0 : Infinity;
}
