import type { LinearSystem } from '../linear/LinearSystem.js';

/** By how much s M outweighs J. */
const OUTWEIGHS = 1e8;

/** A shift s at which s M − J says of differential components that they stay, whatever J says of them. */
export function probedShift(linear: LinearSystem): number {
  const { n } = linear;
  const probe = new Float64Array(n);
  const product = new Float64Array(n);
  let most = 1;
  for (const period of [1, 2, 3]) {
    for (let i = 0; i < n; i++) probe[i] = i % period === 0 ? 1 : -1;
    linear.multiply(probe, product);
    for (let i = 0; i < n; i++) most = Math.max(most, Math.abs(product[i]));
  }
  return OUTWEIGHS * most;
}
