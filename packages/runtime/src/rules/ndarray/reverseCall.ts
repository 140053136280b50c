import { beginSweep, endSweep } from '../../ndarray/allocate.js';
import { isForeignArray, toArray } from '../../ndarray/asarray.js';
import { sumTo } from '../../ndarray/broadcast.js';
import { NDArray } from '../../ndarray/NDArray.js';
import { sameShape } from '../../ndarray/shape.js';
import type { Tape } from '../../tape/Tape.js';
import { registers } from '../../trace/registers.js';
import { accumulate } from './accumulate.js';
import { arrayOfSlots, NUMBER } from './argumentSlots.js';
import type { ArrayCotangent, ArrayValue, PartAt } from './arrayRule.js';
import { shapeOf } from './broadcast.js';
import { ResultShadow } from './ResultShadow.js';

/** What the forward sweep keeps of one call. */
export interface ArrayCall {
  readonly args: readonly unknown[];
  /** The arguments themselves, if those are copies. */
  readonly given?: readonly unknown[];
  /** The shadow of each argument; `NUMBER` for a number, undefined for what is not differentiated. */
  readonly shadows: readonly unknown[];
  readonly out: ArrayValue;
  /** The shadow of `out`, if that is an array. */
  readonly out$: ResultShadow | undefined;
}

/** Adds the cotangents of the arguments of a call into their shadows; that of the first is returned, those of other numbers are left in registers. */
export function reverseCall(
  t: Tape,
  { args, given = args, shadows, out, out$ }: ArrayCall,
  partAt: PartAt,
  list: number | undefined,
  dy: number,
): number {
  const { length } = args;
  t.clearRegisters(length);
  let d: ArrayValue = dy;
  const slots = out$?.data;
  if (slots === undefined) {
    if (dy === 0 || typeof out !== 'number') return 0;
  } else {
    if (isZero(slots)) return 0;
    d = ResultShadow.arrayOf(out$!) ?? arrayOfSlots(out as NDArray, out$);
  }
  let first = 0;
  const { trace } = registers;
  registers.trace = null;
  const outer = beginSweep();
  try {
    for (let i = 0; i < length; i++) {
      const x$ = shadows[i];
      const part = partAt(i);
      if (x$ === undefined || part === null || part === undefined) continue;
      const x = given[i] as object;
      if (x$ === NUMBER) {
        const own = numberOf(part(d, out, args, undefined, i) as ArrayCotangent);
        if (i === 0) first = own;
        else t.r[i] = own;
      } else if (i === list) {
        const parts = part(d, out, args, undefined, i) as readonly ArrayCotangent[];
        parts.forEach((own, k) => {
          const member$ = (x$ as readonly unknown[])[k];
          if (member$ !== undefined) addPart((x as readonly object[])[k]!, member$, own);
        });
      } else if (hasSlots(x, x$)) {
        const into = arrayOfSlots(x, x$);
        const own = part(d, out, args, into, i) as ArrayCotangent;
        if (own !== null && own !== undefined) accumulate(into, own);
      } else addPart(x, x$, part(d, out, args, undefined, i) as ArrayCotangent);
    }
  } finally {
    endSweep(outer);
    registers.trace = trace;
  }
  slots?.fill(0);
  return first;
}

function isZero(slots: Float64Array): boolean {
  for (let i = 0; i < slots.length; i++) if (slots[i] !== 0) return false;
  return true;
}

function numberOf(d: ArrayCotangent): number {
  if (d === null || d === undefined) return 0;
  if (typeof d === 'number') return d;
  // Summed over what the number was repeated to.
  return d.size === 1 ? d.data[d.offset]! : sumTo(d, []).data[0]!;
}

/** Is the shadow of an argument one list of numbers? */
function hasSlots(x: object, x$: unknown): boolean {
  return x instanceof NDArray || x$ instanceof Float64Array || isForeignArray(x);
}

/** Adds a cotangent into the shadow of an array; sums over what was repeated to broadcast it. */
function addPart(x: object, x$: unknown, own: ArrayCotangent): void {
  if (own === null || own === undefined) return;
  if (hasSlots(x, x$)) {
    accumulate(arrayOfSlots(x, x$), own);
    return;
  }
  const d = toArray(own, 'a cotangent');
  const shape = shapeOf(x);
  addToNested(x as readonly unknown[], x$, sameShape(d.shape, shape) ? d : sumTo(d, shape));
}

function addToNested(x: ArrayLike<unknown>, x$: unknown, d: NDArray): void {
  if (x$ === undefined || x$ === null) return;
  const slots = x$ as unknown[];
  for (let i = 0; i < x.length; i++) {
    const part = x[i];
    if (typeof part === 'number') (slots as number[])[i]! += d.get(i);
    else if (part instanceof NDArray || isForeignArray(part)) {
      if (slots[i] !== undefined) accumulate(arrayOfSlots(part, slots[i]), d.pick(i));
    } else if (typeof part === 'object' && part !== null)
      addToNested(part as ArrayLike<unknown>, slots[i], d.pick(i));
  }
}
