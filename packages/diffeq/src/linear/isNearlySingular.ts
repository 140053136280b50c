import type { LinearSystem } from './LinearSystem.js';

/** Condition numbers beyond which a solution has no correct digit. */
const MOST = 1e14;

/**
 * Whether the matrix J that was factored for shift 0 is singular up to rounding, so that solutions along its kernel are arbitrary: by a lower bound of
 * its condition number, |J z| |J⁻¹ z| / |z|² for a vector without pattern.
 *
 * Cost: a solve and a multiplication.
 *
 * @param z  scratch, [n]
 * @param y  scratch, [n]
 */
export function isNearlySingular(linear: LinearSystem, z: Float64Array, y: Float64Array): boolean {
  fill(z);
  linear.multiply(z, y);
  const most = largest(y);
  if (!linear.solve(z)) return true;
  const inverse = largest(z);
  return !(most * inverse < MOST);
}

/** Numbers in [−1, 1] without a pattern, the largest about 1: fractional parts of multiples of the golden ratio. */
function fill(z: Float64Array): void {
  for (let i = 0; i < z.length; i++) z[i] = 2 * ((0.95 + 0.6180339887498949 * i) % 1) - 1;
}

function largest(x: Float64Array): number {
  let most = 0;
  for (let i = 0; i < x.length; i++) most = Math.max(most, Math.abs(x[i]));
  return most;
}
