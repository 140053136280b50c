import type { ErrorNorm } from './ErrorNorm.js';
import { normOf } from './ErrorNorm.js';

/**
 * The norm in which steps are judged: the root mean square over the components of error / (atol + rtol max(|u|, |next|)), or another norm of these.
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §II.4, (4.11).
 */
export function scaledNorm(
  error: Float64Array,
  u: Float64Array,
  next: Float64Array,
  atol: Float64Array,
  rtol: number,
  norm: ErrorNorm,
): number {
  const n = error.length;
  if (norm !== undefined) {
    return normOf(norm, n, (j) => error[j] / (atol[j] + rtol * Math.max(Math.abs(u[j]), Math.abs(next[j]))));
  }
  let total = 0;
  for (let j = 0; j < n; j++) {
    const before = Math.abs(u[j]);
    const after = Math.abs(next[j]);
    const ratio = error[j] / (atol[j] + rtol * (before > after ? before : after));
    total += ratio * ratio;
  }
  return Math.sqrt(total / n);
}
