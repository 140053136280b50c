/**
 * A minimal RODAS, the stiffly accurate Rosenbrock method of order 4(3), for equations y' = f(y): what a person would write by hand for
 * small stiff systems and for speed alone. Typed arrays, dense LU in place, the Jacobian by forward differences (or given) after every
 * accepted step, every sum written out, nothing allocated in the loop.
 *
 * A step is judged by the root mean square over the components of error / (atol + rtol max(|u|, |next|)), as in `tsit5.ts`. It covers
 * ROBER (0, 1e5), HIRES (0, 321.8122) and the other stiff problems of `bench/diffeq`, with atol = rtol·1e-4.
 *
 * Frozen: change it only together with every figure that was measured against it.
 *
 * Coefficients: E. Hairer & G. Wanner, Solving Ordinary Differential Equations II, 2nd ed. (1996), §IV.10 and their code RODAS.
 */
import type { YardstickResult, YardstickRhs } from './tsit5';

const GAMMA = 0.25;
const [c2, c3, c4] = [0.386, 0.21, 0.63];
const a21 = 1.544;
const [a31, a32] = [0.9466785280815826, 0.2557011698983284];
const [a41, a42, a43] = [3.314825187068521, 2.896124015972201, 0.9986419139977817];
const [a51, a52, a53, a54] = [1.221224509226641, 6.019134481288629, 12.53708332932087, -0.687886036105895];
const g21 = -5.6688;
const [g31, g32] = [-2.430093356833875, -0.2063599157091915];
const [g41, g42, g43] = [-0.1073529058151375, -9.594562251023355, -20.47028614809616];
const [g51, g52, g53, g54] = [7.496443313967647, -10.24680431464352, -33.99990352819905, 11.7089089320616];
const [g61, g62, g63] = [8.083246795921522, -7.981132988064893, -31.52159432874371];
const [g64, g65] = [16.31930543123136, -6.058818238834054];

/** Writes ∂f_i/∂u_j at (t, u) into J[i·n + j]. */
export type YardstickJacobian = (t: number, u: Float64Array, J: Float64Array) => void;

/** Integrates forwards from t0 to t1; `h0` is the first step. */
export function solveRodas4(
  f: YardstickRhs,
  u0: ArrayLike<number>,
  t0: number,
  t1: number,
  rtol: number,
  atol: number,
  h0 = 1e-6,
  jacobian?: YardstickJacobian,
): YardstickResult {
  const n = u0.length;
  const u = Float64Array.from(u0);
  const w = new Float64Array(n);
  const f0 = new Float64Array(n);
  const fw = new Float64Array(n);
  const k1 = new Float64Array(n);
  const k2 = new Float64Array(n);
  const k3 = new Float64Array(n);
  const k4 = new Float64Array(n);
  const k5 = new Float64Array(n);
  const k6 = new Float64Array(n);
  const J = new Float64Array(n * n);
  const M = new Float64Array(n * n);
  const rows = new Int32Array(n);
  let t = t0;
  let h = h0;
  let nf = 0;
  let accepted = 0;
  let rejected = 0;
  let fresh = false;
  while (t < t1) {
    let last = false;
    if (t + h >= t1) {
      h = t1 - t;
      last = true;
    }
    if (!fresh) {
      f(t, u, f0);
      nf++;
      if (jacobian !== undefined) jacobian(t, u, J);
      else nf += differences(f, t, u, f0, w, fw, J);
      fresh = true;
    }
    const diagonal = 1 / (h * GAMMA);
    const d = 1 / h;
    for (let i = 0; i < n * n; i++) M[i] = -J[i];
    for (let i = 0; i < n; i++) M[i * n + i] += diagonal;
    if (!factorise(M, n, rows)) {
      h *= 0.5;
      continue;
    }
    k1.set(f0);
    substitute(M, n, rows, k1);
    for (let i = 0; i < n; i++) w[i] = u[i] + a21 * k1[i];
    f(t + c2 * h, w, fw);
    for (let i = 0; i < n; i++) k2[i] = fw[i] + d * g21 * k1[i];
    substitute(M, n, rows, k2);
    for (let i = 0; i < n; i++) w[i] = u[i] + a31 * k1[i] + a32 * k2[i];
    f(t + c3 * h, w, fw);
    for (let i = 0; i < n; i++) k3[i] = fw[i] + d * (g31 * k1[i] + g32 * k2[i]);
    substitute(M, n, rows, k3);
    for (let i = 0; i < n; i++) w[i] = u[i] + a41 * k1[i] + a42 * k2[i] + a43 * k3[i];
    f(t + c4 * h, w, fw);
    for (let i = 0; i < n; i++) k4[i] = fw[i] + d * (g41 * k1[i] + g42 * k2[i] + g43 * k3[i]);
    substitute(M, n, rows, k4);
    for (let i = 0; i < n; i++) w[i] = u[i] + a51 * k1[i] + a52 * k2[i] + a53 * k3[i] + a54 * k4[i];
    f(t + h, w, fw);
    for (let i = 0; i < n; i++) k5[i] = fw[i] + d * (g51 * k1[i] + g52 * k2[i] + g53 * k3[i] + g54 * k4[i]);
    substitute(M, n, rows, k5);
    for (let i = 0; i < n; i++) w[i] += k5[i];
    f(t + h, w, fw);
    nf += 5;
    for (let i = 0; i < n; i++)
      k6[i] = fw[i] + d * (g61 * k1[i] + g62 * k2[i] + g63 * k3[i] + g64 * k4[i] + g65 * k5[i]);
    substitute(M, n, rows, k6);
    let error = 0;
    for (let i = 0; i < n; i++) {
      w[i] += k6[i];
      const before = Math.abs(u[i]);
      const after = Math.abs(w[i]);
      const x = k6[i] / (atol + rtol * (before > after ? before : after));
      error += x * x;
    }
    error = Math.sqrt(error / n);
    const q = Math.pow(error, 0.25) / 0.9;
    if (error <= 1) {
      accepted++;
      t = last ? t1 : t + h;
      u.set(w);
      fresh = false;
      h /= q < 1 / 6 ? 1 / 6 : q > 5 ? 5 : q;
    } else {
      rejected++;
      h /= q > 5 ? 5 : q > 1.05 ? q : q <= 1.05 ? 1.05 : 5; // NaN, where the step left the domain, ends at 5
    }
  }
  return { u, nf, accepted, rejected };
}

