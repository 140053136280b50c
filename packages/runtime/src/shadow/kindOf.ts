import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';

/** How a mutable object's derivative is held; `'none'` for an object that carries no derivative. */
export type ObjectKind = 'array' | 'float64' | 'float32' | 'object' | 'map' | 'none';

const noDerivative = new Set(
  [
    'ArrayBuffer',
    'AsyncGenerator',
    'BigInt',
    'Boolean',
    'DataView',
    'Date',
    'Generator',
    'Number',
    'Promise',
    'RegExp',
    'Set',
    'SharedArrayBuffer',
    'String',
    'Symbol',
    'WeakMap',
    'WeakRef',
    'WeakSet',
  ].map((name) => `[object ${name}]`),
);

const toStringOf = Object.prototype.toString;

/**
 * The kind of a mutable object.
 * @param where  how the object is reached, for messages
 * @throws DIFF3105 for an object with an own number called `length`, and for element types that are not supported yet
 */
export function kindOf(x: object, where: string): ObjectKind {
  if (Array.isArray(x)) return 'array';
  if (ArrayBuffer.isView(x)) return kindOfView(x, where);
  if (typeof x === 'function') return Object.keys(x).length > 0 ? 'object' : 'none';
  const prototype: unknown = Object.getPrototypeOf(x);
  if (prototype !== Object.prototype && prototype !== null) {
    if (x instanceof Map) return 'map';
    if (noDerivative.has(toStringOf.call(x))) return 'none';
  }
  if (typeof (x as { length?: unknown }).length === 'number' && Object.hasOwn(x, 'length'))
    throw ownLength(where);
  return 'object';
}

function kindOfView(x: ArrayBufferView, where: string): ObjectKind {
  if (x instanceof Float64Array) return 'float64';
  if (x instanceof Float32Array) return 'float32';
  const tag = toStringOf.call(x);
  if (tag === '[object Float64Array]') return 'float64';
  if (tag === '[object Float32Array]') return 'float32';
  if (tag === '[object Float16Array]') {
    throw new DiffError(
      'DIFF3105',
      `${where} is ${describe(x)}, and half precision is not supported yet. Use a Float32Array.`,
    );
  }
  return 'none';
}

function ownLength(where: string): DiffError {
  return new DiffError(
    'DIFF3105',
    `${where} is a plain object with a number called \`length\`, which cannot be told from an array's length yet. ` +
      'Give the property another name, or use an array.',
  );
}
