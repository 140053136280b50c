/** Something for each slot of shadows. Slots are known by their place in memory, since views overlap; keys of arrays come as numbers and as text. */
export class SlotPlaces<T> {
  private readonly owners = new Map<object, Map<PropertyKey, T>>();
  /** Where views begin in their buffers: asking each time is a call into V8. */
  private readonly views = new Map<object, View>();

  get(slots: object, k: PropertyKey): T | undefined {
    if (!(slots instanceof Float64Array)) return this.owners.get(slots)?.get(textOf(k));
    const { buffer, start } = this.viewOf(slots);
    return this.owners.get(buffer)?.get(start + Number(k));
  }

  set(slots: object, k: PropertyKey, value: T): void {
    if (slots instanceof Float64Array) {
      const { buffer, start } = this.viewOf(slots);
      this.setIn(buffer, start + Number(k), value);
    } else this.setIn(slots, textOf(k), value);
  }

  delete(slots: object, k: PropertyKey): void {
    if (slots instanceof Float64Array) {
      const { buffer, start } = this.viewOf(slots);
      this.owners.get(buffer)?.delete(start + Number(k));
    } else this.owners.get(slots)?.delete(textOf(k));
  }

  clear(): void {
    this.owners.clear();
  }

  private setIn(owner: object, place: PropertyKey, value: T): void {
    const places = this.owners.get(owner);
    if (places !== undefined) places.set(place, value);
    else this.owners.set(owner, new Map([[place, value]]));
  }

  private viewOf(slots: Float64Array): View {
    let view = this.views.get(slots);
    if (view === undefined) {
      const { buffer, byteOffset } = slots;
      this.views.set(slots, (view = { buffer, start: byteOffset / 8 }));
    }
    return view;
  }
}

/** Where a view lies. */
interface View {
  readonly buffer: object;
  readonly start: number;
}

function textOf(k: PropertyKey): PropertyKey {
  return typeof k === 'number' ? String(k) : k;
}
