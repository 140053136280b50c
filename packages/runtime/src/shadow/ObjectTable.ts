import type { Lookup } from './ShadowTable.js';

/** An object with its shadow, as the nodes of plans have them. */
interface TableEntry<K, V> {
  readonly x: K;
  readonly shadow: V;
}

/** Up to so many keys are found by going through them. */
const MOST_WITHOUT_MAP = 8;

/**
 * A Map from objects, for tables that mostly have a few entries and are emptied after each sweep: going through eight keys takes less
 * time than a look-up by hash, and emptying one allocates nothing.
 */
export class ObjectTable<K extends object, V> implements Lookup<K, V> {
  /** Number of entries, those included that `setLater` was given. */
  size = 0;
  private readonly keys: (K | undefined)[] = [];
  private readonly contents: (V | undefined)[] = [];
  /** Holds everything once there is too much. */
  private map: Map<K, V> | undefined;
  /** Is asked for what is not in the table. */
  others: ((key: K) => V | undefined) | undefined;
  /** A list of which the entries in a range are not entered yet. */
  private awaited: readonly TableEntry<K, V>[] | undefined;
  private awaitedStart = 0;
  private awaitedEnd = 0;

  get(key: K): V | undefined {
    if (this.awaited !== undefined) this.enterAwaited(this.awaited);
    if (this.map !== undefined) return this.map.get(key) ?? this.others?.(key);
    const { keys, size } = this;
    for (let i = 0; i < size; i++) if (keys[i] === key) return this.contents[i];
    return this.others?.(key);
  }

  has(key: K): boolean {
    if (this.awaited !== undefined) this.enterAwaited(this.awaited);
    if (this.map?.has(key) === true) return true;
    const { keys, size } = this;
    if (this.map === undefined) for (let i = 0; i < size; i++) if (keys[i] === key) return true;
    return this.others?.(key) !== undefined;
  }

  /** Takes an entry out; what is not in the table is not asked for elsewhere. */
  delete(key: K): void {
    if (this.awaited !== undefined) this.enterAwaited(this.awaited);
    if (this.map !== undefined) {
      this.map.delete(key);
      this.size = this.map.size;
      return;
    }
    const at = this.keys.indexOf(key);
    if (at < 0) return;
    const last = --this.size;
    this.keys[at] = this.keys[last];
    this.contents[at] = this.contents[last];
    this.keys[last] = this.contents[last] = undefined;
  }

  set(key: K, value: V): void {
    if (this.awaited !== undefined) this.enterAwaited(this.awaited);
    if (this.map !== undefined) {
      this.size = this.map.set(key, value).size;
      return;
    }
    const { keys, contents, size } = this;
    let at = 0;
    while (at < size && keys[at] !== key) at++;
    if (at < MOST_WITHOUT_MAP) {
      keys[at] = key;
      contents[at] = value;
      if (at === size) this.size++;
      return;
    }
    const map = new Map<K, V>();
    for (let i = 0; i < size; i++) map.set(keys[i] as K, contents[i] as V);
    this.forgetFew();
    this.size = map.set(key, value).size;
    this.map = map;
  }

  /**
   * Enters the objects from `start` on, none of which is known yet, as soon as somebody looks for any. Most sweeps over arguments of many
   * objects never do.
   */
  setLater(entries: readonly TableEntry<K, V>[], start: number): void {
    if (this.awaited !== undefined && (entries !== this.awaited || start !== this.awaitedEnd))
      this.enterAwaited(this.awaited);
    if (this.awaited === undefined) this.awaitedStart = start;
    this.awaited = entries;
    this.awaitedEnd = entries.length;
    this.size += entries.length - start;
  }

  values(): V[] {
    if (this.awaited !== undefined) this.enterAwaited(this.awaited);
    if (this.map !== undefined) return [...this.map.values()];
    return this.contents.slice(0, this.size) as V[];
  }

  clear(): void {
    if (this.awaited !== undefined) this.size -= this.awaitedEnd - this.awaitedStart;
    if (this.map === undefined) this.forgetFew();
    this.awaited = undefined;
    this.map = undefined;
    this.others = undefined;
    this.size = 0;
  }

  private enterAwaited(entries: readonly TableEntry<K, V>[]): void {
    this.awaited = undefined;
    this.size -= this.awaitedEnd - this.awaitedStart;
    for (let i = this.awaitedStart; i < this.awaitedEnd; i++) this.set(entries[i].x, entries[i].shadow);
  }

  private forgetFew(): void {
    for (let i = 0; i < this.size; i++) this.keys[i] = this.contents[i] = undefined;
    this.size = 0;
  }
}
