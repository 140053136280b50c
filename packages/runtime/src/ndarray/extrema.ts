import { div, maximum } from './arithmetic.js';
import type { ArrayInput } from './asarray.js';
import { truth, equal } from './comparison.js';
import type { Dtype } from './dtype.js';
import { laneReduction, type LaneFunction, realArray } from './lanes.js';
import { NDArray } from './NDArray.js';
import { sum } from './reduce.js';
import { type ReduceOptions, reducedShape } from './reducedShape.js';
import { withoutLanes } from './withoutLanes.js';

const same = (dtype: Dtype): Dtype => dtype;
const whole = (): Dtype => 'int32';

/** NaN comes out where one stands in the lane. */
const greatest: LaneFunction = (n, x, p, ps) => {
  let most = x[p]!;
  for (let i = 1, at = p + ps; i < n; i++, at += ps) {
    const v = x[at]!;
    if (v > most || v !== v) most = v;
    if (most !== most) return NaN;
  }
  return most;
};

const least: LaneFunction = (n, x, p, ps) => {
  let most = x[p]!;
  for (let i = 1, at = p + ps; i < n; i++, at += ps) {
    const v = x[at]!;
    if (v < most || v !== v) most = v;
    if (most !== most) return NaN;
  }
  return most;
};

/** The first index of the greatest element, or of NaN. */
const placeOfGreatest: LaneFunction = (n, x, p, ps) => {
  let place = 0;
  let most = x[p]!;
  for (let i = 0, at = p; i < n; i++, at += ps) {
    const v = x[at]!;
    if (v !== v) return i;
    if (v > most) {
      most = v;
      place = i;
    }
  }
  return place;
};

const placeOfLeast: LaneFunction = (n, x, p, ps) => {
  let place = 0;
  let most = x[p]!;
  for (let i = 0, at = p; i < n; i++, at += ps) {
    const v = x[at]!;
    if (v !== v) return i;
    if (v < most) {
      most = v;
      place = i;
    }
  }
  return place;
};

export const max = /* @__PURE__ */ laneReduction('max', greatest, same, 'greatest element');
export const min = /* @__PURE__ */ laneReduction('min', least, same, 'least element');
export const argmax = /* @__PURE__ */ laneReduction('argmax', placeOfGreatest, whole, 'greatest element');
export const argmin = /* @__PURE__ */ laneReduction('argmin', placeOfLeast, whole, 'least element');

/** How much of the derivative of an extreme element each element gets: equal shares. */
export const tieShares = /* @__PURE__ */ withoutLanes(function tieShares(
  x: ArrayInput,
  out: NDArray | number,
  options: ReduceOptions | undefined,
): NDArray {
  const a = realArray(x, 'max');
  const chosen =
    typeof out === 'number'
      ? equal(a, out)
      : equal(a, new NDArray(out.data, reducedShape('max', a.shape, options ?? {}).kept));
  const count = sum(chosen, { axis: options?.axis ?? null, keepdims: true });
  return div(chosen, maximum(count, 1));
});

const countRow: LaneFunction = (n, x, p, ps) => {
  let count = 0;
  for (let i = 0; i < n; i++, p += ps) if (x[p] !== 0) count++;
  return count;
};

/** How many elements are not 0; NaN counts. */
export const countNonzero = /* @__PURE__ */ laneReduction('countNonzero', countRow, whole);

const flag = (): Dtype => 'bool';
const allOf = /* @__PURE__ */ laneReduction(
  'all',
  (n, x, p, ps) => (countRow(n, x, p, ps) === n ? 1 : 0),
  flag,
);
const anyOf = /* @__PURE__ */ laneReduction(
  'any',
  (n, x, p, ps) => (countRow(n, x, p, ps) > 0 ? 1 : 0),
  flag,
);

/** Are all elements true? */
export function all(x: ArrayInput, options: ReduceOptions = {}): NDArray | boolean {
  const result = allOf(truth(x, 'all'), options);
  return typeof result === 'number' ? result === 1 : result;
}

/** Is any element true? */
export function any(x: ArrayInput, options: ReduceOptions = {}): NDArray | boolean {
  const result = anyOf(truth(x, 'any'), options);
  return typeof result === 'number' ? result === 1 : result;
}
