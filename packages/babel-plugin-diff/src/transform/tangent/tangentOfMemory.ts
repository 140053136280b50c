import { isNumeric } from '../../hir/effects.js';
import type { Loc, Operation, Value } from '../../hir/model.js';
import { isFloatArray, mayBeObject } from '../shadowKinds.js';
import type { TangentSweep } from './TangentSweep.js';

type Load = Extract<Operation, { kind: 'loadField' | 'loadIndex' }>;
type Store = Extract<Operation, { kind: 'storeField' | 'storeIndex' }>;

/** After a load: the tangent is read from the mirror at the same key. */
export function tangentOfLoad(sweep: TangentSweep, op: Load, result: Value, loc: Loc): void {
  if (op.kind === 'loadField' && op.key === 'length') return;
  if (!sweep.carries(result)) return;
  const isNumberAtIndex = op.kind === 'loadIndex' && isNumeric(result.type);
  const access = isNumberAtIndex
    ? sweep.mirrors.ofNumbers(op.object, loc)
    : sweep.mirrors.current(op.object, loc);
  if (!access) return;
  const { mirror, maybeAbsent } = access;
  const key = op.kind === 'loadField' ? op.key : (sweep.constantOf(op.index)?.toString() ?? op.index);
  const read = sweep.slots.find(mirror, key);
  if (read && isNumeric(result.type)) {
    sweep.define(result, read, loc);
    return;
  }
  const optional = maybeAbsent ? { optional: true as const } : {};
  const load: Operation =
    op.kind === 'loadField'
      ? { kind: 'loadField', object: mirror, key: op.key, ...optional }
      : { kind: 'loadIndex', object: mirror, index: op.index, ...optional };
  const slot = sweep.emit(load, loc, isNumeric(result.type) ? 'number' : 'unknown');
  if (isNumeric(result.type)) {
    const array = op.kind === 'loadIndex' && isNumeric(op.index.type) ? op.object : null;
    const tangent = sweep.orZero(slot, array, loc);
    sweep.slots.enter(mirror, key, tangent);
    sweep.define(result, tangent, loc);
    return;
  }
  const args = [result, slot];
  const name = sweep.lane.isFirst && sweep.accessed.has(result) ? 'part_' : 'late_';
  const tangent = sweep.emit(
    { kind: 'helper', name, tape: true, pure: true, args, ...sweep.lane.ofTape },
    loc,
    'unknown',
  );
  sweep.define(result, tangent, loc);
  sweep.mirrors.ensure(result, loc);
}

/** After a store: the mirror gets the tangent at the same key, or zero. */
export function tangentOfStore(sweep: TangentSweep, op: Store, loc: Loc): void {
  const access = sweep.mirrors.current(op.object, loc);
  if (!access) return;
  const { mirror: shadow, maybeAbsent } = access;
  // An array and its mirror are as long as each other.
  const isLength = op.kind === 'storeField' && op.key === 'length';
  const value = isLength ? op.value : sweep.slot(op.value, loc);
  const key = op.kind === 'storeField' ? op.key : op.index;
  sweep.builder.effect({ kind: 'setSlot', shadow, key, value, maybeAbsent }, loc);
}

/** Beside a literal stands one of the tangents. */
export function tangentOfLiteral(
  sweep: TangentSweep,
  op: Extract<Operation, { kind: 'newArray' | 'newObject' }>,
  result: Value,
  loc: Loc,
): void {
  const isArray = op.kind === 'newArray';
  const values = (isArray ? op.elements : op.values).map((value) => sweep.slot(value, loc));
  const like = isArray ? 'array' : 'object';
  const mirror = sweep.emit(
    { kind: 'newShadow', like, keys: isArray ? [] : op.keys, values },
    loc,
    'reference',
  );
  sweep.define(result, mirror, loc);
}

/** Beside a new float array stands an array of tangents: zeros, or those of the array that it copies. */
export function tangentOfTypedArray(
  sweep: TangentSweep,
  op: Extract<Operation, { kind: 'newTyped' }>,
  result: Value,
  loc: Loc,
): void {
  if (!isFloatArray(op.constructorName)) return;
  const source = op.argument && mayBeObject(op.argument) ? sweep.companion(op.argument, loc) : null;
  const mirror = source
    ? sweep.emit(
        { kind: 'helper', name: 'copyMirror', tape: false, pure: true, args: [result, source] },
        loc,
        'reference',
      )
    : sweep.emit({ kind: 'newShadow', like: 'typed', keys: [], values: [result] }, loc, 'reference');
  sweep.define(result, mirror, loc);
}
