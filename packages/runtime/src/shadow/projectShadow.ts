import { projectPlan } from './projectPlan.js';
import { ShadowPlan } from './ShadowPlan.js';

/**
 * The gradient tree for a value and its shadow: it mirrors the value as it is now (number → number, `Float32Array` →
 * `Float32Array`, object → plain object, `null` where there is no derivative), and shares nothing with the shadow.
 *
 * @param x  a value
 * @param x$  its shadow or mirror as `zeroShadow(x)` makes it; for a number the cotangent itself; undefined stands for zeros
 * @param lookUp  finds the shadow of an object for which the shadow of its owner has none
 * @returns the gradient tree
 * @throws DIFF3900 if a slot of the shadow does not hold a number where the value does
 * @example
 * const w = { k: 2, name: 'rate' };
 * projectShadow(w, zeroShadow(w))   // { k: 0, name: null }
 */
export function projectShadow(x: unknown, x$: unknown, lookUp?: (o: object) => unknown): unknown {
  if (typeof x === 'number') return typeof x$ === 'number' ? x$ : 0;
  const plan = new ShadowPlan(undefined, 'the value', lookUp);
  const results: unknown[] = [];
  projectPlan(plan, [plan.adopt(x, x$)], results, true);
  return results[0];
}
