import { MIRROR } from '../complex/protocol.js';
import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import { isNative } from '../records/isNative.js';
import { isBehindProxy } from '../records/knownProxies.js';

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

/** What cannot be differentiated yet: a plain object with a number called `length`, an array of half precision. */
export type UnsupportedKind = 'ownLength' | 'half';

/** The kind of a mutable object, or why it is refused. */
export function kindOf(x: object): ObjectKind | UnsupportedKind {
  if (Array.isArray(x)) return 'array';
  if (ArrayBuffer.isView(x)) return kindOfView(x);
  if (typeof x === 'function') return Object.keys(x).length > 0 ? 'object' : 'none';
  const prototype: unknown = Object.getPrototypeOf(x);
  if (prototype !== Object.prototype && prototype !== null && !isBehindProxy(prototype as object)) {
    // A class of numbers of the runtime.
    if (Object.hasOwn(prototype as object, MIRROR)) return 'object';
    if (x instanceof Map) return 'map';
    if (noDerivative.has(tagOf(x))) return 'none';
  }
  const length = Object.getOwnPropertyDescriptor(x, 'length');
  if (length !== undefined && typeof length.value === 'number') return 'ownLength';
  return 'object';
}

/** What the language itself calls an object; code of the program that answers in its place is not run. */
function tagOf(x: object): string {
  for (let p: object | null = x; p !== null; p = Object.getPrototypeOf(p) as object | null) {
    const tag = Object.getOwnPropertyDescriptor(p, Symbol.toStringTag);
    if (tag?.get !== undefined && !isNative(tag.get)) return '[object Object]';
    if (tag !== undefined) break;
  }
  return toStringOf.call(x);
}

function kindOfView(x: ArrayBufferView): ObjectKind | UnsupportedKind {
  if (x instanceof Float64Array) return 'float64';
  if (x instanceof Float32Array) return 'float32';
  switch (toStringOf.call(x)) {
    case '[object Float64Array]':
      return 'float64';
    case '[object Float32Array]':
      return 'float32';
    case '[object Float16Array]':
      return 'half';
    default:
      return 'none';
  }
}

/**
 * The kind of a mutable object that is supported.
 * @param where  how the object is reached, for messages
 * @throws DIFF3105 otherwise
 */
export function supportedKindOf(x: object, where: string): ObjectKind {
  const kind = kindOf(x);
  if (kind === 'ownLength' || kind === 'half') throw unsupported(kind, x, where);
  return kind;
}

/** The error for what is refused. */
export function unsupported(kind: UnsupportedKind | 'sparse', x: object, where: string): DiffError {
  if (kind === 'ownLength') return ownLength(where);
  if (kind === 'sparse')
    return new DiffError(
      'DIFF3105',
      `${where} is an array of length ${(x as unknown[]).length} that is empty nearly everywhere. Its derivative would have as many elements: ` +
        'use a Map or an object with the positions as keys, or pass it through constant().',
    );
  return new DiffError(
    'DIFF3105',
    `${where} is ${describe(x)}, and half precision is not supported yet. Use a Float32Array.`,
  );
}

function ownLength(where: string): DiffError {
  return new DiffError(
    'DIFF3105',
    `${where} is a plain object with a number called \`length\`, which cannot be told from an array's length yet. ` +
      'Give the property another name, or use an array.',
  );
}
