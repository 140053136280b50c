import type { AnyFunction } from '../records/Companions.js';

/**
 * How a function that is traced code itself takes the lanes of its arguments: on entry, or, for a generator, when it is first
 * resumed, since its body does not run before (if its parameters run code, on entry as well). 0 for any other function.
 */
export type Stamp = 0 | typeof ON_ENTRY | typeof ON_RESUME;
export const ON_ENTRY = 1;
export const ON_RESUME = 2;

/** A constructor that returns what it is given, so that a subclass adds its private field to that. */
class Given {
  constructor(o: object) {
    return o;
  }
}

/**
 * A mark on functions that nothing but this module sees: a private field. It is a twentieth of the cost of a WeakSet or of a
 * defined property, is not copied, inherited or intercepted, and leaves reflection as it was.
 */
class Stamped extends Given {
  #stamp: Stamp;
  #captures: boolean;

  constructor(f: object, stamp: Stamp, captures: boolean) {
    super(f);
    this.#stamp = stamp;
    this.#captures = captures;
  }

  static of(f: AnyFunction): Stamp {
    return #stamp in f ? (f as unknown as Stamped).#stamp : 0;
  }

  static captures(f: AnyFunction): boolean {
    return #captures in f && (f as unknown as Stamped).#captures;
  }
}

/**
 * Marks a function as traced code.
 * @param captures  whether it uses variables of a function around it
 */
export function stamp<F extends AnyFunction>(f: F, kind: Stamp, captures = false): F {
  if (Stamped.of(f) === 0) new Stamped(f, kind, captures);
  return f;
}

/** Whether a function was made by traced code and uses variables of that. */
export function capturesTraced(f: unknown): boolean {
  return typeof f === 'function' && Stamped.captures(f as AnyFunction);
}

export function stampOf(f: AnyFunction): Stamp {
  return Stamped.of(f);
}
