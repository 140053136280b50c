import type { HIRFunction, Value } from '../../hir/model.js';
import { forEachBlock } from '../../hir/visitors.js';
import { mayBeObject } from '../shadowKinds.js';

/** Where an object may come from: a parameter, by its position, or elsewhere. */
export type Origin = number | typeof OUTSIDE | typeof MADE;

/** A variable outside of the function. */
export const OUTSIDE = 'outside';
/** The function itself, or one that it calls, has made it. */
export const MADE = 'made';

/**
 * Where each object of a function may come from, what is read out of an object counting as the object.
 *
 * Needs: SSA, types.
 */
export function findOrigins(fn: HIRFunction): (value: Value) => ReadonlySet<Origin> {
  const origins = new Map<Value, Set<Origin>>();
  const of = (value: Value): Set<Origin> => {
    let found = origins.get(value);
    if (!found) origins.set(value, (found = new Set()));
    return found;
  };
  fn.params.forEach((param, i) => of(param).add(i));
  // What was stored into something that the function made may be read out of anything that it made.
  const held = new Set<Origin>();
  const total = (): number => [...origins.values()].reduce((sum, { size }) => sum + size, held.size);
  const add = (value: Value, from: Iterable<Origin>): void => {
    const own = of(value);
    for (const each of from) own.add(each);
  };
  for (let before = -1; before !== total();) {
    before = total();
    forEachBlock(fn.entry, (block) => {
      for (const { result, operands } of block.phis)
        if (mayBeObject(result)) for (const operand of operands) if (operand) add(result, of(operand));
      for (const { op, result } of block.instructions) {
        if ((op.kind === 'storeField' || op.kind === 'storeIndex') && mayBeObject(op.value))
          for (const each of of(op.value)) held.add(each);
        if (!result || !mayBeObject(result)) continue;
        switch (op.kind) {
          case 'loadField':
          case 'loadIndex':
            add(result, of(op.object));
            if (of(op.object).has(MADE)) add(result, held);
            break;
          case 'loadOuter':
            add(result, [OUTSIDE]);
            break;
          case 'select':
            add(result, of(op.whenTrue));
            add(result, of(op.whenFalse));
            break;
          case 'newArray':
            add(result, [MADE, ...op.elements.flatMap((each) => [...of(each)])]);
            break;
          case 'newObject':
            add(result, [MADE, ...op.values.flatMap((each) => [...of(each)])]);
            break;
          case 'callKnown':
          case 'helper':
            add(result, [MADE, ...op.args.flatMap((each) => [...of(each)])]);
            break;
          case 'callUnknown':
            add(result, [MADE, ...[op.self, ...op.args].flatMap((each) => (each ? [...of(each)] : []))]);
            break;
          case 'construct':
            add(result, [MADE, ...op.args.flatMap((each) => [...of(each)])]);
            break;
          case 'closure':
            add(result, [MADE, ...op.captures.flatMap((each) => [...of(each)])]);
            break;
          default:
            add(result, [MADE]);
        }
      }
    });
  }
  return of;
}
