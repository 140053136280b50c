import type { ErrorNorm } from './ErrorNorm.js';
import { normOf } from './ErrorNorm.js';

/**
 * The norm in which steps are judged: the root mean square over the components of
 * h Σ_i e_i k_i / (atol + rtol max(|u|, |next|)), the weights from `begin` on. The sum over seven stages is written out, for speed alone.
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §II.4, (4.11).
 */
export function stageErrorNorm(
  k: readonly Float64Array[],
  e: Float64Array,
  begin: number,
  h: number,
  u: Float64Array,
  next: Float64Array,
  atol: Float64Array,
  rtol: number,
  norm: ErrorNorm,
): number {
  const n = u.length;
  if (norm !== undefined) {
    return normOf(norm, n, (j) => {
      let sum = 0;
      for (let i = 0; i < k.length; i++) sum += e[begin + i] * k[i][j];
      return (h * sum) / (atol[j] + rtol * Math.max(Math.abs(u[j]), Math.abs(next[j])));
    });
  }
  let total = 0;
  if (k.length === 7) {
    const e0 = e[begin];
    const e1 = e[begin + 1];
    const e2 = e[begin + 2];
    const e3 = e[begin + 3];
    const e4 = e[begin + 4];
    const e5 = e[begin + 5];
    const e6 = e[begin + 6];
    const k0 = k[0];
    const k1 = k[1];
    const k2 = k[2];
    const k3 = k[3];
    const k4 = k[4];
    const k5 = k[5];
    const k6 = k[6];
    for (let j = 0; j < n; j++) {
      const sum = e0 * k0[j] + e1 * k1[j] + e2 * k2[j] + e3 * k3[j] + e4 * k4[j] + e5 * k5[j] + e6 * k6[j];
      const before = Math.abs(u[j]);
      const after = Math.abs(next[j]);
      const ratio = (h * sum) / (atol[j] + rtol * (before > after ? before : after));
      total += ratio * ratio;
    }
  } else {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let i = 0; i < k.length; i++) sum += e[begin + i] * k[i][j];
      const before = Math.abs(u[j]);
      const after = Math.abs(next[j]);
      const ratio = (h * sum) / (atol[j] + rtol * (before > after ? before : after));
      total += ratio * ratio;
    }
  }
  return Math.sqrt(total / n);
}
