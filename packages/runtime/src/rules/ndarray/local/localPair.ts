import type { NDArray } from '../../../ndarray/NDArray.js';
import type { LocalCompanions } from '../../../records/Companions.js';
import type { Tape } from '../../../tape/Tape.js';
import {
  isKept,
  isRows,
  isSpare,
  LocalCall,
  type RowPair,
  slotsOf,
  takeCall,
  takeOver,
} from './LocalCall.js';

/** What an operation does to the elements of two operands, row by row. */
export interface PairLoops {
  /** Sets the result. */
  readonly value: (rows: RowPair, out: Float64Array) => void;
  /** Adds to the cotangent of an operand, which lies as the operand does, what the cotangent of the result gives. A zero gives nothing. */
  readonly left: (rows: RowPair, d: Float64Array, x$: Float64Array, out: Float64Array) => void;
  readonly right: (rows: RowPair, d: Float64Array, y$: Float64Array, out: Float64Array) => void;
  /** Are the elements of the operands read for that? */
  readonly readsOperands: boolean;
  /** Is the result? */
  readonly readsOut?: true;
  /** Which operands the result may be written over: those whose cotangent is that of the result. */
  readonly over: readonly (0 | 1)[];
}

/** The companions of calls of an elementwise function of two arrays whose results stay with functions of arrays. */
export function localPair(general: LocalCompanions, loops: PairLoops): LocalCompanions {
  const { value, left, right, readsOperands, over } = loops;
  const readsOut = loops.readsOut === true;
  return {
    forward(t, spare, self$, x, x$, y, y$): unknown {
      const call =
        isOperand(x, x$) &&
        isOperand(y, y$) &&
        (!readsOperands || (isUnchanging(t, x, x$) && isUnchanging(t, y, y$)))
          ? callOf(t, spare, over, x, x$, y, y$)
          : undefined;
      if (call === undefined) return general.forward(t, undefined, self$, x, x$, y, y$);
      const { out } = call;
      call.keepsOut = readsOut;
      value(call.rows, out.data as Float64Array);
      t.o[t.m++] = call;
      t.ret = call;
      return out;
    },
    reverse(t, dy): number {
      const call = t.o[t.m - 1];
      if (!(call instanceof LocalCall)) return general.reverse(t, dy);
      t.m--;
      const { data, x$, y$, rows } = call;
      const out = call.out.data as Float64Array;
      if (x$ !== undefined) left(rows, data, x$, out);
      if (y$ !== undefined) right(rows, data, y$, out);
      if (!call.isOver) call.clear();
      return 0;
    },
  };
}

/** An array, or a number that no derivative is asked for. */
function isOperand(x: unknown, x$: unknown): x is NDArray | number {
  return typeof x === 'number' ? x$ === null : isRows(x);
}

function isUnchanging(t: Tape, x: NDArray | number, x$: unknown): boolean {
  return typeof x === 'number' || isKept(t, x$);
}

/** A place for the call; undefined if the operands do not go together so simply, or none is differentiated. */
function callOf(
  t: Tape,
  spare: unknown,
  over: readonly (0 | 1)[],
  x: NDArray | number,
  x$: unknown,
  y: NDArray | number,
  y$: unknown,
): LocalCall | undefined {
  const left = typeof x === 'number' ? undefined : slotsOf(t, x, x$);
  const right = typeof y === 'number' ? undefined : slotsOf(t, y, y$);
  if (left === undefined && right === undefined) return undefined;
  const whole = wholeOf(x, y);
  if (whole === undefined) return undefined;
  const { size } = whole;
  const isOverLeft = whole === x && over.includes(0) && isSpare(spare, 0, x$);
  const isOverRight = !isOverLeft && whole === y && over.includes(1) && isSpare(spare, 1, y$);
  const call = isOverLeft
    ? takeOver(t, x$ as LocalCall)
    : isOverRight
      ? takeOver(t, y$ as LocalCall)
      : takeCall(t, whole.shape, size);
  const { rows } = call;
  const nx = typeof x === 'number' ? 1 : x.size;
  const ny = typeof y === 'number' ? 1 : y.size;
  const shorter = nx < ny ? nx : ny;
  const n = (rows.n = shorter === 1 ? size : shorter);
  rows.count = size / n;
  rows.xStep = nx === 1 ? 0 : 1;
  rows.xRow = nx === size ? n : 0;
  rows.yStep = ny === 1 ? 0 : 1;
  rows.yRow = ny === size ? n : 0;
  if (typeof x === 'number') rows.setLeft(x);
  else {
    rows.x = x.data as Float64Array;
    rows.xOffset = x.offset;
  }
  if (typeof y === 'number') rows.setRight(y);
  else {
    rows.y = y.data as Float64Array;
    rows.yOffset = y.offset;
  }
  // The cotangent of what was written over is that of the result already.
  call.x$ = isOverLeft ? undefined : left;
  call.y$ = isOverRight ? undefined : right;
  return call;
}

/** The operand that has the shape of the result, where the other one is like it, the same for all of its rows, or a number. */
function wholeOf(x: NDArray | number, y: NDArray | number): NDArray | undefined {
  const whole =
    typeof x === 'number' ? y : typeof y === 'number' || isRepeated(y, x) ? x : isRepeated(x, y) ? y : 0;
  return typeof whole === 'number' || whole.size === 0 ? undefined : whole;
}

/** Is a shape that of the last axes of another one, or of one element? */
function isRepeated({ shape, size, dimension }: NDArray, over: NDArray): boolean {
  const more = over.dimension - dimension;
  if (more < 0) return false;
  if (size === 1) return true;
  for (let i = 0; i < dimension; i++) if (shape[i] !== over.shape[more + i]) return false;
  return true;
}
