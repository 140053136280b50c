/** Adjoints of the regressions as a person writes them: one sweep, each row swept back at once. */

export function linearRegressionAdjoint(
  w: Float64Array,
  X: Float64Array,
  y: Float64Array,
): [Float64Array, Float64Array, Float64Array] {
  const n = w.length;
  const dw = new Float64Array(n);
  const dX = new Float64Array(X.length);
  const dy = new Float64Array(y.length);
  for (let i = 0; i < y.length; i++) {
    const at = i * n;
    let s = 0;
    for (let j = 0; j < n; j++) s += w[j]! * X[at + j]!;
    const d = 2 * (s - y[i]!);
    dy[i] = -d;
    for (let j = 0; j < n; j++) {
      dw[j] = dw[j]! + d * X[at + j]!;
      dX[at + j] = d * w[j]!;
    }
  }
  return [dw, dX, dy];
}

/** The polynomial and its slope come from one Horner scheme; powers of x give the rest. */
export function polynomialRegressionAdjoint(
  c: Float64Array,
  x: Float64Array,
  y: Float64Array,
): [Float64Array, Float64Array, Float64Array] {
  const terms = c.length;
  const dc = new Float64Array(terms);
  const dx = new Float64Array(x.length);
  const dy = new Float64Array(y.length);
  for (let i = 0; i < x.length; i++) {
    const at = x[i]!;
    let p = 0;
    let slope = 0;
    for (let k = terms - 1; k >= 0; k--) {
      slope = slope * at + p;
      p = p * at + c[k]!;
    }
    let d = 2 * (p - y[i]!);
    dy[i] = -d;
    dx[i] = d * slope;
    for (let k = 0; k < terms; k++) {
      dc[k] = dc[k]! + d;
      d *= at;
    }
  }
  return [dc, dx, dy];
}
