import type { OpRows } from '../../../ndarray/ops/opRows.js';
import { apply, type Elementwise, type Parts, type Placed, startOf } from './elementwise.js';
import type { ElementPartial, Operation, PartialFunction } from './scalars.js';

/*
 * The loops of the sweeps over an operation that writes into an array. Elements are visited in the order of the operation itself, in reverse by the
 * reverse sweep, so that arrays may overlap in any way: what was read of an element belongs to what it held then.
 */

/** Numbers of a shadow or mirror. */
export type Slots = Float64Array | number[];

/** An operand through which derivative flows. */
export interface ActiveOperand {
  readonly place: Placed;
  /** The shadow of its data; of a number, a place for its cotangent. */
  readonly slots: Slots;
  /** Which argument it is. */
  readonly argument: number;
  /** Which operand. */
  readonly position: number;
  /** The partial derivative at each element, in the order of the visits; a number if it is constant. */
  readonly values: Float64Array | number;
}

/** What the forward sweep keeps of one call. */
export interface ElementwiseCall {
  readonly rows: OpRows;
  readonly z: Placed;
  readonly zSlots: Slots;
  readonly operands: readonly ActiveOperand[];
  readonly count: number;
}

/** The partial derivative by an operand if it is one number for all elements. */
export function constantPartial(partial: ElementPartial, [, x, y]: Parts): number | undefined {
  if (typeof partial === 'number') return partial;
  const operand = partial === 'x' ? x : partial === 'y' ? y : undefined;
  if (operand === undefined || operand.view >= 0) return undefined;
  const value = operand.data[0];
  return typeof value === 'number' ? value : undefined;
}

/** Does the operation and notes its partial derivatives. */
export function record(
  operation: Operation,
  parts: Parts,
  rows: OpRows,
  operands: readonly ActiveOperand[],
): void {
  const varying = operands.filter(({ values }) => typeof values === 'object');
  if (varying.length === 0) {
    apply(operation, parts, rows);
    return;
  }
  const { partials } = operation;
  const copies = varying.every(({ position }) => typeof partials[position] === 'string');
  if (copies && areApart(parts, rows)) {
    copyPartials(varying, partials, parts, rows, false);
    apply(operation, parts, rows);
    copyPartials(varying, partials, parts, rows, true);
  } else recordEach(operation, parts, rows, varying);
}

/** Can no element be read behind its being written, but by its own visit, and is what is written kept as it is? */
function areApart([z, x, y]: Parts, { count, starts, steps }: OpRows): boolean {
  if (!(z.data instanceof Float64Array)) return false;
  if (z.step === 0) return false;
  const { buffer, byteOffset } = z.data;
  return [x, y].every((operand) => {
    if (operand.view < 0) return true;
    if (!(operand.data instanceof Float64Array)) return false;
    if (operand.data.buffer !== buffer) return true;
    if (operand.data.byteOffset !== byteOffset || operand.step !== z.step) return false;
    for (let row = 0; row < count; row++)
      if (starts[row * steps.length + z.view] !== starts[row * steps.length + operand.view]) return false;
    return count === 1;
  });
}

function copyPartials(
  varying: readonly ActiveOperand[],
  partials: readonly ElementPartial[],
  [z, x, y]: Parts,
  rows: OpRows,
  isBehind: boolean,
): void {
  for (const { position, values } of varying) {
    const partial = partials[position];
    if ((partial === 'out') !== isBehind) continue;
    const from = partial === 'out' ? z : partial === 'x' ? x : y;
    let k = 0;
    for (let row = 0; row < rows.count; row++) {
      const n = rows.lengths[row]!;
      copyRow(n, values as Float64Array, k, from.data as Float64Array, startOf(from, row, rows), from.step);
      k += n;
    }
  }
}

function copyRow(n: number, to: Float64Array, k: number, from: Float64Array, p: number, ps: number): void {
  for (let i = 0; i < n; i++, p += ps) to[k + i] = from[p]!;
}

function recordEach(
  { f, partials }: Operation,
  [z, x, y]: Parts,
  rows: OpRows,
  varying: readonly ActiveOperand[],
): void {
  const [first, second] = varying;
  const p1 = functionOf(partials[first!.position]!);
  const v1 = first!.values as Float64Array;
  const p2 = second && functionOf(partials[second.position]!);
  const v2 = second?.values as Float64Array | undefined;
  let k = 0;
  for (let row = 0; row < rows.count; row++) {
    let r = startOf(z, row, rows);
    let p = startOf(x, row, rows);
    let q = startOf(y, row, rows);
    const n = rows.lengths[row]!;
    for (let i = 0; i < n; i++, k++) {
      const a = x.data[p] as number;
      const b = y.data[q] as number;
      const out = f(a as never, b as never) as number;
      z.data[r] = out;
      v1[k] = p1(a, b, out);
      if (p2 !== undefined) v2![k] = p2(a, b, out);
      r += z.step;
      p += x.step;
      q += y.step;
    }
  }
}

