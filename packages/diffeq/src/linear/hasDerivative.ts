import { isDifferentiable } from '@diffjs/runtime';

/** Functions that were asked about: to find that one has no derivative takes as long as a short solve. */
const known = new WeakMap<object, boolean>();

/** Whether `f` can be differentiated; a rule that it is given after its first solve is not noticed. */
export function hasDerivative(f: unknown): boolean {
  if (typeof f !== 'function') return false;
  const answer = known.get(f);
  if (answer !== undefined) return answer;
  const found = isDifferentiable(f);
  known.set(f, found);
  return found;
}
