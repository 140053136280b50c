import { mapLeaves } from '../params/mapLeaves.js';

/**
 * params + updates, as a new tree.
 *
 * @throws DIFF6003 if their shapes differ
 */
export function applyUpdates<P>(params: P, updates: P): P {
  return mapLeaves((x, dx) => x + dx, params, updates);
}
