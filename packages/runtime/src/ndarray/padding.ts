import { DiffError } from '../errors/DiffError.js';
import { type Shape, shapeText } from './shape.js';
import { withoutLanes } from './withoutLanes.js';

/** How `pad` fills the margins: with a number, the elements at the edges, mirrored ones without or with these, or those of the other end. */
export type PadMode = 'constant' | 'edge' | 'reflect' | 'symmetric' | 'wrap';

/** How many elements are put in front of each axis, and behind it. */
export type PadWidth = number | readonly [number, number] | readonly (readonly [number, number])[];

/** The widths of the margins of all axes. */
export const marginsOf = /* @__PURE__ */ withoutLanes(function marginsOf(
  shape: Shape,
  width: PadWidth,
): readonly (readonly [number, number])[] {
  const pairs = pairsOf(width, shape.length);
  if (
    pairs.length === shape.length &&
    pairs.every((pair) => pair.length === 2 && pair.every((n) => Number.isInteger(n) && n >= 0))
  )
    return pairs;
  throw new DiffError(
    'DIFF3202',
    `pad was given the widths ${JSON.stringify(width)} for an array of shape ${shapeText(shape)}. Give an integer from 0 on, a pair [before, after], or ` +
      'a list of one pair for each axis.',
  );
});

function pairsOf(width: PadWidth, rank: number): readonly (readonly [number, number])[] {
  if (typeof width === 'number') return Array.from({ length: rank }, () => [width, width] as const);
  if (!Array.isArray(width)) return [[NaN, NaN]];
  if (width.every((n) => typeof n === 'number'))
    return Array.from({ length: rank }, () => width as unknown as readonly [number, number]);
  const list = width as unknown as readonly (readonly [number, number])[];
  return list.length === 1 ? Array.from({ length: rank }, () => list[0]!) : list;
}

export const paddedShape = /* @__PURE__ */ withoutLanes(function paddedShape(
  shape: Shape,
  margins: readonly (readonly [number, number])[],
): number[] {
  return shape.map((n, i) => n + margins[i]![0] + margins[i]![1]);
});

/** Which elements of an axis of length `n` stand in the result, margins included. */
export const paddedIndices = /* @__PURE__ */ withoutLanes(function paddedIndices(
  n: number,
  [before, after]: readonly [number, number],
  mode: PadMode,
): Int32Array {
  const indices = new Int32Array(before + n + after);
  if (n === 0 && indices.length > 0)
    throw new DiffError(
      'DIFF3202',
      `pad cannot fill the margins of an axis without elements by '${mode}'. Use 'constant'.`,
    );
  for (let i = 0; i < indices.length; i++) indices[i] = sourceOf(i - before, n, mode);
  return indices;
});

function sourceOf(i: number, n: number, mode: PadMode): number {
  switch (mode) {
    case 'edge':
      return Math.min(n - 1, Math.max(0, i));
    case 'wrap':
      return modulo(i, n);
    case 'symmetric': {
      const k = modulo(i, 2 * n);
      return k < n ? k : 2 * n - 1 - k;
    }
    case 'reflect': {
      if (n === 1) return 0;
      const k = modulo(i, 2 * n - 2);
      return k < n ? k : 2 * n - 2 - k;
    }
    default:
      throw new DiffError(
        'DIFF3202',
        `pad was given the mode '${String(mode)}'. Give 'constant', 'edge', 'reflect', 'symmetric' or 'wrap'.`,
      );
  }
}

/** i modulo n, from 0 on. */
export function modulo(i: number, n: number): number {
  return ((i % n) + n) % n;
}
