import { SlotPlaces } from '../shadow/SlotPlaces.js';

/**
 * What slots of shadows hold in the course of a trace. Slots are known by their place in memory, since views overlap; those of the argument
 * begin with what `ofInput` gives.
 */
export class SlotMemory<T> {
  private readonly stored = new SlotPlaces<T>();
  private readonly columns = new SlotPlaces<number>();

  /**
   * @param slots  the shadow of the argument
   * @param ofInput  what its number of an index stands for
   */
  constructor(
    slots: object,
    private readonly ofInput: (column: number) => T,
  ) {
    const { length } = slots as ArrayLike<unknown>;
    for (let column = 0; column < length; column++) this.columns.set(slots, column, column);
  }

  /** What a slot holds; undefined for a constant. */
  read(slots: unknown, key: PropertyKey): T | undefined {
    if (typeof slots !== 'object' || slots === null) return undefined;
    const stored = this.stored.get(slots, key);
    if (stored !== undefined) return stored;
    const column = this.columns.get(slots, key);
    return column === undefined ? undefined : this.ofInput(column);
  }

  write(slots: object, key: PropertyKey, value: T): void {
    this.stored.set(slots, key, value);
  }
}
