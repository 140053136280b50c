import { isForeignArray, toArray } from '../../ndarray/asarray.js';
import { NDArray } from '../../ndarray/NDArray.js';
import { knownShadow } from '../../shadow/knownShadow.js';
import { SINK } from '../../shadow/sink.js';
import type { ShadowTable } from '../../shadow/ShadowTable.js';
import type { Tape } from '../../tape/Tape.js';
import { dataSlots } from './dataSlots.js';
import { ResultShadow } from './ResultShadow.js';

/** Stands for the shadow of a number, whose cotangent is returned. */
export const NUMBER = 'number';

/** The shadow of an argument, `NUMBER` for a number; undefined if it is not differentiated. */
export function shadowOf(t: Tape, x: unknown, x$: unknown): unknown {
  // null says that it is a constant.
  if (x$ === null) return undefined;
  if (typeof x === 'number') return NUMBER;
  if (typeof x !== 'object' || x === null) return undefined;
  return slotsOf(x, t.late$(x, x$), t.shadows);
}

/** The shadows of the members of a list; undefined if none is differentiated. */
export function shadowsOf(t: Tape, x: unknown, x$: unknown): unknown {
  if (x$ === null || !Array.isArray(x)) return undefined;
  const own = membersOf(t.late$(x, x$));
  const shadows = x.map((member, i) =>
    typeof member === 'number' ? undefined : shadowOf(t, member, own?.[i] ?? undefined),
  );
  return shadows.some((shadow) => shadow !== undefined) ? shadows : undefined;
}

/** The tangents of the members of a list; null if none has one. */
export function tangentsOf(t: Tape, x: unknown, x_: unknown): readonly (NDArray | number | null)[] | null {
  if (!Array.isArray(x)) return null;
  const own = membersOf(t.late_(x, x_));
  const tangents = x.map((member, i) => tangentOf(t, member, own?.[i] ?? undefined));
  return tangents.some((tangent) => tangent !== null) ? tangents : null;
}

function membersOf(slots: unknown): readonly unknown[] | undefined {
  return slots === undefined || slots === SINK ? undefined : (slots as readonly unknown[]);
}

/** The tangent of an argument, as an array of its shape; null if it has none. */
export function tangentOf(t: Tape, x: unknown, x_: unknown): NDArray | number | null {
  if (typeof x === 'number') return typeof x_ === 'number' && x_ !== 0 ? x_ : null;
  if (typeof x !== 'object' || x === null) return null;
  const slots = slotsOf(x, t.late_(x, x_), t.mirrorShadows);
  return slots === undefined ? null : arrayOfSlots(x, withNumbers(slots));
}

/** A typed array in place of the mirror of plain numbers, which has slots for these alone. */
function withNumbers(slots: unknown): unknown {
  const { data } = slots as { readonly data?: unknown };
  return Array.isArray(data) ? { data: Float64Array.from(data as number[], (d) => d || 0) } : slots;
}

/**
 * The shadow or mirror of an object.
 * @param known  what is known of it: parts may have got theirs later, or have been put together by code that was not compiled
 */
function slotsOf(x: object, known: unknown, table: ShadowTable): unknown {
  if (Array.isArray(x)) return slotsOfList(x, known, table);
  if (!(x instanceof NDArray || isForeignArray(x))) return known === SINK ? undefined : known;
  const slots = dataSlots(x, known, table);
  if (slots === undefined) return undefined;
  return (known as { readonly data?: unknown } | undefined)?.data === slots ? known : { data: slots };
}

function slotsOfList(list: readonly unknown[], known: unknown, table: ShadowTable): unknown {
  if (typeof list[0] !== 'object' || list[0] === null) return known === SINK ? undefined : known;
  const { objects } = table;
  if (known === undefined && objects.size === 0) return undefined;
  const own = known as readonly unknown[] | undefined;
  let isActive = false;
  const slots = list.map((x, i) => {
    const x$ = isReference(x)
      ? slotsOf(x, (own?.[i] || undefined) ?? knownShadow(x, table), table)
      : own?.[i];
    if (x$ !== undefined) isActive = true;
    return x$;
  });
  return isActive ? slots : undefined;
}

function isReference(x: unknown): x is object {
  return typeof x === 'object' && x !== null;
}

/** The shadow or mirror of an argument as an array of its shape; for nested arrays a copy. */
export function arrayOfSlots(x: object, slots: unknown): NDArray {
  if (x instanceof NDArray) {
    const array = ResultShadow.arrayOf(slots as object);
    if (
      array !== undefined &&
      array.shape === x.shape &&
      array.stride === x.stride &&
      array.offset === x.offset
    )
      return array;
    const { data } = slots as { readonly data: Float64Array };
    return new NDArray(data, x, undefined, undefined, slotDtype(x));
  }
  if (isForeignArray(x)) {
    const { data } = slots as { readonly data: Float64Array };
    return new NDArray(data, x.shape, x.stride, x.offset, slotDtype(x as { readonly dtype?: unknown }));
  }
  if (slots instanceof Float64Array) return new NDArray(slots, [slots.length], ONE, 0, 'float64');
  return toArray(withoutGaps(x, slots), 'a derivative');
}

/** Zeros where a shadow of nested arrays has nothing. */
function withoutGaps(x: unknown, slots: unknown): unknown {
  if (x instanceof NDArray || isForeignArray(x))
    return slots === undefined || slots === null
      ? new NDArray(new Float64Array(toArray(x, '').size), x.shape)
      : arrayOfSlots(x, slots);
  if (Array.isArray(x))
    return x.map((part, i) => withoutGaps(part, (slots as ArrayLike<unknown> | undefined)?.[i]));
  if (ArrayBuffer.isView(x)) return slots ?? new Float64Array((x as Float64Array).length);
  return typeof slots === 'number' ? slots : 0;
}

export function slotDtype(x: { readonly dtype?: unknown }): 'float64' | 'complex128' {
  return x.dtype === 'complex128' || x.dtype === 'complex64' ? 'complex128' : 'float64';
}

const ONE = [1];
