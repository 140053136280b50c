import type { AnyFunction, PendingCompanions } from './Companions.js';

/** A constructor that returns what it is given, so that a subclass adds its private field to that. */
class Given {
  constructor(o: object) {
    return o;
  }
}

/**
 * What functions carry their companions in: a private field. Reflection does not show it, no copy, subclass or proxy has it, a frozen
 * function can have it, and it costs a twentieth of a defined property.
 */
class Carrier extends Given {
  #pending: PendingCompanions;

  constructor(f: object, pending: PendingCompanions) {
    super(f);
    this.#pending = pending;
  }

  static get(f: AnyFunction): PendingCompanions | undefined {
    return #pending in f ? (f as unknown as Carrier).#pending : undefined;
  }

  static set(f: AnyFunction, pending: PendingCompanions): void {
    if (#pending in f) (f as unknown as Carrier).#pending = pending;
    else new Carrier(f, pending);
  }
}

/** All copies of the runtime on a page share the class, so that each finds what the others attached. */
const SHARED = Symbol.for('diffjs.carrier');
type Shared = Pick<typeof Carrier, 'get' | 'set'>;

function sharedCarrier(): Shared {
  const scope = globalThis as { [SHARED]?: Shared };
  if (scope[SHARED] === undefined && Object.isExtensible(globalThis))
    Object.defineProperty(globalThis, SHARED, { value: Carrier, writable: true, configurable: true });
  return scope[SHARED] ?? Carrier;
}

export const carrier: Shared = /* @__PURE__ */ sharedCarrier();
