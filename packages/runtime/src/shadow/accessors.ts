import { isNative } from '../records/isNative.js';

/** Accessor properties that reading or writing a property of an instance may meet, by key. */
export type Accessors = ReadonlyMap<PropertyKey, PropertyDescriptor>;

/** The accessors that instances inherit, looked up once per prototype; what is native cannot see derivatives and does not count. */
export class AccessorTable {
  private readonly known = new Map<object, Accessors | null>();

  /** The accessors of a prototype and of those above it; null if there are none. */
  of(prototype: object | null): Accessors | null {
    if (prototype === null) return null;
    let accessors = this.known.get(prototype);
    if (accessors === undefined) {
      accessors = collect(prototype, this.of(Object.getPrototypeOf(prototype) as object | null));
      this.known.set(prototype, accessors);
    }
    return accessors;
  }

  /** Whether reading or writing a property of the value may run a getter or setter that it inherits from user code. */
  on(x: unknown): boolean {
    if (typeof x !== 'object' || x === null || Array.isArray(x) || ArrayBuffer.isView(x)) return false;
    const prototype = Object.getPrototypeOf(x) as object | null;
    return prototype !== null && prototype !== Object.prototype && this.of(prototype) !== null;
  }

  clear(): void {
    if (this.known.size > 0) this.known.clear();
  }
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
