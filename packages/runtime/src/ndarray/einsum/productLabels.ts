import { DiffError } from '../../errors/DiffError.js';
import { isComplexDtype } from '../dtype.js';
import type { NDArray } from '../NDArray.js';
import { axesOf, axisOf, type Shape, shapeText } from '../shape.js';
import { withoutLanes } from '../withoutLanes.js';
import type { Labels } from './labels.js';

/*
 * The names of the axes for products that have a name of their own.
 */

const named = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => prefix + i);

function expectEqual(name: string, a: Shape, b: Shape, m: number | undefined, n: number | undefined): void {
  if (m === n) return;
  throw new DiffError(
    'DIFF3201',
    `${name} was given arrays of the shapes ${shapeText(a)} and ${shapeText(b)}, of which the axes that are summed have the lengths ${m} and ${n}. They must be equal.`,
  );
}

/** Two arrays of which some axes are summed together. */
function summedOver(a: Shape, b: Shape, own: readonly number[], other: readonly number[]): Labels {
  const left = named('x', a.length);
  const right = named('y', b.length);
  own.forEach((axis, i) => (left[axis] = right[other[i]!] = `s${i}`));
  const rest = [...left, ...right].filter((label) => !label.startsWith('s'));
  return { inputs: [left, right], output: rest };
}

export const innerLabels = /* @__PURE__ */ withoutLanes(function innerLabels(a: Shape, b: Shape): Labels {
  if (a.length === 0 || b.length === 0) return summedOver(a, b, [], []);
  expectEqual('inner', a, b, a.at(-1), b.at(-1));
  return summedOver(a, b, [a.length - 1], [b.length - 1]);
});

export const dotLabels = /* @__PURE__ */ withoutLanes(function dotLabels(a: Shape, b: Shape): Labels {
  if (a.length === 0 || b.length === 0) return summedOver(a, b, [], []);
  const other = Math.max(0, b.length - 2);
  expectEqual('dot', a, b, a.at(-1), b[other]);
  return summedOver(a, b, [a.length - 1], [other]);
});

export const vdotLabels = /* @__PURE__ */ withoutLanes(function vdotLabels(a: Shape, b: Shape): Labels {
  expectEqual('vdot', a, b, a[0], b[0]);
  return summedOver(a, b, [0], [0]);
});

export const expectReal = /* @__PURE__ */ withoutLanes(function expectReal(
  ...arrays: readonly NDArray[]
): void {
  if (arrays.some(({ dtype }) => isComplexDtype(dtype)))
    throw new DiffError(
      'DIFF3203',
      'vdot was given an array of complex numbers, and gives a real one. Use vecdot, which gives an array.',
    );
});

export const vecdotLabels = /* @__PURE__ */ withoutLanes(function vecdotLabels(
  a: Shape,
  b: Shape,
  axis: number,
): Labels {
  const i = axisOf('vecdot', axis, a.length);
  const j = axisOf('vecdot', axis, b.length);
  expectEqual('vecdot', a, b, a[i], b[j]);
  const lead = Math.max(a.length, b.length) - 1;
  const labelled = (rank: number, at: number): string[] => {
    const rest = Array.from({ length: rank - 1 }, (_, k) => `.${rank - 1 - k}`);
    rest.splice(at, 0, 's');
    return rest;
  };
  return {
    inputs: [labelled(a.length, i), labelled(b.length, j)],
    output: Array.from({ length: lead }, (_, k) => `.${lead - k}`),
  };
});

export const tensordotLabels = /* @__PURE__ */ withoutLanes(function tensordotLabels(
  a: Shape,
  b: Shape,
  axes: number | readonly [number | readonly number[], number | readonly number[]],
): Labels {
  const [own, other] = axisPairs(a, b, axes);
  own.forEach((axis, i) => {
    expectEqual('tensordot', a, b, a[axis], b[other[i]!]);
  });
  return summedOver(a, b, own, other);
});

function axisPairs(
  a: Shape,
  b: Shape,
  axes: number | readonly [number | readonly number[], number | readonly number[]],
): [readonly number[], readonly number[]] {
  if (typeof axes === 'number') {
    if (Number.isInteger(axes) && axes >= 0 && axes <= Math.min(a.length, b.length)) {
      const counted = Array.from({ length: axes }, (_, i) => i);
      return [counted.map((i) => a.length - axes + i), counted];
    }
    throw new DiffError(
      'DIFF3202',
      `tensordot was given ${axes} axes for arrays of the shapes ${shapeText(a)} and ${shapeText(b)}. Give an integer from 0 to ${Math.min(a.length, b.length)}, or two lists of axes.`,
    );
  }
  const [own, other] = [listed(axes[0], a.length), listed(axes[1], b.length)];
  if (own.length !== other.length)
    throw new DiffError(
      'DIFF3202',
      `tensordot was given ${own.length} axes of the first array and ${other.length} of the second. Give as many of each.`,
    );
  return [own, other];
}

function listed(axes: number | readonly number[], rank: number): number[] {
  axesOf('tensordot', axes, rank);
  return (typeof axes === 'number' ? [axes] : axes).map((axis) => axisOf('tensordot', axis, rank));
}

/** The shapes whose product by elements has the factors side by side, and that in which they are joined. */
export const kronShapes = /* @__PURE__ */ withoutLanes(function kronShapes(
  a: Shape,
  b: Shape,
): { readonly left: number[]; readonly right: number[]; readonly shape: number[] } {
  const rank = Math.max(a.length, b.length);
  const full = (shape: Shape): number[] => [...new Array<number>(rank - shape.length).fill(1), ...shape];
  const [m, n] = [full(a), full(b)];
  return {
    left: m.flatMap((length) => [length, 1]),
    right: n.flatMap((length) => [1, length]),
    shape: m.map((length, i) => length * n[i]!),
  };
});
