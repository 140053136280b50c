/** Calls a function marked `@nondifferentiable`: it runs as it is, and no derivative flows through it. */
export function inactiveCall<A extends readonly unknown[], R>(fn: (...args: A) => R, ...args: A): R {
  return fn(...args);
}
