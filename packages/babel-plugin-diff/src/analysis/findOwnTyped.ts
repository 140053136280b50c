import type { HIRFunction, TypedArrayName, Value } from '../hir/model.js';
import { throughPhis } from './throughPhis.js';

/**
 * The values that are typed arrays made in this function, through phis of nothing else.
 *
 * Needs: SSA.
 * @param isWanted  of which kind; every kind of typed array holds numbers only
 */
export function findOwnTyped(
  fn: HIRFunction,
  isWanted: (constructorName: TypedArrayName) => boolean,
): Set<Value> {
  return throughPhis(fn, [], (op) => op.kind === 'newTyped' && isWanted(op.constructorName));
}
