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
  readonly make: () => object;
}

/** How gradients of an object are held, if its class says so. */
export function mirroringOf(x: object): Mirroring | undefined {
  try {
    const tell = (x as { readonly [MIRROR]?: unknown })[MIRROR];
    return typeof tell === 'function' ? (Reflect.apply(tell, x, []) as Mirroring) : undefined;
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
