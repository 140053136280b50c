import { DiffError } from '../errors/DiffError.js';
import { argumentsOf, callNative } from '../natives/native.js';
import { registers } from '../trace/registers.js';
import type { AnyFunction, CompanionFunctions } from './Companions.js';
import { holdsActive } from './holdsActive.js';

/** The companions of a function that is marked as carrying no derivative: it is called as it is, and nothing is recorded. */
export function withoutDerivative(f: AnyFunction): CompanionFunctions {
  const run = (
    self: unknown,
    pairs: readonly unknown[],
    shadows: Pick<ReadonlyMap<object, unknown>, 'has' | 'size'>,
  ): unknown => {
    const { trace } = registers;
    registers.trace = null;
    let value: unknown;
    try {
      value = callNative(f, self, argumentsOf(pairs));
    } finally {
      registers.trace = trace;
    }
    if (typeof value !== 'object' || value === null || shadows.size === 0) return value;
    if (holdsActive(value, { hasShadow: (o) => shadows.has(o), isCompiled: () => false }))
      refuseToHandBack(f.name);
    return value;
  };
  return {
    arity: 0,
    inactive: true,
    forward(t, self, _self$, ...pairs) {
      const value = run(self, pairs, t.map);
      t.ret = undefined;
      return value;
    },
    reverse: () => 0,
    tangent(t, self, _self_, ...pairs) {
      const value = run(self, pairs, t.mirrors);
      t.ret_ = undefined;
      return value;
    },
  };
}

/** The derivative of an object is known by the object itself, which stays the same. */
export function refuseToHandBack(name = ''): never {
  throw new DiffError(
    'DIFF3105',
    `${name === '' ? 'a function' : `\`${name}\``} is marked @nondifferentiable and gives back something that is differentiated, or holds such a thing. ` +
      'Give numbers, or constant(x), which is a copy.',
  );
}
