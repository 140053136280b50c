import type { Value } from '../../hir/model.js';

/** Tangents that have been read from mirrors in the present block, while nothing has been stored since. */
export class SlotsAtHand {
  private readonly slots = new Map<Value, Map<Value | string, Value>>();

  find(mirror: Value, key: Value | string): Value | null {
    return this.slots.get(mirror)?.get(key) ?? null;
  }

  enter(mirror: Value, key: Value | string, tangent: Value): void {
    let ofMirror = this.slots.get(mirror);
    if (!ofMirror) this.slots.set(mirror, (ofMirror = new Map()));
    ofMirror.set(key, tangent);
  }

  forget(): void {
    this.slots.clear();
  }
}
