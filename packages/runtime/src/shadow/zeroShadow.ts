import { ShadowPlan, shadowOfEntry } from './ShadowPlan.js';

/**
 * A new shadow of a value, all zero: the tree into which reverse sweeps add and from which tangent sweeps read.
 *
 * number → undefined (numbers have none: their cotangents are results of the sweep); array → array; `Float64Array` and
 * `Float32Array` → `Float64Array` of the same length, views of one buffer sharing one shadow buffer; object → plain object with
 * the same own keys; Map → Map, a number as `[0]`; anything without derivative → undefined. Cycles are kept, and an object
 * reached twice has one shadow. For several values that share objects ask once, for the array of them.
 *
 * @param x  any value
 * @returns its shadow, undefined if it has none
 * @throws DIFF3104 and DIFF3105 for values that cannot be shadowed
 * @example
 * zeroShadow({ w: [1, 2], name: 'a' })   // { w: [0, 0], name: undefined }
 */
export function zeroShadow(x: unknown): unknown {
  const plan = new ShadowPlan({ objects: new Map(), buffers: new Map() }, 'the value');
  return shadowOfEntry(plan.enter(x));
}
