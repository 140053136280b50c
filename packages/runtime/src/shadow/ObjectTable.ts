import type { Lookup } from './ShadowTable.js';

/** Up to so many keys are found by going through them. */
const MOST_WITHOUT_MAP = 8;

/**
 * A Map from objects, for tables that mostly have a few entries and are emptied after each sweep: going through eight keys takes less
 * time than a look-up by hash, and emptying one allocates nothing.
 */
export class ObjectTable<K extends object, V> implements Lookup<K, V> {
  private readonly keys: (K | undefined)[] = [];
  private readonly contents: (V | undefined)[] = [];
  private count = 0;
  /** Holds everything once there is too much. */
  private map: Map<K, V> | undefined;

  get size(): number {
    return this.map === undefined ? this.count : this.map.size;
  }

  get(key: K): V | undefined {
    if (this.map !== undefined) return this.map.get(key);
    const { keys, count } = this;
    for (let i = 0; i < count; i++) if (keys[i] === key) return this.contents[i];
    return undefined;
  }

  has(key: K): boolean {
    if (this.map !== undefined) return this.map.has(key);
    const { keys, count } = this;
    for (let i = 0; i < count; i++) if (keys[i] === key) return true;
    return false;
  }

  set(key: K, value: V): void {
    if (this.map !== undefined) {
      this.map.set(key, value);
      return;
    }
    const { keys, contents, count } = this;
    let at = 0;
    while (at < count && keys[at] !== key) at++;
    if (at < MOST_WITHOUT_MAP) {
      keys[at] = key;
      contents[at] = value;
      if (at === count) this.count++;
      return;
    }
    const map = new Map<K, V>();
    for (let i = 0; i < count; i++) map.set(keys[i] as K, contents[i] as V);
    map.set(key, value);
    this.map = map;
    this.forgetFew();
  }

  values(): V[] {
    if (this.map !== undefined) return [...this.map.values()];
    return this.contents.slice(0, this.count) as V[];
  }

  clear(): void {
    this.map = undefined;
    if (this.count > 0) this.forgetFew();
  }

  private forgetFew(): void {
    for (let i = 0; i < this.count; i++) this.keys[i] = this.contents[i] = undefined;
    this.count = 0;
  }
}
