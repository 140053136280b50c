/** More than enough: bisection alone needs 53 halvings for each doubling of the exponent. */
const MOST = 200;

/**
 * A root of f in [a, b], to the spacing `tolerance`; f(a) = fa and f(b) = fb have different signs, or fb is 0.
 *
 * @returns the end of the last bracket on a's side, where f has the sign of fa, or is 0
 *
 * Reference: T. R. Chandrupatla, Advances in Engineering Software 28(3), 1997, pp. 145–149.
 */
export function findRoot(
  f: (x: number) => number,
  a: number,
  b: number,
  fa: number,
  fb: number,
  tolerance: number,
): number {
  // `near` has the sign of fa, `far` the other; `old` is what one of them was before.
  let near = a;
  let fNear = fa;
  let far = b;
  let fFar = fb;
  let newest = b;
  let fNewest = fb;
  let share = 0.5;
  for (let i = 0; i < MOST; i++) {
    const width = far - near;
    if (Math.abs(width) <= tolerance) break;
    const other = newest === far ? near : far;
    const fOther = newest === far ? fNear : fFar;
    const margin = Math.min(0.5, tolerance / Math.abs(width) / 2);
    share = Math.min(1 - margin, Math.max(margin, share));
    const x = newest + share * (other - newest);
    if (x === near || x === far) break;
    const fx = f(x);
    if (fx === 0) return x;
    if (Number.isNaN(fx)) return NaN;
    const old = fx > 0 === fNewest > 0 ? newest : other;
    const fOld = fx > 0 === fNewest > 0 ? fNewest : fOther;
    if (fx > 0 === fNear > 0) {
      near = x;
      fNear = fx;
    } else {
      far = x;
      fFar = fx;
    }
    newest = x;
    fNewest = fx;
    share = interpolated(x, fx, x === near ? far : near, x === near ? fFar : fNear, old, fOld);
  }
  return near;
}

/** Where from x towards the other end inverse quadratic interpolation sees the root, as a share; one half where it is not to be trusted. */
function interpolated(
  x: number,
  fx: number,
  other: number,
  fOther: number,
  old: number,
  fOld: number,
): number {
  if (old === x || old === other) return 0.5;
  const xi = (x - other) / (old - other);
  const phi = (fx - fOther) / (fOld - fOther);
  if (!(phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi)) return 0.5;
  const along = (old - x) / (other - x);
  return (
    (fx / (fOther - fx)) * (fOld / (fOther - fOld)) + along * (fx / (fOld - fx)) * (fOther / (fOld - fOther))
  );
}
