import { SpeculationError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';

const arrayIterator = Array.prototype[Symbol.iterator];
const typedArrayPrototype = Object.getPrototypeOf(Float64Array.prototype) as Float64Array;
const typedArrayIterator = typedArrayPrototype[Symbol.iterator];

const stringIterator = String.prototype[Symbol.iterator];

/**
 * `x` if iterating it means reading its elements in order: an array or typed array whose iterator is the language's own. The characters
 * of text, which never change.
 * @param where  the expression and its place, for messages
 * @throws DIFF3102 otherwise; TypeError, as the program itself would, if `x` cannot be iterated at all
 */
export function expectIterableArray<T>(x: T, where: string): T {
  if (isIterableArray(x)) return x;
  if (typeof x === 'string' && String.prototype[Symbol.iterator] === stringIterator)
    return Array.from(x) as T;
  throw notAnArray(x, where);
}

/** Whether iterating `x` means reading its elements in order. */
export function isIterableArray(x: unknown): boolean {
  if (Array.isArray(x)) return x[Symbol.iterator] === arrayIterator;
  return ArrayBuffer.isView(x) && (x as unknown as Float64Array)[Symbol.iterator] === typedArrayIterator;
}

function notAnArray(x: unknown, where: string): Error {
  const iterator =
    x === null || x === undefined ? undefined : (x as { [Symbol.iterator]?: unknown })[Symbol.iterator];
  if (typeof iterator !== 'function') return new TypeError(`${where} is not iterable`);
  return new SpeculationError(
    'DIFF3102',
    `${where} is ${describe(x)}; only arrays and typed arrays with the language's own iterator can be iterated in differentiated code yet. ` +
      'Copy it into an array first.',
  );
}
