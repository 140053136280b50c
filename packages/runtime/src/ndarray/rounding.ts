import { kernelRow, rowOf } from './doubleRows.js';
import { type Dtype } from './dtype.js';
import { elementwise1 } from './elementwise.js';
import type { ArrayInput } from './asarray.js';
import type { NDArray } from './NDArray.js';

const same = (dtype: Dtype): Dtype => dtype;

export const floor = /* @__PURE__ */ elementwise1('floor', /* @__PURE__ */ kernelRow('floor'), same);
export const ceil = /* @__PURE__ */ elementwise1('ceil', /* @__PURE__ */ kernelRow('ceil'), same);
export const trunc = /* @__PURE__ */ elementwise1('trunc', /* @__PURE__ */ kernelRow('trunc'), same);
const roundWhole = /* @__PURE__ */ elementwise1('round', /* @__PURE__ */ rowOf(halfToEven), same);

/** Rounds to so many decimals, halves to the even neighbour as NumPy does. */
export function round(x: ArrayInput, decimals = 0): NDArray {
  if (decimals === 0) return roundWhole(x);
  const scale = 10 ** Math.abs(decimals);
  const rounded =
    decimals > 0
      ? (v: number): number => (Number.isFinite(v * scale) ? halfToEven(v * scale) / scale : v)
      : (v: number): number => halfToEven(v / scale) * scale;
  return elementwise1('round', rowOf(rounded), same)(x);
}

function halfToEven(x: number): number {
  const r = Math.round(x);
  return r - x === 0.5 && r % 2 !== 0 ? r - 1 : r;
}
