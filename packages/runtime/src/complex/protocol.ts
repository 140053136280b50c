import { isBehindProxy } from '../records/knownProxies.js';

/*
 * What the rest of the runtime knows of classes of numbers such as `Complex`: two methods under symbols, so that it need not import them. They
 * are methods, and no data, so that an object has them without carrying them as something that a derivative could belong to.
 */

/** `x[MIRROR]()` tells how a gradient with respect to `x` is held. */
export const MIRROR: unique symbol = Symbol.for('diffjs.mirror') as typeof MIRROR;

/** How gradients with respect to instances of a class look. */
export interface Mirroring {
  /** Names of the own properties that carry a derivative. */
  readonly keys: readonly string[];
  /** A new instance of the class, with zeros or anything else under these names. */
  make(): object;
  /** For an array that is a view of numbers in its property `data`, which is the only one of `keys`. */
  readonly view?: ViewMirroring;
}

/** How gradients of views look: they are compact. */
export interface ViewMirroring {
  /** Whether the view is of all of its data, in the order of the indices. */
  readonly isWhole: boolean;
  /** What is in the property `data`, if that need not be looked at. */
  readonly data?: object;
  readonly shape: readonly number[];
  /** Where the numbers stand in the data, in the order of the indices. */
  positions(): ArrayLike<number>;
  /** A new compact array of the same shape. */
  wrap(data: Float64Array | Float32Array): object;
}

/** Tells of objects of classes that cannot tell themselves. */
type Recogniser = (x: object) => Mirroring | null | undefined;

let recognise: Recogniser | undefined;

/** Sets what tells of arrays of other makers. */
export function recogniseViews(recogniser: Recogniser): void {
  recognise = recogniser;
}

/** How gradients of an object are held, if its class says so; null if there are none. */
export function mirroringOf(x: object): Mirroring | null | undefined {
  try {
    const tell = (x as { readonly [MIRROR]?: unknown })[MIRROR];
    return typeof tell === 'function' ? (Reflect.apply(tell, x, []) as Mirroring | null) : recognise?.(x);
  } catch {
    // A proxy that nobody may look at.
    return undefined;
  }
}

/** `x[OPERATORS](name)` gives the function that stands for an operator with `x` as an operand. */
export const OPERATORS: unique symbol = Symbol.for('diffjs.operators') as typeof OPERATORS;

/** The operators that a class can define; `neg` is the unary minus. */
export type OperatorName = 'add' | 'sub' | 'mul' | 'div' | 'pow' | 'eq' | 'neg';

/** An object with operators. */
export interface WithOperators {
  [OPERATORS](name: OperatorName): (...operands: unknown[]) => unknown;
}

/** Has a value operators of its own? */
export function hasOperators(x: unknown): x is WithOperators {
  return (
    typeof x === 'object' && x !== null && typeof (x as Partial<WithOperators>)[OPERATORS] === 'function'
  );
}

/** Is a value a complex number, of the class itself and not of one derived from it? */
export function isComplex(x: unknown): x is { readonly re: number; readonly im: number } {
  if (!hasOperators(x) || isBehindProxy(x)) return false;
  const { re, im } = x as { readonly re?: unknown; readonly im?: unknown };
  return (
    typeof re === 'number' &&
    typeof im === 'number' &&
    Object.hasOwn(Object.getPrototypeOf(x) as object, OPERATORS)
  );
}
