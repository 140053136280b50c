import type { Operation, Value } from '../hir/model.js';

/** Typed arrays whose elements can carry a derivative. */
export function isFloatArray(constructorName: string): boolean {
  return constructorName === 'Float64Array' || constructorName === 'Float32Array';
}

/** Whether a value may be an object, so that a shadow (or mirror) travels beside it. */
export function mayBeObject(value: Value): boolean {
  return value.type === 'reference' || value.type === 'unknown' || value.type === 'function';
}

/** Whether a value may be a number that carries a derivative. */
export function mayBeNumber(value: Value): boolean {
  return value.type === 'number' || value.type === 'int' || value.type === 'unknown';
}

/** The object and key that a load or store goes to; null for other operations. */
export function memoryAccess(op: Operation): { object: Value; key: Value | string } | null {
  switch (op.kind) {
    case 'loadField':
    case 'storeField':
      return { object: op.object, key: op.key };
    case 'loadIndex':
    case 'storeIndex':
      return { object: op.object, key: op.index };
    default:
      return null;
  }
}
