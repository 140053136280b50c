import type { AnyFunction } from './Companions.js';

/** The kinds of typed arrays that companions can be compiled for, by the name that emitted code gives. */
const kinds = {
  Float64Array,
  Float32Array,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
};

/** An argument by its position, and the kind of typed array that it has to be. */
export type ArrayPosition = readonly [position: number, kind: keyof typeof kinds];

/** What is asked of an argument. */
export interface ArrayCheck {
  readonly position: number;
  readonly constructor: AnyFunction;
  readonly prototype: object;
}

const slice: unknown = Float64Array.prototype.slice;

/** The checks that a record asks for. */
export function arrayChecks(positions: readonly ArrayPosition[]): ArrayCheck[] {
  return positions.map(([position, kind]) => {
    const constructor = kinds[kind];
    return { position, constructor, prototype: constructor.prototype as object };
  });
}

/**
 * Is it such an array of the language, and are its copies the language's too? Subclasses, arrays of other realms and arrays with methods
 * of their own are not.
 */
export function isPlainTyped(x: unknown, { constructor, prototype }: ArrayCheck): boolean {
  return (
    ArrayBuffer.isView(x) &&
    Object.getPrototypeOf(x) === prototype &&
    (x as Float64Array).constructor === constructor &&
    (x as unknown as { slice: unknown }).slice === slice
  );
}
