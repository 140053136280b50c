/**
 * What slots of shadows hold in the course of a trace. Slots are known by their place in memory, since views overlap; those of the argument
 * begin with what `ofInput` gives.
 */
export class SlotMemory<T> {
  private readonly stored = new Map<object, Map<PropertyKey, T>>();

  /**
   * @param slots  the shadow of the argument
   * @param ofInput  what its number of an index stands for
   */
  constructor(
    private readonly slots: object,
    private readonly ofInput: (column: number) => T,
  ) {}

  /** What a slot holds; undefined for a constant. */
  read(slots: unknown, key: PropertyKey): T | undefined {
    if (typeof slots !== 'object' || slots === null) return undefined;
    const stored = this.stored.get(ownerOf(slots))?.get(placeOf(slots, key));
    if (stored !== undefined) return stored;
    if (ownerOf(slots) !== ownerOf(this.slots)) return undefined;
    const column = Number(placeOf(slots, key)) - Number(placeOf(this.slots, 0));
    return column >= 0 && column < (this.slots as ArrayLike<unknown>).length
      ? this.ofInput(column)
      : undefined;
  }

  write(slots: object, key: PropertyKey, value: T): void {
    const owner = ownerOf(slots);
    let places = this.stored.get(owner);
    if (places === undefined) this.stored.set(owner, (places = new Map()));
    places.set(placeOf(slots, key), value);
  }
}

function ownerOf(slots: object): object {
  return slots instanceof Float64Array ? slots.buffer : slots;
}

/** A slot's place in its owner. Keys of plain arrays come as numbers and as text. */
function placeOf(slots: object, key: PropertyKey): PropertyKey {
  return slots instanceof Float64Array ? slots.byteOffset / 8 + Number(key) : String(key);
}
