import { DiffError } from '../errors/DiffError.js';
import type { Layout } from './layouts.js';
import type { Strided } from './places.js';
import { shapeText } from './shape.js';
import { withoutLanes } from './withoutLanes.js';

/**
 * What is taken of an axis: null all of it, an integer one element (the axis goes), `[start, stop, step]` a range, of which each part may be
 * null or left out. `'...'` stands for the axes that are not named, `'newaxis'` for a new one of length 1.
 */
export type SliceSpec =
  number | null | undefined | '...' | 'newaxis' | readonly (number | null | undefined)[];

/** The layout of the part of an array that is described axis by axis, by NumPy's rules. */
export const sliced = /* @__PURE__ */ withoutLanes(function sliced(
  a: Strided,
  specs: readonly SliceSpec[],
): Layout {
  const rank = a.shape.length;
  const named = specs.filter((spec) => spec !== '...' && spec !== 'newaxis').length;
  const ellipses = specs.filter((spec) => spec === '...').length;
  if (named > rank || ellipses > 1)
    throw new DiffError(
      'DIFF3202',
      `slice was given ${named} ranges${ellipses > 1 ? ` and ${ellipses} times '...'` : ''} for an array of shape ${shapeText(a.shape)}. ` +
        "Give one for each axis at most, and '...' once.",
    );
  const shape: number[] = [];
  const stride: number[] = [];
  let { offset } = a;
  let isEmpty = false;
  let axis = 0;
  const keep = (count: number): void => {
    for (; count > 0; count--, axis++) {
      shape.push(a.shape[axis]!);
      stride.push(a.stride[axis]!);
    }
  };
  for (const spec of specs) {
    if (spec === 'newaxis') {
      shape.push(1);
      stride.push(0);
    } else if (spec === '...') keep(rank - named);
    else if (spec === null || spec === undefined) keep(1);
    else if (typeof spec === 'number') offset += indexAt(spec, axis, a.shape) * a.stride[axis++]!;
    else {
      const { start, count, step } = rangeOf(spec, axis, a.shape);
      if (count === 0) isEmpty = true;
      else offset += start * a.stride[axis]!;
      shape.push(count);
      stride.push(step * a.stride[axis++]!);
    }
  }
  keep(rank - axis);
  return { shape, stride, offset: isEmpty ? a.offset : offset };
});

function indexAt(i: number, axis: number, shape: readonly number[]): number {
  const n = shape[axis]!;
  const k = i < 0 ? i + n : i;
  if (Number.isInteger(k) && k >= 0 && k < n) return k;
  throw new DiffError(
    'DIFF3202',
    `slice was given the index ${i} for axis ${axis} of an array of shape ${shapeText(shape)}. Give an integer from ${-n} to ${n - 1}, ` +
      'a range [start, stop, step], or null for the whole axis.',
  );
}

/** Python's rules for ranges: what lies outside is cut off. */
function rangeOf(
  spec: unknown,
  axis: number,
  shape: readonly number[],
): { readonly start: number; readonly count: number; readonly step: number } {
  const parts: readonly unknown[] = Array.isArray(spec) ? spec : [NaN];
  const isPart = (x: unknown): boolean => x === null || x === undefined || Number.isInteger(x);
  if (parts.length > 3 || !parts.every(isPart) || parts[2] === 0)
    throw new DiffError(
      'DIFF3202',
      `slice was given ${Array.isArray(spec) ? `[${parts.map(String).join(', ')}]` : String(spec)} for axis ${axis} of an array of shape ${shapeText(shape)}. ` +
        'Give an integer, a range [start, stop, step] of integers or null with a step other than 0, or null for the whole axis.',
    );
  const [from, to, by] = parts as readonly (number | null | undefined)[];
  const n = shape[axis]!;
  const step = by ?? 1;
  const low = step < 0 ? -1 : 0;
  const high = step < 0 ? n - 1 : n;
  const within = (x: number): number => Math.min(high, Math.max(low, x < 0 ? x + n : x));
  const start = from === null || from === undefined ? (step < 0 ? high : low) : within(from);
  const stop = to === null || to === undefined ? (step < 0 ? low : high) : within(to);
  return { start, count: Math.max(0, Math.ceil((stop - start) / step)), step };
}
