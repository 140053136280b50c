/**
 * A minimal Tsitouras 5(4): what a person would write by hand for speed alone. Typed arrays, PI control, first same as last,
 * nothing allocated in the loop, every sum written out. The solver of @diffjs/diffeq takes the same steps and is timed against it.
 *
 * Frozen: change it only together with every figure that was measured against it.
 *
 * Coefficients: Ch. Tsitouras, Computers & Mathematics with Applications 62 (2011), pp. 770–775.
 */

/** Writes du/dt at (t, u) into `du`. */
export type YardstickRhs = (t: number, u: Float64Array, du: Float64Array) => void;

/** The coefficients, by the names of the paper; `e` is b̂ − b. */
export const tsit5 = {
  c2: 0.161,
  c3: 0.327,
  c4: 0.9,
  c5: 0.9800255409045097,
  a21: 0.161,
  a31: -0.008480655492356989,
  a32: 0.335480655492357,
  a41: 2.8971530571054935,
  a42: -6.359448489975075,
  a43: 4.3622954328695815,
  a51: 5.325864828439257,
  a52: -11.748883564062828,
  a53: 7.4955393428898365,
  a54: -0.09249506636175525,
  a61: 5.86145544294642,
  a62: -12.92096931784711,
  a63: 8.159367898576159,
  a64: -0.071584973281401,
  a65: -0.028269050394068383,
  b1: 0.09646076681806523,
  b2: 0.01,
  b3: 0.4798896504144996,
  b4: 1.379008574103742,
  b5: -3.290069515436081,
  b6: 2.324710524099774,
  e1: -0.001780011052225777,
  e2: -0.0008164344596567469,
  e3: 0.007880878010261995,
  e4: -0.1447110071732629,
  e5: 0.5823571654525552,
  e6: -0.45808210592918697,
  e7: 1 / 66,
} as const;

const { a21, a31, a32, a41, a42, a43, a51, a52, a53, a54, a61, a62, a63, a64, a65 } = tsit5;
const { b1, b2, b3, b4, b5, b6, e1, e2, e3, e4, e5, e6, e7, c2, c3, c4, c5 } = tsit5;

/** Called with every accepted step, if given: its start, its size, the state there and its first six stages. */
export type StepSink = (t: number, h: number, u: Float64Array, k: readonly Float64Array[]) => void;

/** What a solve gives: the state at t1 and what it cost. */
export interface YardstickResult {
  readonly u: Float64Array;
  readonly nf: number;
  readonly accepted: number;
  readonly rejected: number;
}

/** Integrates forwards from t0 to t1. */
export function solveTsit5(
  f: YardstickRhs,
  u0: ArrayLike<number>,
  t0: number,
  t1: number,
  rtol: number,
  atol: number,
  sink?: StepSink,
): YardstickResult {
  const n = u0.length;
  const u = Float64Array.from(u0);
  const w = new Float64Array(n);
  const next = new Float64Array(n);
  let k1 = new Float64Array(n);
  let k7 = new Float64Array(n);
  const k2 = new Float64Array(n);
  const k3 = new Float64Array(n);
  const k4 = new Float64Array(n);
  const k5 = new Float64Array(n);
  const k6 = new Float64Array(n);
  let t = t0;
  let accepted = 0;
  let rejected = 0;
  let previous = 1e-4;
  f(t, u, k1);
  let h = firstStep(f, u, k1, k2, w, t0, rtol, atol);
  let nf = 2;
  while (t < t1) {
    let last = false;
    if (t + h * 1.01 >= t1) {
      h = t1 - t;
      last = true;
    }
    for (let i = 0; i < n; i++) w[i] = u[i] + h * a21 * k1[i];
    f(t + c2 * h, w, k2);
    for (let i = 0; i < n; i++) w[i] = u[i] + h * (a31 * k1[i] + a32 * k2[i]);
    f(t + c3 * h, w, k3);
    for (let i = 0; i < n; i++) w[i] = u[i] + h * (a41 * k1[i] + a42 * k2[i] + a43 * k3[i]);
    f(t + c4 * h, w, k4);
    for (let i = 0; i < n; i++) w[i] = u[i] + h * (a51 * k1[i] + a52 * k2[i] + a53 * k3[i] + a54 * k4[i]);
    f(t + c5 * h, w, k5);
    for (let i = 0; i < n; i++)
      w[i] = u[i] + h * (a61 * k1[i] + a62 * k2[i] + a63 * k3[i] + a64 * k4[i] + a65 * k5[i]);
    f(t + h, w, k6);
    for (let i = 0; i < n; i++)
      next[i] = u[i] + h * (b1 * k1[i] + b2 * k2[i] + b3 * k3[i] + b4 * k4[i] + b5 * k5[i] + b6 * k6[i]);
    f(t + h, next, k7);
    nf += 6;
    let error = 0;
    for (let i = 0; i < n; i++) {
      const before = Math.abs(u[i]);
      const after = Math.abs(next[i]);
      const sum = e1 * k1[i] + e2 * k2[i] + e3 * k3[i] + e4 * k4[i] + e5 * k5[i] + e6 * k6[i] + e7 * k7[i];
      const x = (h * sum) / (atol + rtol * (before > after ? before : after));
      error += x * x;
    }
    error = Math.sqrt(error / n);
    const power = Math.pow(error, 0.14);
    if (error <= 1) {
      accepted++;
      if (sink !== undefined) sink(t, h, u, [k1, k2, k3, k4, k5, k6]);
      t = last ? t1 : t + h;
      u.set(next);
      const swap = k1;
      k1 = k7;
      k7 = swap;
      const q = power / Math.pow(previous, 0.08) / 0.9;
      previous = error > 1e-4 ? error : 1e-4;
      h /= q < 0.1 ? 0.1 : q > 5 ? 5 : q;
    } else {
      rejected++;
      const q = power / 0.9;
      h /= q > 5 ? 5 : q;
    }
  }
  return { u, nf, accepted, rejected };
}

/** Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, §II.4. */
function firstStep(
  f: YardstickRhs,
  u: Float64Array,
  k1: Float64Array,
  k2: Float64Array,
  w: Float64Array,
  t: number,
  rtol: number,
  atol: number,
): number {
  const n = u.length;
  let d0 = 0;
  let d1 = 0;
  for (let i = 0; i < n; i++) {
    const scale = atol + rtol * Math.abs(u[i]);
    d0 += (u[i] / scale) ** 2;
    d1 += (k1[i] / scale) ** 2;
  }
  d0 = Math.sqrt(d0 / n);
  d1 = Math.sqrt(d1 / n);
  const trial = d0 < 1e-5 || d1 < 1e-5 ? 1e-6 : (0.01 * d0) / d1;
  for (let i = 0; i < n; i++) w[i] = u[i] + trial * k1[i];
  f(t + trial, w, k2);
  let d2 = 0;
  for (let i = 0; i < n; i++) d2 += ((k2[i] - k1[i]) / (atol + rtol * Math.abs(u[i]))) ** 2;
  d2 = Math.sqrt(d2 / n) / trial;
  const steepest = Math.max(d1, d2);
  return Math.min(100 * trial, steepest <= 1e-15 ? Math.max(1e-6, trial * 1e-3) : (0.01 / steepest) ** 0.2);
}
