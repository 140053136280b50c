import { DiffError } from '../errors/DiffError.js';
import { toArray } from './asarray.js';
import { isComplexDtype } from './dtype.js';
import { NDArray } from './NDArray.js';
import { rows2 } from './rows.js';
import { axisOf, broadcastShapes, compactStrides, type Shape, shapeText, sizeOf } from './shape.js';
import { withoutLanes } from './withoutLanes.js';

/*
 * Places of elements, in the order of the indices, from indices that a caller gives: whole numbers, which carry no derivative.
 */

/** Which elements are taken: blocks of neighbours, and the shape that they form. */
export interface Places {
  /** Where each block begins, counted in blocks; −1 for one that is not there. */
  readonly positions: Int32Array;
  readonly shape: number[];
  /** How many elements a block has. */
  readonly block: number;
}

/**
 * Whole numbers from whatever stands for an array of them, negative ones counted from the end.
 * @throws DIFF3202 for what is no index from −n to n − 1
 */
export function indicesOf(
  name: string,
  x: unknown,
  n: number,
): { readonly list: Int32Array; readonly shape: number[] } {
  const a = toArray(x, name);
  if (isComplexDtype(a.dtype) || a.dtype === 'bool')
    throw new DiffError(
      'DIFF3203',
      `${name} was given an array of type ${a.dtype} for indices. Give integers${a.dtype === 'bool' ? ', or use booleanMask' : ''}.`,
    );
  const list = new Int32Array(a.size);
  let filled = 0;
  rows2(a.shape, a, a, (count, p, ps) => {
    for (let i = 0; i < count; i++, p += ps) list[filled++] = index(name, a.data[p]!, n);
  });
  return { list, shape: a.shape };
}

function index(name: string, i: number, n: number): number {
  const k = i < 0 ? i + n : i;
  if (Number.isInteger(k) && k >= 0 && k < n) return k;
  throw new DiffError(
    'DIFF3202',
    `${name} was given the index ${i} for an axis of length ${n}. ` +
      (n === 0 ? 'It has no elements.' : `Give integers from ${-n} to ${n - 1}.`),
  );
}

/** What `take` takes: along an axis whole slices, else elements in their order. */
export const takenAt = /* @__PURE__ */ withoutLanes(function takenAt(
  name: string,
  shape: Shape,
  indices: unknown,
  axis: number | null | undefined,
): Places {
  if (axis === null || axis === undefined) {
    const { list, shape: taken } = indicesOf(name, indices, sizeOf(shape));
    return { positions: list, shape: taken.slice(), block: 1 };
  }
  const k = axisOf(name, axis, shape.length);
  const n = shape[k]!;
  const { list, shape: taken } = indicesOf(name, indices, n);
  const outer = sizeOf(shape.slice(0, k));
  const positions = new Int32Array(outer * list.length);
  for (let i = 0, filled = 0; i < outer; i++)
    for (let j = 0; j < list.length; j++) positions[filled++] = i * n + list[j]!;
  return {
    positions,
    shape: [...shape.slice(0, k), ...taken, ...shape.slice(k + 1)],
    block: sizeOf(shape.slice(k + 1)),
  };
});

/**
 * Where elements stand of which one index is given by an array, and the others are those of the place in that array.
 * @param broadcasts  whether the other axes are broadcast (NumPy), or may be shorter in the array of indices (PyTorch)
 */
export const alongAxis = /* @__PURE__ */ withoutLanes(function alongAxis(
  name: string,
  shape: Shape,
  indices: unknown,
  axis: number,
  broadcasts: boolean,
): Places {
  const k = axisOf(name, axis, shape.length);
  const { list, shape: given } = indicesOf(name, indices, shape[k]!);
  if (given.length !== shape.length || (!broadcasts && given.some((n, i) => i !== k && n > shape[i]!)))
    throw new DiffError(
      'DIFF3201',
      `${name} was given indices of shape ${shapeText(given)} for an array of shape ${shapeText(shape)} along axis ${k}. They need as many axes` +
        (broadcasts ? ', whose lengths are broadcast.' : ', of which no other one is longer.'),
    );
  const at = (own: Shape, n: number): number[] => own.map((m, i) => (i === k ? n : m));
  const out = broadcasts ? at(broadcastShapes(name, at(given, 1), at(shape, 1)), given[k]!) : given.slice();
  const steps = compactStrides(shape);
  const along = steps[k]!;
  const base = steps.map((step, i) => (i === k || (shape[i] === 1 && out[i] !== 1) ? 0 : step));
  const from = new NDArray(list, given);
  const positions = new Int32Array(sizeOf(out));
  let filled = 0;
  rows2(out, from, { shape: out, stride: base, offset: 0 }, (count, p, ps, q, qs) => {
    for (let i = 0; i < count; i++, p += ps, q += qs) positions[filled++] = q + list[p]! * along;
  });
  return { positions, shape: out, block: 1 };
});

/** Where a mask of the first axes is true. */
export const maskedAt = /* @__PURE__ */ withoutLanes(function maskedAt(
  name: string,
  shape: Shape,
  mask: unknown,
): Places {
  const m = toArray(mask, name);
  const lead = shape.slice(0, m.dimension);
  if (m.dimension > shape.length || m.shape.some((n, i) => n !== lead[i]))
    throw new DiffError(
      'DIFF3201',
      `${name} was given a mask of shape ${shapeText(m.shape)} for an array of shape ${shapeText(shape)}. Give one of its shape, or of that of its first axes.`,
    );
  const positions = trueAt(m);
  const rest = shape.slice(m.dimension);
  return { positions, shape: [positions.length, ...rest], block: sizeOf(rest) };
});

/** Where the elements stand, in their order, that are not 0. */
export function trueAt(m: NDArray): Int32Array {
  const found: number[] = [];
  let at = 0;
  const unit = isComplexDtype(m.dtype) ? 2 : 1;
  rows2(m.shape, m, m, (count, p, ps) => {
    for (let i = 0; i < count; i++, p += ps, at++)
      if (m.data[p] !== 0 || (unit === 2 && m.data[p + 1] !== 0)) found.push(at);
  });
  return Int32Array.from(found);
}
