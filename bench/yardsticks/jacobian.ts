/* Jacobians as a person would write them, row by row. */

/** Eight tangents in an array of eight beside each number. */
export function recurrenceJacobian(J: Float64Array, x: Float64Array): void {
  const n = 8;
  let [a, b] = [x[0]!, x[1]!];
  const [a_, b_, s_] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  a_[0] = b_[1] = s_[2] = 1;
  for (let i = 0; i < 100; i++) {
    const [sin, cos] = [Math.sin(a), Math.cos(a)];
    const next = sin * x[3]! + b * x[4]!;
    const then = b * x[5]! - next * x[6]!;
    for (let k = 0; k < n; k++) {
      const da = cos * a_[k]! * x[3]! + (k === 3 ? sin : 0) + b_[k]! * x[4]! + (k === 4 ? b : 0);
      const db = b_[k]! * x[5]! + (k === 5 ? b : 0) - da * x[6]! - (k === 6 ? next : 0);
      s_[k]! += da * then * x[7]! + next * db * x[7]! + (k === 7 ? next * then : 0);
      a_[k] = da;
      b_[k] = db;
    }
    [a, b] = [next, then];
  }
  J.set(a_, 0);
  J.set(b_, n);
  J.set(s_, 2 * n);
}

/** diag(1 − y²) W */
export function layerJacobian(J: Float64Array, y: Float64Array, W: Float64Array, x: Float64Array): void {
  const n = x.length;
  for (let i = 0; i < y.length; i++) {
    let s = 0;
    for (let j = 0; j < n; j++) s += W[i * n + j]! * x[j]!;
    const t = Math.tanh(s);
    y[i] = t;
    for (let j = 0; j < n; j++) J[i * n + j] = (1 - t * t) * W[i * n + j]!;
  }
}

export function brusselatorJacobian(J: Float64Array, u: Float64Array, p: Float64Array): void {
  const n = u.length;
  const cells = n / 2;
  const B = p[1]!;
  const c = p[2]! * (cells + 1) * (cells + 1);
  J.fill(0);
  for (let i = 0; i < n; i += 2) {
    const [x, y] = [u[i]!, u[i + 1]!];
    J[i * n + i] = 2 * x * y - (B + 1) - 2 * c;
    J[i * n + i + 1] = x * x;
    J[(i + 1) * n + i] = B - 2 * x * y;
    J[(i + 1) * n + i + 1] = -x * x - 2 * c;
    for (let k = i; k < i + 2; k++) {
      if (k >= 2) J[k * n + k - 2] = c;
      if (k + 2 < n) J[k * n + k + 2] = c;
    }
  }
}

export function robertsonJacobian(J: Float64Array, u: Float64Array, p: Float64Array): void {
  J[0] = -p[0]!;
  J[1] = p[1]! * u[2]!;
  J[2] = p[1]! * u[1]!;
  J[3] = p[0]!;
  J[4] = -p[1]! * u[2]! - 2 * p[2]! * u[1]!;
  J[5] = -p[1]! * u[1]!;
  J[6] = 0;
  J[7] = 2 * p[2]! * u[1]!;
  J[8] = 0;
}

export function sinesJacobian(J: Float64Array, x: Float64Array): void {
  const n = x.length;
  for (let i = 0; i < n; i++) {
    let s = 0;
    for (let j = 0; j < n; j++) {
      s += Math.sin((i + 1) * x[j]!);
      J[i * n + j] = (i + 1) * Math.cos((i + 1) * x[j]!) * x[i]!;
    }
    J[i * n + i]! += s;
  }
}

/** Entries of a tridiagonal matrix, row by row. */
export function diffusionJacobian(values: Float64Array, u: Float64Array): void {
  const n = u.length;
  let e = 0;
  for (let i = 0; i < n; i++) {
    if (i > 0) values[e++] = 1;
    values[e++] = -2 + 3 * u[i]! * u[i]!;
    if (i < n - 1) values[e++] = 1;
  }
}
