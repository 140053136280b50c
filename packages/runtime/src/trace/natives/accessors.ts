import { asItIs, type NativeEntry } from './TracedNative.js';

/**
 * The accessors of the language's own prototypes (`size` of Maps, `length` and `buffer` of typed arrays, `flags`, `__proto__`), for code that
 * calls them: through `super`, or by their property descriptor. What they give is a constant, or an object that is found by itself.
 */
export function accessorNatives(): NativeEntry[] {
  const owners: object[] = [
    Object.prototype,
    Map,
    Map.prototype,
    Set,
    Set.prototype,
    Array,
    ArrayBuffer,
    ArrayBuffer.prototype,
    DataView.prototype,
    Object.getPrototypeOf(Float64Array) as object,
    Object.getPrototypeOf(Float64Array.prototype) as object,
    RegExp,
    RegExp.prototype,
    Symbol.prototype,
    Promise,
    ...(typeof SharedArrayBuffer === 'function' ? [SharedArrayBuffer, SharedArrayBuffer.prototype] : []),
  ];
  return owners.flatMap((owner) =>
    Reflect.ownKeys(owner).flatMap((key) => {
      const property = Object.getOwnPropertyDescriptor(owner, key);
      return [property?.get, property?.set].filter((fn) => fn !== undefined).map(asItIs);
    }),
  );
}
