import { DiffError } from '../../errors/DiffError.js';
import { type ArrayInput, toArray } from '../asarray.js';
import { copy } from '../copy.js';
import { promote } from '../dtype.js';
import type { NDArray } from '../NDArray.js';
import { rows3 } from '../rows.js';
import { axisOf, sameShape, shapeText, sizeOf } from '../shape.js';
import { withoutLanes } from '../withoutLanes.js';
import { groupNumbers, newArray, realArray } from './groups.js';
import { logSoftmax } from './softmax.js';

/** −Σ t log softmax(x) along an axis; an element with t = 0 counts nothing. */
export function crossEntropies(x: ArrayInput, t: ArrayInput, axis: number): NDArray {
  const { a, dtype } = realArray('softmaxCrossEntropy', x);
  const { a: targets, dtype: ofTargets } = realArray('softmaxCrossEntropy', t);
  const logs = logSoftmax(a, { axis });
  const sums = groupNumbers(
    a.shape.map((n, i) => (i === axis ? 1 : n)),
    0,
  );
  const { data: s } = sums;
  rows3(a.shape, targets, logs, sums, (n, p, ps, q, qs, r, rs) => {
    for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) {
      const weight = targets.data[p];
      if (weight !== 0) s[r] -= weight * logs.data[q];
    }
  });
  const out = newArray(
    promote(dtype, ofTargets),
    a.shape.filter((_, i) => i !== axis),
  );
  out.data.set(s);
  return out;
}

/** The axis of classes, counted from the front; the targets fit. */
export const classAxis = /* @__PURE__ */ withoutLanes(function classAxis(
  x: ArrayInput,
  targets: ArrayInput,
  axis: number,
): number {
  const { shape } = toArray(x, 'softmaxCrossEntropy');
  const k = axisOf('softmaxCrossEntropy', axis, shape.length);
  const given = toArray(targets, 'softmaxCrossEntropy').shape;
  const withoutClasses = shape.filter((_, i) => i !== k);
  if (!sameShape(given, shape) && !sameShape(given, withoutClasses))
    throw new DiffError(
      'DIFF3201',
      `softmaxCrossEntropy was given logits of shape ${shapeText(shape)} and targets of shape ${shapeText(given)}. Give a probability for each ` +
        `class, ${shapeText(shape)}, or the number of a class, ${shapeText(withoutClasses)}.`,
    );
  return k;
});

/** Are the targets numbers of classes, and no probabilities? */
export const areLabels = /* @__PURE__ */ withoutLanes(function areLabels(
  x: ArrayInput,
  targets: ArrayInput,
): boolean {
  return toArray(targets, 'softmaxCrossEntropy').dimension < toArray(x, 'softmaxCrossEntropy').dimension;
});

/** 1 at the class of each label, else 0. */
export const classesOf = /* @__PURE__ */ withoutLanes(function classesOf(
  x: ArrayInput,
  labels: ArrayInput,
  axis: number,
): NDArray {
  const { shape } = toArray(x, 'softmaxCrossEntropy');
  const numbers = copy(toArray(labels, 'softmaxCrossEntropy')).data;
  const out = newArray('float64', shape);
  const inner = sizeOf(shape.slice(axis + 1));
  numbers.forEach((label, i) => {
    if (!Number.isInteger(label) || label < 0 || label >= shape[axis])
      throw new DiffError(
        'DIFF3202',
        `softmaxCrossEntropy was given the class ${label}. Give integers from 0 to ${shape[axis] - 1}, or probabilities.`,
      );
    out.data[(Math.floor(i / inner) * shape[axis] + label) * inner + (i % inner)] = 1;
  });
  return out;
});

/** How the losses of single samples are brought together. */
export type LossReduction = 'mean' | 'sum' | 'none';

export const expectReduction = /* @__PURE__ */ withoutLanes(function expectReduction(
  name: string,
  reduction: LossReduction,
): void {
  if (!['mean', 'sum', 'none'].includes(reduction))
    throw new DiffError(
      'DIFF3202',
      `${name} was given the reduction ${String(reduction)}. Give 'mean', 'sum' or 'none'.`,
    );
});