/** J by forward differences; `w` and `fw` are for scratch. Returns the number of evaluations. */
function differences(
  f: YardstickRhs,
  t: number,
  u: Float64Array,
  f0: Float64Array,
  w: Float64Array,
  fw: Float64Array,
  J: Float64Array,
): number {
  const n = u.length;
  w.set(u);
  for (let j = 0; j < n; j++) {
    const size = Math.abs(u[j]);
    w[j] = u[j] + 1.5e-8 * (size > 1e-5 ? size : 1e-5);
    const e = w[j] - u[j];
    f(t, w, fw);
    for (let i = 0; i < n; i++) J[i * n + j] = (fw[i] - f0[i]) / e;
    w[j] = u[j];
  }
  return n;
}

/** LU with row exchanges in place; false if a pivot is 0. */
function factorise(M: Float64Array, n: number, rows: Int32Array): boolean {
  for (let k = 0; k < n; k++) {
    let q = k;
    let most = Math.abs(M[k * n + k]);
    for (let i = k + 1; i < n; i++) {
      const a = Math.abs(M[i * n + k]);
      if (a > most) {
        most = a;
        q = i;
      }
    }
    rows[k] = q;
    if (most === 0) return false;
    if (q !== k) {
      for (let j = 0; j < n; j++) {
        const x = M[k * n + j];
        M[k * n + j] = M[q * n + j];
        M[q * n + j] = x;
      }
    }
    const inverse = 1 / M[k * n + k];
    for (let i = k + 1; i < n; i++) {
      const g = (M[i * n + k] *= inverse);
      if (g !== 0) for (let j = k + 1; j < n; j++) M[i * n + j] -= g * M[k * n + j];
    }
  }
  return true;
}

/** b ← M⁻¹ b. */
function substitute(M: Float64Array, n: number, rows: Int32Array, b: Float64Array): void {
  for (let k = 0; k < n; k++) {
    const q = rows[k];
    if (q !== k) {
      const x = b[k];
      b[k] = b[q];
      b[q] = x;
    }
  }
  for (let i = 1; i < n; i++) {
    let s = b[i];
    for (let j = 0; j < i; j++) s -= M[i * n + j] * b[j];
    b[i] = s;
  }
  for (let i = n - 1; i >= 0; i--) {
    let s = b[i];
    for (let j = i + 1; j < n; j++) s -= M[i * n + j] * b[j];
    b[i] = s / M[i * n + i];
  }
}
