import type { Strided } from '../places.js';
import type { Shape } from '../shape.js';
import { withoutLanes } from '../withoutLanes.js';
import { type Labels, labelsOf, sizesOf } from './labels.js';

/** How the cotangent of one operand comes about. */
export interface CotangentPlan {
  /** The contraction of the result's cotangent with the other operands. */
  readonly labels: Labels;
  /** The shape of that with axes of length 1 for what it has not, and that to which it is broadcast. */
  readonly expanded: number[];
  readonly shape: number[];
  /** The place of each axis of the operand among these; null unless a name stands in it twice. */
  readonly places: number[] | null;
}

/** The cotangent of operand `i` of `einsum`. */
export const cotangentPlan = /* @__PURE__ */ withoutLanes(function cotangentPlan(
  subscripts: string | Labels,
  shapes: readonly Shape[],
  i: number,
): CotangentPlan {
  const { inputs, output } = labelsOf(subscripts, shapes);
  const sizes = sizesOf(subscripts, { inputs, output }, shapes);
  const others = inputs.filter((_, at) => at !== i);
  const otherShapes = shapes.filter((_, at) => at !== i);
  const own = inputs[i]!;
  const distinct = own.filter((label, axis) => own.indexOf(label) === axis);
  const shape = distinct.map((label) => shapes[i]![own.indexOf(label)]!);
  // Whether it can be found in the cotangent or another operand, with its length.
  const isKept = (label: string, n: number): boolean =>
    n === sizes.get(label) &&
    (output.includes(label) ||
      others.some((labels, at) =>
        labels.some((other, axis) => other === label && otherShapes[at]![axis] === n),
      ));
  const kept = distinct.filter((label, axis) => isKept(label, shape[axis]!));
  return {
    labels: { inputs: [output, ...others], output: kept },
    expanded: distinct.map((label, axis) => (kept.includes(label) ? shape[axis]! : 1)),
    shape,
    places: distinct.length === own.length ? null : own.map((label) => distinct.indexOf(label)),
  };
});

/** The view of an array in which axes of one place run together. */
export const jointly = /* @__PURE__ */ withoutLanes(function jointly(
  { shape, stride, offset }: Strided,
  places: readonly number[],
): { readonly shape: number[]; readonly stride: number[]; readonly offset: number } {
  const joint: { shape: number[]; stride: number[] } = { shape: [], stride: [] };
  places.forEach((place, axis) => {
    joint.shape[place] = shape[axis]!;
    joint.stride[place] = (joint.stride[place] ?? 0) + stride[axis]!;
  });
  return { ...joint, offset };
});
