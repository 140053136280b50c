import { MIRROR } from '../complex/protocol.js';
import { isNative } from '../records/isNative.js';
import { hasProxies, proxyOf } from '../records/knownProxies.js';

/** Accessor properties that reading or writing a property of an instance may meet, by key. */
export type Accessors = ReadonlyMap<PropertyKey, PropertyDescriptor>;

/** The accessors that instances inherit, looked up once per prototype; what is native cannot see derivatives and does not count. */
export class AccessorTable {
  private readonly known = new Map<object, Accessors | null>();
  private readonly holding = new Map<object, boolean>();

  /** The accessors of a prototype and of those above it; null if there are none. */
  of(prototype: object | null): Accessors | null {
    // A proxy is not looked into: what is behind it is asked of it.
    if (prototype === null || (hasProxies() && proxyOf(prototype) !== undefined)) return null;
    let accessors = this.known.get(prototype);
    if (accessors === undefined) {
      accessors = collect(prototype, this.of(Object.getPrototypeOf(prototype) as object | null));
      this.known.set(prototype, accessors);
    }
    return accessors;
  }

  /**
   * Whether reading or writing a property of the value may run a getter or setter that it inherits from user code, or find a number or
   * an object that it inherits.
   */
  on(x: unknown): boolean {
    if (typeof x !== 'object' || x === null || Array.isArray(x) || ArrayBuffer.isView(x)) return false;
    if (hasProxies() && proxyOf(x) !== undefined) return true;
    try {
      const prototype = Object.getPrototypeOf(x) as object | null;
      if (prototype === null || prototype === Object.prototype) return false;
      // A class of numbers of the runtime has methods alone.
      if (Object.hasOwn(prototype, MIRROR)) return false;
      return this.of(prototype) !== null || this.holdsData(prototype);
    } catch {
      // A proxy that nobody may look at runs code at whatever is done with it.
      return true;
    }
  }

  /** Whether a property is one that the object inherits, and is an accessor of user code, a number or an object. */
  inherits(x: object, key: string): boolean {
    if (Object.hasOwn(x, key)) return false;
    if (this.of(Object.getPrototypeOf(x) as object | null)?.has(key) === true) return true;
    for (
      let p = Object.getPrototypeOf(x) as object | null;
      p !== null;
      p = Object.getPrototypeOf(p) as object | null
    ) {
      const property = Object.getOwnPropertyDescriptor(p, key);
      if (property !== undefined) return carries(property.value);
    }
    return false;
  }

  /** Whether a prototype, or one above it, holds anything that a derivative could belong to. */
  private holdsData(prototype: object | null): boolean {
    if (prototype === null || prototype === Object.prototype) return false;
    if (hasProxies() && proxyOf(prototype) !== undefined) return true;
    let holds = this.holding.get(prototype);
    if (holds === undefined) {
      holds = ownData(prototype) || this.holdsData(Object.getPrototypeOf(prototype) as object | null);
      this.holding.set(prototype, holds);
    }
    return holds;
  }

  /** Has it been looked into? */
  knows(prototype: object): boolean {
    return this.known.size > 0 && this.known.has(prototype);
  }

  clear(): void {
    if (this.known.size > 0) this.known.clear();
    if (this.holding.size > 0) this.holding.clear();
  }
}

function ownData(prototype: object): boolean {
  if (Array.isArray(prototype)) return true;
  const keys = Reflect.ownKeys(prototype);
  for (let i = 0; i < keys.length; i++) {
    const value: unknown = Object.getOwnPropertyDescriptor(prototype, keys[i])?.value;
    if (carries(value)) return true;
  }
  return false;
}

function carries(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'object' && value !== null);
}

function collect(prototype: object, inherited: Accessors | null): Accessors | null {
  let own: Map<PropertyKey, PropertyDescriptor> | undefined;
  // No iteration: programs may have changed how arrays are iterated.
  const keys = Reflect.ownKeys(prototype);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    const property = Object.getOwnPropertyDescriptor(prototype, key);
    const accessor = property?.get ?? property?.set;
    if (property !== undefined && accessor !== undefined && !isNative(accessor))
      (own ??= new Map(inherited)).set(key, property);
    else if (inherited?.has(key) === true) (own ??= new Map(inherited)).delete(key);
  }
  if (own === undefined) return inherited;
  return own.size > 0 ? own : null;
}
