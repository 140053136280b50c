import { isIterableArray } from '../compiled/expectIterableArray.js';
import type { CompanionFunctions } from '../records/Companions.js';
import type { Tape } from '../tape/Tape.js';

/** Whether a call with these arguments may run code of the program, or change something. */
type Condition = (self: unknown, pairs: readonly unknown[]) => boolean;

const never: Condition = () => false;
/** Functions that convert their arguments, and so call methods of the objects among them. */
const withObjects: Condition = (_self, pairs) => some(pairs, isObject);
const withObjectsOrThis: Condition = (self, pairs) => isObject(self) || some(pairs, isObject);
/** Constructors that go through an iterable. */
const withIterables: Condition = (_self, pairs) => some(pairs, (x) => isObject(x) && !isIterableArray(x));
const withLists: Condition = (_self, pairs) => some(pairs, (x) => isObject(x) && !ArrayBuffer.isView(x));

let conditions: Map<unknown, Condition> | undefined;

function makeConditions(): Map<unknown, Condition> {
  const made = new Map<unknown, Condition>();
  const add = (condition: Condition, owner: object, ...names: string[]): void => {
    for (let i = 0; i < names.length; i++) {
      const value: unknown = Object.getOwnPropertyDescriptor(owner, names[i])?.value;
      if (typeof value === 'function') made.set(value, condition);
    }
  };
  for (const owner of [Number, Number.prototype, String, BigInt, Math, Symbol])
    add(withObjects, owner, ...Object.getOwnPropertyNames(owner));
  add(withObjectsOrThis, String.prototype, ...Object.getOwnPropertyNames(String.prototype));
  made.delete(Math.random);
  for (const name of ['Number', 'String', 'BigInt', 'parseFloat', 'parseInt', 'isNaN', 'isFinite'])
    add(withObjects, globalThis, name);
  add(withObjects, Promise, 'resolve');
  add(never, globalThis, 'Boolean', 'Symbol');
  add(never, Array, 'isArray');
  add(never, ArrayBuffer, 'isView');
  for (const name of ['is', 'isExtensible', 'isFrozen', 'isSealed', 'hasOwn', 'keys', 'getOwnPropertyNames'])
    add(never, Object, name);
  add(never, Object.prototype, 'hasOwnProperty', 'isPrototypeOf', 'propertyIsEnumerable');
  const typed = Object.getPrototypeOf(Float64Array.prototype) as object;
  // What is called back counts for itself.
  const reading = 'at slice concat subarray includes indexOf lastIndexOf keys values entries'.split(' ');
  const calling = 'map filter forEach some every find findIndex findLast findLastIndex reduce reduceRight'.split(' '); // prettier-ignore
  for (const prototype of [Array.prototype, typed]) add(never, prototype, ...reading, ...calling);
  for (const prototype of [Map.prototype, Set.prototype])
    add(never, prototype, 'get', 'has', 'keys', 'values', 'entries');
  return made;
}

let constructors: Map<unknown, Condition> | undefined;

function makeConstructors(): Map<unknown, Condition> {
  const made = new Map<unknown, Condition>();
  for (const C of [Map, Set, WeakMap, WeakSet]) made.set(C, withIterables);
  for (const C of [Float64Array, Float32Array, Int32Array, Uint32Array, Int16Array, Uint16Array, Int8Array, Uint8Array, Uint8ClampedArray]) made.set(C, withLists); // prettier-ignore
  for (const C of [Array, Error, TypeError, RangeError]) made.set(C, withObjects);
  return made;
}

/**
 * The companions of a native, which count on the tape only calls that have an effect, so that a function which made others can still
 * begin anew.
 */
export function countingEffects<C extends CompanionFunctions>(f: unknown, companions: C): C {
  return counting((conditions ??= makeConditions()).get(f), companions);
}

/** The same for `new`. */
export function countingEffectsOfNew<C extends CompanionFunctions>(f: unknown, companions: C): C {
  return counting((constructors ??= makeConstructors()).get(f), companions);
}

function counting<C extends CompanionFunctions>(hasEffect: Condition | undefined, companions: C): C {
  if (hasEffect === undefined) return companions;
  if (hasEffect === never) return { ...companions, restartable: true };
  const { forward, tangent } = companions;
  return {
    ...companions,
    restartable: true,
    forward(t: Tape, self: unknown, self$: unknown, ...pairs: unknown[]) {
      if (hasEffect(self, pairs)) t.hadEffect();
      return forward(t, self, self$, ...pairs);
    },
    tangent(t: Tape, self: unknown, self_: unknown, ...pairs: unknown[]) {
      if (hasEffect(self, pairs)) t.hadEffect();
      return tangent(t, self, self_, ...pairs);
    },
  };
}

function some(pairs: readonly unknown[], test: (x: unknown) => boolean): boolean {
  for (let i = 0; i < pairs.length; i += 2) if (test(pairs[i])) return true;
  return false;
}

function isObject(x: unknown): boolean {
  return (typeof x === 'object' && x !== null) || typeof x === 'function';
}
