import { attach } from '@diffjs/runtime/compiled';

/**
 * Marks a function that makes settings (a method, a controller, a sensitivity method): differentiated code may call it, and what it
 * returns is constant, whatever it is given.
 */
export function constantCall<A extends unknown[], R>(make: (...args: A) => R): void {
  const call = (pairs: readonly unknown[]): R => make(...(pairs.filter((_, i) => i % 2 === 0) as A));
  attach(make, make.name, 1, () => ({
    arity: 0,
    forward(t, _self, _shadow, ...pairs) {
      const settings = call(pairs);
      t.ret = undefined;
      return settings;
    },
    reverse: () => 0,
    tangent(t, _self, _mirror, ...pairs) {
      const settings = call(pairs);
      t.ret_ = undefined;
      return settings;
    },
  }));
}