function functionOf(partial: ElementPartial): PartialFunction {
  if (typeof partial === 'function') return partial;
  if (partial === 'x') return (x) => x;
  if (partial === 'y') return (_x, y) => y;
  return partial === 'out' ? (_x, _y, out) => out : () => partial ?? 0;
}

/** Hands the cotangents of what was written on to the operands. */
export function reverseElements({ rows, z, zSlots, operands }: ElementwiseCall): void {
  const [first, second] = operands;
  let k = rows.size;
  for (let row = rows.count - 1; row >= 0; row--) {
    const n = rows.lengths[row]!;
    k -= n;
    const r = startOf(z, row, rows);
    if (first === undefined) clearRow(n, zSlots, r, z.step);
    else if (second === undefined)
      reverseRow1(
        n,
        k,
        zSlots,
        r,
        z.step,
        first.slots,
        startOf(first.place, row, rows),
        first.place.step,
        first.values,
      );
    else
      reverseRow2(
        n,
        k,
        zSlots,
        r,
        z.step,
        first.slots,
        startOf(first.place, row, rows),
        first.place.step,
        first.values,
        second.slots,
        startOf(second.place, row, rows),
        second.place.step,
        second.values,
      );
  }
}

function clearRow(n: number, zs: Slots, r: number, rs: number): void {
  for (let i = 0; i < n; i++, r += rs) zs[r] = 0;
}

function reverseRow1(
  n: number,
  k: number,
  zs: Slots,
  r: number,
  rs: number,
  xs: Slots,
  p: number,
  ps: number,
  values: Float64Array | number,
): void {
  const c = typeof values === 'number' ? values : 0;
  const v = typeof values === 'number' ? undefined : values;
  for (let i = n - 1; i >= 0; i--) {
    const d = zs[r + i * rs]!;
    zs[r + i * rs] = 0;
    // Past the end of a typed array there is nothing.
    if (d === 0 || d === undefined) continue;
    xs[p + i * ps]! += d * (v === undefined ? c : v[k + i]!);
  }
}

function reverseRow2(
  n: number,
  k: number,
  zs: Slots,
  r: number,
  rs: number,
  xs: Slots,
  p: number,
  ps: number,
  xValues: Float64Array | number,
  ys: Slots,
  q: number,
  qs: number,
  yValues: Float64Array | number,
): void {
  const c = typeof xValues === 'number' ? xValues : 0;
  const v = typeof xValues === 'number' ? undefined : xValues;
  const e = typeof yValues === 'number' ? yValues : 0;
  const w = typeof yValues === 'number' ? undefined : yValues;
  for (let i = n - 1; i >= 0; i--) {
    const d = zs[r + i * rs]!;
    zs[r + i * rs] = 0;
    if (d === 0 || d === undefined) continue;
    xs[p + i * ps]! += d * (v === undefined ? c : v[k + i]!);
    ys[q + i * qs]! += d * (w === undefined ? e : w[k + i]!);
  }
}

/**
 * Does the operation and carries the tangents along.
 * @param zm  the mirror of what is written into
 * @param xm  those of the operands; undefined for zero
 */
export function carryElements(
  { f, partials }: Elementwise,
  [z, x, y]: Parts,
  rows: OpRows,
  zm: Slots,
  xm: Slots | undefined,
  ym: Slots | undefined,
): void {
  const byX = xm && functionOf(partials[0] ?? null);
  const byY = ym && functionOf(partials[1] ?? null);
  for (let row = 0; row < rows.count; row++) {
    let r = startOf(z, row, rows);
    let p = startOf(x, row, rows);
    let q = startOf(y, row, rows);
    const n = rows.lengths[row]!;
    for (let i = 0; i < n; i++) {
      const a = x.data[p] as number;
      const b = y.data[q] as number;
      const a_ = xm === undefined ? 0 : xm[p];
      const b_ = ym === undefined ? 0 : ym[q];
      const out = f(a as never, b as never) as number;
      z.data[r] = out;
      // Zero is zero, whatever the partial derivative is.
      let tangent = 0;
      if (a_ !== 0 && a_ !== undefined) tangent += a_ * byX!(a, b, out);
      if (b_ !== 0 && b_ !== undefined) tangent += b_ * byY!(a, b, out);
      zm[r] = tangent;
      r += z.step;
      p += x.step;
      q += y.step;
    }
  }
}
