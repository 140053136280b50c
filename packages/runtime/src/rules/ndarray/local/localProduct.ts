import { gemm } from '../../../kernels/dispatch.js';
import { NDArray } from '../../../ndarray/NDArray.js';
import { isInjective } from '../../../ndarray/places.js';
import type { LocalCompanions } from '../../../records/Companions.js';
import type { Tape } from '../../../tape/Tape.js';
import { isKept, isRows, LocalCall, slotsOf, takeCall } from './LocalCall.js';

/** The companions of calls of `matmul` whose results stay with functions of arrays: products of a matrix or vector each. */
export function localProduct(general: LocalCompanions): LocalCompanions {
  return {
    forward(t, self, self$, x, x$, y, y$): unknown {
      const call =
        isFactor(x) && isFactor(y) && isKept(t, x$) && isKept(t, y$) ? callOf(t, x, x$, y, y$) : undefined;
      if (call === undefined) return general.forward(t, self, self$, x, x$, y, y$);
      multiply(call);
      t.o[t.m++] = call;
      t.ret = call;
      return call.out;
    },
    reverse(t, dy): number {
      const call = t.o[t.m - 1];
      if (!(call instanceof LocalCall)) return general.reverse(t, dy);
      t.m--;
      if (!call.isZero()) {
        if (call.x$ !== undefined) addLeft(call, call.x$);
        if (call.y$ !== undefined) addRight(call, call.y$);
      }
      call.clear();
      return 0;
    },
  };
}

/** A matrix or vector of doubles whose elements all lie at places of their own. */
function isFactor(x: unknown): x is NDArray {
  return (
    x instanceof NDArray &&
    x.dtype === 'float64' &&
    (x.dimension === 1 || x.dimension === 2) &&
    (isRows(x) || isInjective(x))
  );
}

/** A place for the call; undefined if the factors do not go together, or the result has no axis, or none is differentiated. */
function callOf(t: Tape, x: NDArray, x$: unknown, y: NDArray, y$: unknown): LocalCall | undefined {
  const { dimension } = x;
  if (x.shape[dimension - 1] !== y.shape[0]) return undefined;
  const left = slotsOf(t, x, x$);
  const right = slotsOf(t, y, y$);
  if (left === undefined && right === undefined) return undefined;
  const isRow = dimension === 1;
  const isColumn = y.dimension === 1;
  const m = isRow ? 1 : x.shape[0]!;
  const n = isColumn ? 1 : y.shape[1]!;
  const call = takeCall(t, isRow ? (isColumn ? NO_AXES : [n]) : isColumn ? [m] : [m, n], m * n);
  call.x = x;
  call.y = y;
  call.x$ = left;
  call.y$ = right;
  return call;
}

const NO_AXES: readonly number[] = [];

// A vector is a matrix one of whose strides does not matter.

/** C = A·B */
function multiply({ x, y, out }: LocalCall): void {
  const isRow = x.dimension === 1;
  const isColumn = y.dimension === 1;
  const m = isRow ? 1 : x.shape[0]!;
  const n = isColumn ? 1 : y.shape[1]!;
  const xRow = isRow ? 0 : x.stride[0]!;
  const xCol = x.stride[x.dimension - 1]!;
  const yRow = y.stride[0]!;
  const yCol = isColumn ? 0 : y.stride[1]!;
  gemm(
    m,
    n,
    y.shape[0]!,
    1,
    x.data,
    x.offset,
    xRow,
    xCol,
    y.data,
    y.offset,
    yRow,
    yCol,
    0,
    out.data,
    0,
    n,
    1,
  );
}

/** Ā += C̄·Bᵀ */
function addLeft({ x, y, data }: LocalCall, slots: Float64Array): void {
  const isRow = x.dimension === 1;
  const isColumn = y.dimension === 1;
  const m = isRow ? 1 : x.shape[0]!;
  const n = isColumn ? 1 : y.shape[1]!;
  const xRow = isRow ? 0 : x.stride[0]!;
  const xCol = x.stride[x.dimension - 1]!;
  const yRow = y.stride[0]!;
  const yCol = isColumn ? 0 : y.stride[1]!;
  gemm(m, y.shape[0]!, n, 1, data, 0, n, 1, y.data, y.offset, yCol, yRow, 1, slots, x.offset, xRow, xCol);
}

/** B̄ += Aᵀ·C̄ */
function addRight({ x, y, data }: LocalCall, slots: Float64Array): void {
  const isRow = x.dimension === 1;
  const isColumn = y.dimension === 1;
  const m = isRow ? 1 : x.shape[0]!;
  const n = isColumn ? 1 : y.shape[1]!;
  const xRow = isRow ? 0 : x.stride[0]!;
  const xCol = x.stride[x.dimension - 1]!;
  const yRow = y.stride[0]!;
  const yCol = isColumn ? 0 : y.stride[1]!;
  gemm(y.shape[0]!, n, m, 1, x.data, x.offset, xCol, xRow, data, 0, n, 1, 1, slots, y.offset, yRow, yCol);
}
