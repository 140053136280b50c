type Slots = unknown[] | Float64Array;

/** `rest` of `[a, b, ...rest] = array`: a plain array of the elements from `from` on. */
export function restOf(array: ArrayLike<unknown>, from: number): unknown[] {
  return Array.prototype.slice.call(array, from) as unknown[];
}

/** Its shadow in the forward sweep: zero for numbers, for objects the shadow that the array holds; undefined if that is inactive. */
export function restOfShadow(rest: readonly unknown[], shadow: Slots | undefined, from: number): unknown[] {
  return rest.map((value, i) => (typeof value === 'number' ? 0 : shadow?.[from + i]));
}

/** The reverse: the cotangents of the numbers go back to the array, if it is active. */
export function addRest(rest: unknown[], shadow: Slots | undefined, from: number): void {
  for (let i = 0; i < rest.length; i++) {
    const d = rest[i];
    if (typeof d !== 'number') continue;
    rest[i] = 0;
    const before = shadow?.[from + i];
    if (typeof before === 'number') shadow![from + i] = before + d;
  }
}
