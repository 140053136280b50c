import { DiffError } from '../errors/DiffError.js';
import { type ArrayInput, toArray } from './asarray.js';
import type { Places } from './indices.js';
import { expectList } from './joined.js';
import { NDArray } from './NDArray.js';
import { modulo } from './padding.js';
import { rows2 } from './rows.js';
import {
  axisOf,
  broadcastShapes,
  compactStrides,
  sameShape,
  type Shape,
  shapeText,
  sizeOf,
} from './shape.js';
import type { SliceSpec } from './sliceLayout.js';
import { withoutLanes } from './withoutLanes.js';

/*
 * Shapes and places of what is joined, repeated and moved: whole numbers, which carry no derivative.
 */

/** Which part of a joined array each of the arrays is. */
export const rangesOf = /* @__PURE__ */ withoutLanes(function rangesOf(
  shapes: readonly Shape[],
  axis: number,
): SliceSpec[][] {
  const k = axisOf('concat', axis, shapes[0]!.length);
  let start = 0;
  return shapes.map((shape) => {
    const specs = new Array<SliceSpec>(k).fill(null);
    specs.push([start, (start += shape[k]!)]);
    return specs;
  });
});

/** An array of zeros. */
export const zerosOf = /* @__PURE__ */ withoutLanes(function zerosOf(shape: Shape): NDArray {
  return new NDArray(new Float64Array(sizeOf(shape)), shape.slice());
});

/** The arrays have one shape. */
export const expectStackable = /* @__PURE__ */ withoutLanes(function expectStackable(
  arrays: readonly ArrayInput[],
): void {
  expectList('stack', arrays);
  const shapes = arrays.map((x) => toArray(x, 'stack').shape);
  const other = shapes.find((shape) => !sameShape(shape, shapes[0]!));
  if (other !== undefined)
    throw new DiffError(
      'DIFF3201',
      `stack was given arrays of the shapes ${shapeText(shapes[0]!)} and ${shapeText(other)}. All must be equal; concat() joins arrays along an axis they have.`,
    );
});

/** The shape to which all are broadcast. */
export const commonShape = /* @__PURE__ */ withoutLanes(function commonShape(
  shapes: readonly Shape[],
): Shape {
  return shapes.reduce((common, shape) => broadcastShapes('broadcastArrays', common, shape), []);
});

/** The shapes through which an array comes to be repeated as a whole: with an axis in front of each one, this one repeated, and joined. */
export const tiled = /* @__PURE__ */ withoutLanes(function tiled(
  shape: Shape,
  reps: number | readonly number[],
): { readonly apart: number[]; readonly repeated: number[]; readonly shape: number[] } {
  const times = typeof reps === 'number' ? [reps] : reps;
  if (!times.every((n) => Number.isInteger(n) && n >= 0))
    throw new DiffError(
      'DIFF3202',
      `tile was given ${JSON.stringify(reps)} for how many times. Give integers from 0 on, one for each axis.`,
    );
  const rank = Math.max(shape.length, times.length);
  const lengths = [...new Array<number>(rank - shape.length).fill(1), ...shape];
  const counts = [...new Array<number>(rank - times.length).fill(1), ...times];
  return {
    apart: lengths.flatMap((n) => [1, n]),
    repeated: lengths.flatMap((n, i) => [counts[i]!, n]),
    shape: lengths.map((n, i) => n * counts[i]!),
  };
});

/** Each index of an axis as often as asked for. */
export const repeatedIndices = /* @__PURE__ */ withoutLanes(function repeatedIndices(
  shape: Shape,
  repeats: ArrayInput,
  axis: number | null | undefined,
): Int32Array {
  const n =
    axis === null || axis === undefined ? sizeOf(shape) : shape[axisOf('repeat', axis, shape.length)]!;
  const given = toArray(repeats, 'repeat');
  const counts: number[] = [];
  rows2(given.shape, given, given, (length, p, ps) => {
    for (let i = 0; i < length; i++, p += ps) counts.push(given.data[p]!);
  });
  if ((counts.length !== 1 && counts.length !== n) || !counts.every((m) => Number.isInteger(m) && m >= 0))
    throw new DiffError(
      'DIFF3202',
      `repeat was given ${counts.length} numbers of times for ${n} elements. Give one integer from 0 on, or one for each.`,
    );
  const indices: number[] = [];
  for (let i = 0; i < n; i++)
    for (let m = counts.length === 1 ? counts[0]! : counts[i]!; m > 0; m--) indices.push(i);
  return Int32Array.from(indices);
});

/** Where the elements come from that are moved on along axes. */
export const rolledAt = /* @__PURE__ */ withoutLanes(function rolledAt(
  shape: Shape,
  shift: number | readonly number[],
  axis: number | readonly number[] | null | undefined,
): Places {
  const whole = axis === null || axis === undefined;
  const own = whole ? [sizeOf(shape)] : shape;
  const given = whole ? [0] : typeof axis === 'number' ? [axis] : axis;
  const shifts = typeof shift === 'number' ? given.map(() => shift) : shift;
  const wrong = shifts.length !== given.length || !shifts.every((s) => Number.isInteger(s));
  if (wrong)
    throw new DiffError(
      'DIFF3202',
      `roll was given ${JSON.stringify(shift)} for ${whole ? 'all elements' : `the axes ${shapeText(given)}`}. Give one whole number, or one for each axis.`,
    );
  const total = own.map(() => 0);
  given.forEach((a, i) => (total[axisOf('roll', a, own.length)]! += shifts[i]!));
  let last = own.length - 1;
  while (last >= 0 && total[last] === 0) last--;
  const block = sizeOf(own.slice(last + 1));
  const positions = new Int32Array(sizeOf(own.slice(0, last + 1)));
  const stride = compactStrides(own.slice(0, last + 1));
  let filled = 0;
  const walk = (k: number, at: number): void => {
    if (k > last) positions[filled++] = at;
    else for (let i = 0; i < own[k]!; i++) walk(k + 1, at + modulo(i - total[k]!, own[k]!) * stride[k]!);
  };
  if (sizeOf(own) > 0) walk(0, 0);
  return { positions, shape: shape.slice(), block };
});

export const startsOf = /* @__PURE__ */ withoutLanes(function startsOf(
  margins: readonly (readonly [number, number])[],
): number[] {
  return margins.map(([before]) => before);
});

/** The part of an array that begins at an index for each axis and has a shape. */
export const windowOf = /* @__PURE__ */ withoutLanes(function windowOf(
  starts: readonly number[],
  shape: Shape,
): SliceSpec[] {
  return shape.map((n, i) => [starts[i]!, starts[i]! + n]);
});
