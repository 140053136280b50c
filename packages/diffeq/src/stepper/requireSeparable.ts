import { solverError } from '../diagnostics/solverError.js';
import type { PartitionedParts } from '../problem/ProblemParts.js';

/** Rounding that sums in another order leave, relative to the derivative. */
const ROUNDING = 1e-9;

/**
 * Refuses problems whose dv/dt depends on v, or du/dt on u: splittings into kicks and drifts are of order 1 then. Each half is evaluated once more,
 * where what it must not depend on is another.
 *
 * @param slope  derivative at u = [v, u], [n]
 * @throws DIFF5063
 */
export function requireSeparable(
  { kick, drift, nv }: PartitionedParts,
  u: Float64Array,
  slope: Float64Array,
  t: number,
  name: string,
): void {
  const v = u.slice(0, nv);
  const q = u.slice(nv);
  const elsewhere = (x: Float64Array): Float64Array => x.map((value) => 1 + 1.37 * value);
  const dv = new Float64Array(nv);
  kick(dv, elsewhere(v), q, t);
  if (!isSame(dv, slope.subarray(0, nv))) throw notSeparable(name, 'dv/dt', 'v');
  if (drift === undefined) return;
  const dq = new Float64Array(q.length);
  drift(dq, v, elsewhere(q), t);
  if (!isSame(dq, slope.subarray(nv))) throw notSeparable(name, 'du/dt', 'u');
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  return a.every((x, j) => Object.is(x, b[j]) || !(Math.abs(x - b[j]) > ROUNDING * Math.abs(b[j])));
}

function notSeparable(name: string, derivative: string, variable: string): Error {
  return solverError(
    'DIFF5063',
    `solve: ${name} is for dv/dt = f1(u, t), du/dt = f2(v, t), and ${derivative} of the problem depends on ${variable}`,
    'It would be of order 1. Choose ImplicitMidpoint() with fixed steps, or another method such as Vern9().',
  );
}
