/** The remainder of x by 2 in [−1, 1], exactly. */
function turn(x: number): number {
  const r = x % 2;
  return r > 1 ? r - 2 : r < -1 ? r + 2 : r;
}

/** sin πx, exact at multiples of one half; a zero has the sign of x. */
export function sinPi(x: number): number {
  let r = turn(x);
  if (r === 0 || r === 1 || r === -1) return x < 0 || Object.is(x, -0) ? -0 : 0 * r;
  if (r > 0.5) r = 1 - r;
  else if (r < -0.5) r = -1 - r;
  return Math.abs(r) > 0.25 ? Math.sign(r) * Math.cos(Math.PI * (0.5 - Math.abs(r))) : Math.sin(Math.PI * r);
}

/** cos πx, exact at multiples of one half. */
export function cosPi(x: number): number {
  const r = Math.abs(turn(x));
  if (r === 0.5) return 0;
  if (r < 0.25) return Math.cos(Math.PI * r);
  return r > 0.75 ? -Math.cos(Math.PI * (1 - r)) : Math.sin(Math.PI * (0.5 - r));
}

/** cot πx; ±∞ at 0. */
export function cotPi(x: number): number {
  return cosPi(x) / sinPi(x);
}
